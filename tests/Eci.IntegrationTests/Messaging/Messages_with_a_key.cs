using System.Collections.Concurrent;
using System.Globalization;
using Eci.IntegrationTests.Messaging.Support;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Messages_with_a_key(DatabaseKind kind) : MessagingFixture(kind)
{
    [Test]
    public async Task Of_one_value_are_handled_one_after_the_other_in_the_order_of_publishing()
    {
        const int Each = 15;
        string[] keys = [NewLabel(), NewLabel(), NewLabel()];
        var (running, order, together) = (new ConcurrentDictionary<string, int>(), new ConcurrentQueue<Keyed>(), 0);
        var messages = Enumerable.Range(0, Each)
            .SelectMany(n => keys.Select(key => new Keyed(string.Create(CultureInfo.InvariantCulture, $"{key}-{n}"), key)))
            .ToList();
        var script = new Script();
        foreach (var message in messages)
        {
            script.On(message.Label, async (_, cancellation) =>
            {
                if (running.AddOrUpdate(message.Key, 1, (_, count) => count + 1) > 1)
                    Interlocked.Increment(ref together);
                order.Enqueue(message);
                await Task.Delay(1, cancellation);
                running.AddOrUpdate(message.Key, 0, (_, count) => count - 1);
            });
        }

        await using (var publisher = await StartAsync(o => o.Queues = []))
        {
            foreach (var message in messages)
                await publisher.PublishAsync(message);
        }

        var hosts = new List<MessagingHost> { await StartAsync(o => o.Script = script) };
        if (Database.Kind is DatabaseKind.Postgres)
            hosts.Add(await StartAsync(o => o.Script = script));
        await hosts[0].SettleAsync();
        Assert.That(together, Is.Zero);
        foreach (var key in keys)
            Assert.That(order.Where(m => m.Key == key), Is.EqualTo(messages.Where(m => m.Key == key)));
    }

    [Test]
    public async Task Of_different_values_are_handled_side_by_side()
    {
        var host = await StartAsync();
        const int Keys = 8;
        var (started, everyone) = (0, new TaskCompletionSource());
        var messages = Enumerable.Range(0, Keys).Select(_ => new Keyed(NewLabel(), NewLabel())).ToArray();
        foreach (var message in messages)
        {
            host.Script.On(message.Label, (_, cancellation) =>
            {
                if (Interlocked.Increment(ref started) == Keys)
                    everyone.SetResult();
                return everyone.Task.WaitAsync(Deadline, cancellation);
            });
        }

        await host.PublishAsync(messages);
        await host.SettleAsync();
        Assert.That(everyone.Task.IsCompletedSuccessfully, Is.True);
        Assert.That(messages.Select(m => host.Script.RunsOf(m.Label)), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Wait_for_an_earlier_one_that_is_tried_again()
    {
        var host = await StartAsync(o => o.Messaging = m => m.RetryDelay = TimeSpan.FromMilliseconds(50));
        var (key, first, second) = (NewLabel(), NewLabel(), NewLabel());
        host.Script.On(first, attempt =>
        {
            if (attempt < 3)
                throw new InvalidOperationException("not yet");
        });
        await host.PublishAsync(new Keyed(first, key), new Keyed(second, key));
        await host.SettleAsync();
        Assert.That((await host.EffectsAsync(first)).Single().Attempt, Is.EqualTo(3));
        Assert.That((await host.EffectsAsync(second)).Single().Id, Is.GreaterThan((await host.EffectsAsync(first)).Single().Id));
    }

    [Test]
    public async Task Go_on_when_an_earlier_one_is_given_up()
    {
        var host = await StartAsync();
        var (key, first, second) = (NewLabel(), NewLabel(), NewLabel());
        host.Script.On(first, _ => throw new PermanentFailureException("never"));
        await host.PublishAsync(new Keyed(first, key), new Keyed(second, key));
        await host.SettleAsync();
        Assert.That(await host.EffectsAsync(first), Is.Empty);
        Assert.That(await host.EffectsAsync(second), Has.Count.EqualTo(1));
    }
}
