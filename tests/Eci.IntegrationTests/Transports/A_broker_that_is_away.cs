using Eci.IntegrationTests.Messaging.Support;
using Eci.IntegrationTests.Transports.Support;
using Eci.Messaging.Brokers;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports;

[Brokers]
internal sealed class A_broker_that_is_away(TransportKind transport, DatabaseKind database) : BrokerFixture(transport, database)
{
    [Test]
    public async Task At_the_start_lets_the_host_start_and_is_found_later()
    {
        var label = NewLabel();
        await Transport.TakeAwayAsync();
        var host = await StartAsync();
        await host.PublishAsync(new Step(label));
        await ReportsAsync(host, HealthStatus.Degraded);
        Assert.That(host.Services.GetRequiredService<IBroker>().Trouble, Is.Not.Null);
        Assert.That(await host.EffectsAsync(label), Is.Empty);

        await Transport.BringBackAsync();
        Assert.That(await EffectsAsync(host, label, 3), Has.Count.EqualTo(3));
        await ReportsAsync(host, HealthStatus.Healthy);
    }

    [Test]
    public async Task Lets_a_host_that_never_met_it_stop()
    {
        await Transport.TakeAwayAsync();
        try
        {
            var host = await StartAsync();
            await ReportsAsync(host, HealthStatus.Degraded);
            await host.StopAsync().WaitAsync(Deadline);
        }
        finally
        {
            await Transport.BringBackAsync();
        }
    }

    [Test]
    public async Task In_mid_flight_loses_nothing_and_doubles_nothing()
    {
        const int Each = 15;
        var host = await StartDeployedAsync();
        var labels = Enumerable.Range(0, Each * 4).Select(_ => NewLabel()).ToList();
        await PublishAsync(host, labels.Take(Each));
        await Eventually.Async(async () => (await host.EffectsAsync(labels[0])).Count > 0, Deadline, "that messages flow");
        await PublishAsync(host, labels.Skip(Each).Take(Each));
        await Transport.TakeAwayAsync();
        await PublishAsync(host, labels.Skip(Each * 2).Take(Each));
        await ReportsAsync(host, HealthStatus.Degraded);
        Assert.That(await host.UnfinishedAsync(), Is.Positive, "They wait in the database.");

        await Transport.BringBackAsync();
        await PublishAsync(host, labels.Skip(Each * 3));
        foreach (var label in labels)
            await EffectsAsync(host, label, 3);
        await host.SettleAsync();
        foreach (var label in labels)
            Assert.That(await host.EffectsAsync(label), Has.Count.EqualTo(3));
        Assert.That(await host.DeadLettersAsync(), Is.Empty);
        await ReportsAsync(host, HealthStatus.Healthy);
    }

    private static async Task PublishAsync(MessagingHost host, IEnumerable<string> labels)
    {
        foreach (var label in labels)
            await host.PublishAsync(new Step(label));
    }
}
