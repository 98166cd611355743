using Eci.IntegrationTests.Messaging.Support;
using Eci.IntegrationTests.Transports.Support;
using Eci.Messaging.Brokers;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Eci.IntegrationTests.Transports;

/// <summary>What the suites of all transports cannot know of this one.</summary>
[TestFixture(Category = "RabbitMq")]
internal sealed class Queues_of_RabbitMq() : BrokerFixture(TransportKind.RabbitMq, DatabaseKind.Postgres)
{
    private const ushort NotFound = 404;

    private RabbitMqTransport Server => (RabbitMqTransport)Transport;

    [Test]
    public async Task Are_there_for_every_route_whatever_the_process_does_and_survive_the_broker()
    {
        var host = await StartDeployedAsync(o => o.Queues = []);
        await host.Services.GetRequiredService<IBroker>().DeployAsync(CancellationToken.None);
        foreach (var endpoint in TestRoutes.Build().Endpoints)
        {
            await using var channel = await Server.OpenAsync();
            var refusal = Assert.ThrowsAsync<OperationInterruptedException>(() => channel.QueueDeclareAsync(
                Server.NameOf(endpoint.Name), durable: true, exclusive: false, autoDelete: false));
            Assert.That(refusal.ShutdownReason!.ReplyText, Does.Contain("current is the value 'quorum'"));
        }

        foreach (var topic in TestRoutes.Build().Topics)
        {
            await using var channel = await Server.OpenAsync();
            await channel.ExchangeDeclareAsync(Server.NameOf(topic.Name), ExchangeType.Fanout, durable: true);
        }
    }

    [Test]
    public async Task Have_none_beside_them_for_errors()
    {
        var (host, label) = (await StartDeployedAsync(), NewLabel());
        host.Script.On(label, _ => throw new PermanentFailureException("never"));
        await host.PublishAsync(new Step(label, label));
        await PutAsync(Wire.Envelope(new Step(label), Guid.NewGuid()), []);
        await DeadLetterAsync(host, l => l.TenantId == label);
        await DeadLetterAsync(host, l => l.Topic == Inbox.RefusedTopic);
        foreach (var suffix in (string[])["_error", "_skipped"])
        {
            await using var channel = await Server.OpenAsync();
            var refusal = Assert.ThrowsAsync<OperationInterruptedException>(() => channel.QueueDeclarePassiveAsync(Server.NameOf(TestRoutes.StepQueue) + suffix));
            Assert.That(refusal.ShutdownReason!.ReplyCode, Is.EqualTo(NotFound));
        }
    }

    [Test]
    public async Task Of_another_kind_are_a_wrong_setting_that_is_named()
    {
        const string Prefix = "wrong";
        var queue = Server.NameOf(Prefix + TestRoutes.StepQueue);
        await using var channel = await Server.OpenAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        try
        {
            using var logs = new LogCapture(line => line.StartsWith("Error", StringComparison.Ordinal));
            var host = await StartAsync(o =>
            {
                o.Settings["Eci:RabbitMq:Prefix"] = Server.NameOf(Prefix);
                o.Logs = logs;
            });
            var wrong = Assert.ThrowsAsync<InvalidConfigurationException>(() => host.Services.GetRequiredService<IBroker>().DeployAsync(CancellationToken.None));
            Assert.That(wrong.Message, Does.Contain($"'{queue}'").And.Contain("x-queue-type"));
            Assert.That(logs.Lines, Has.Some.Contains(queue));
            await ReportsAsync(host, HealthStatus.Degraded);
        }
        finally
        {
            await RemoveAsync(Prefix);
        }
    }

    [Test]
    public async Task That_are_gone_let_messages_wait_until_they_are_back()
    {
        var (host, label) = (await StartDeployedAsync(o => o.Queues = []), NewLabel());
        await host.PublishAsync(new Step(NewLabel()));
        await host.SettleAsync();
        await using (var channel = await Server.OpenAsync())
            await channel.ExchangeUnbindAsync(Server.NameOf(TestRoutes.StepQueue), Server.NameOf(TestRoutes.Steps.Name), routingKey: string.Empty);
        await host.PublishAsync(new Step(label));
        var broker = host.Services.GetRequiredService<IBroker>();
        await Eventually.Async(() => broker.Trouble is "No queue takes test.steps.", Deadline, "that it says what is wrong");
        await ReportsAsync(host, HealthStatus.Degraded);
        Assert.That(await host.UnfinishedAsync(), Is.EqualTo(1));

        await broker.DeployAsync(CancellationToken.None);
        await host.SettleAsync();
        await ReportsAsync(host, HealthStatus.Healthy);
        var reader = await StartAsync();
        Assert.That(await EffectsAsync(reader, label, 3), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Refuse_what_is_larger_than_the_server_takes_and_go_on()
    {
        const int Megabyte = 1024 * 1024;
        var large = new byte[5 * Megabyte];
        var host = await StartDeployedAsync(o => o.Settings["Eci:Broker:MaxMessageBytes"] = $"{20 * Megabyte}");
        await using (var channel = await Server.OpenAsync())
        {
            if (await TakesAsync(channel, large))
                Assert.Ignore("This server takes messages of any size.");
        }

        var (label, good) = (NewLabel() + new string('x', large.Length), NewLabel());
        await host.PublishAsync(new Step(label, "large"));
        await host.PublishAsync(new Step(good));
        var letter = await DeadLetterAsync(host, l => l.TenantId == "large");
        Assert.That((letter.ErrorType, letter.Endpoint), Is.EqualTo((nameof(BrokerRefusedException), Distribution.Relay)));
        Assert.That(await EffectsAsync(host, good, 3), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Deliver_again_what_a_lost_connection_interrupted_and_it_happens_once()
    {
        var (host, label) = (await StartDeployedAsync(), NewLabel());
        host.Script.On(label, (_, cancellation) => host.Script.RunsOf(label) == 1
            ? Task.Delay(Timeout.InfiniteTimeSpan, cancellation)
            : Task.CompletedTask);
        await host.PublishAsync(new Step(label));
        await Eventually.Async(() => host.Script.RunsOf(label) == 1, Deadline, "the first attempt");
        await Transport.TakeAwayAsync();
        await Transport.BringBackAsync();
        Assert.That((await EffectsAsync(host, label, 3)).Select(e => e.Attempt), Is.EqualTo((int[])[2, 1, 1]));
        Assert.That(host.Script.RunsOf(label), Is.EqualTo(2));
    }

    private static async Task<bool> TakesAsync(IChannel channel, byte[] body)
    {
        try
        {
            await channel.BasicPublishAsync(string.Empty, "nobody", body);
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }

    private async Task RemoveAsync(string prefix)
    {
        await using var channel = await Server.OpenAsync();
        foreach (var endpoint in TestRoutes.Build().Endpoints)
        {
            await channel.QueueDeleteAsync(Server.NameOf(prefix + endpoint.Name));
            await channel.ExchangeDeleteAsync(Server.NameOf(prefix + endpoint.Name));
        }

        foreach (var topic in TestRoutes.Build().Topics)
            await channel.ExchangeDeleteAsync(Server.NameOf(prefix + topic.Name));
    }
}
