using Confluent.Kafka;
using Eci.IntegrationTests.Messaging.Support;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Testing.Transports.Kafka;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports.Kafka;

[TestFixture(DatabaseKind.Sqlite, Category = "Kafka")]
internal sealed class Clusters_that_go_away(DatabaseKind kind) : KafkaFixture(kind)
{
    [Test]
    public async Task In_mid_flight_lose_and_double_nothing_and_are_told_of_once()
    {
        var logs = new LogCapture(line => line.Contains(" Eci.Transports.Kafka", StringComparison.Ordinal) && !line.StartsWith("Debug", StringComparison.Ordinal));
        var host = await StartAsync(o => o.Logs = logs);
        var run = NewLabel();
        await PublishAsync(host, run, 0, 20);
        await EffectsAsync(host, run, 5);
        await Kafka.TakeAwayAsync();
        await PublishAsync(host, run, 20, 40);
        await Eventually.Async(() => TroubleOf(host) is not null, Deadline, "that the host notices");
        await Kafka.BringBackAsync();
        await PublishAsync(host, run, 40, 60);

        var effects = await EffectsAsync(host, run, 60);
        await host.SettleAsync();
        Assert.That(effects.Select(e => e.Label), Is.Unique.And.Exactly(60).Items);
        await Eventually.Async(() => TroubleOf(host) is null, Deadline, "that the host notices the return");
        Assert.That(
            logs.Lines.Select(line => line.Split(" | ")[0]),
            Is.EqualTo(
            [
                "Warning Eci.Transports.Kafka.Clients.ClusterWatch: Kafka cannot be reached (Local_AllBrokersDown); messages wait in the database until it can",
                "Information Eci.Transports.Kafka.Clients.ClusterWatch: Kafka is back",
            ]));
    }

    [Test]
    public async Task Do_not_keep_a_host_from_stopping()
    {
        var host = await StartAsync();
        var label = NewLabel();
        await host.PublishAsync(new Step(label));
        await EffectsAsync(host, label, 3);
        await Kafka.TakeAwayAsync();
        await Eventually.Async(() => TroubleOf(host) is not null, Deadline, "that the host notices");
        await Assert.ThatAsync(async () => await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(8)), Throws.Nothing);
    }

    [Test]
    public async Task Or_give_the_producer_up_get_a_new_one()
    {
        Kafka.Mock.Fail(KafkaRequest.InitProducerId, ErrorCode.ClusterAuthorizationFailed);
        var logs = new LogCapture(line => line.Contains("producer gave up", StringComparison.Ordinal));
        var host = await StartAsync(o => o.Logs = logs);
        var label = NewLabel();
        await host.PublishAsync(new Step(label));
        Assert.That(await EffectsAsync(host, label, 3), Has.Count.EqualTo(3));
        Assert.That(logs.Lines, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Or_shut_a_consumer_out_get_a_new_one()
    {
        var logs = new LogCapture(line => line.Contains("lost its Kafka client", StringComparison.Ordinal));
        var host = await StartAsync(o =>
        {
            o.Queues = [TestRoutes.KeyedQueue];
            o.Logs = logs;
        });
        var run = NewLabel();
        await host.PublishAsync(new Keyed(run + "-0", "key"));
        await EffectsAsync(host, run, 1);
        Kafka.Mock.Fail(KafkaRequest.Heartbeat, ErrorCode.FencedInstanceId);
        await Eventually.Async(() => logs.Lines.Count == 1, Deadline, "that the consumer is shut out");
        await host.PublishAsync(new Keyed(run + "-1", "key"));
        Assert.That((await EffectsAsync(host, run, 2)).Select(e => e.Label), Is.EqualTo([run + "-0", run + "-1"]));
        await Eventually.Async(() => TroubleOf(host) is null, Deadline, "that all is well again");
    }

    private static async Task PublishAsync(MessagingHost host, string run, int from, int to)
    {
        for (var n = from; n < to; n++)
            await host.PublishAsync(new Keyed($"{run}-{n}", $"key-{n % 5}"));
    }
}
