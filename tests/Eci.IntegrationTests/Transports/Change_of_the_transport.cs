using Eci.IntegrationTests.Messaging.Support;
using Eci.IntegrationTests.Transports.Support;
using Eci.Testing.Servers;
using Eci.Testing.Transports;
using NUnit.Framework;

namespace Eci.IntegrationTests.Transports;

[Brokers]
internal sealed class Change_of_the_transport(TransportKind transport, DatabaseKind database) : BrokerFixture(transport, database)
{
    [Test]
    public async Task To_the_database_hands_over_what_was_not_sent()
    {
        var (label, key) = (NewLabel(), NewLabel());
        var (first, second) = (NewLabel(), NewLabel());
        await Transport.TakeAwayAsync();
        await using (var before = await StartAsync())
        {
            await before.PublishAsync(new Step(label));
            await before.PublishAsync(new Keyed(first, key));
            await before.PublishAsync(new Keyed(second, key));
        }

        var after = await StartAsync(o => o.Settings["Eci:Transport"] = "Database");
        Assert.That(await EffectsAsync(after, label, 3), Has.Count.EqualTo(3));
        long[] ids = [(await EffectsAsync(after, first, 1)).Single().Id, (await EffectsAsync(after, second, 1)).Single().Id];
        Assert.That(ids, Is.Ordered);
        await after.SettleAsync();
        await Transport.BringBackAsync();
    }

    [Test]
    public async Task To_a_broker_leaves_nothing_behind_in_the_database()
    {
        var label = NewLabel();
        await using (var before = await StartAsync(o =>
        {
            o.Settings["Eci:Transport"] = "Database";
            o.Queues = [];
        }))
            await before.PublishAsync(new Step(label));

        var after = await StartAsync();
        Assert.That(await EffectsAsync(after, label, 3), Has.Count.EqualTo(3));
        await after.SettleAsync();
    }
}
