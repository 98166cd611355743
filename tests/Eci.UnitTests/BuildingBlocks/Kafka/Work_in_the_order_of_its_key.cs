using System.Collections.Concurrent;
using Eci.Testing.Servers;
using Eci.Transports.Kafka.Consuming;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Kafka;

internal sealed class Work_in_the_order_of_its_key
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Runs_within_the_limit_whatever_the_durations(int seed)
    {
        const int Concurrency = 5;
        const int Items = 2000;
        var random = new Random(seed);
        var (done, running, most) = (new ConcurrentQueue<Item>(), 0, 0);
        var busy = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var together = 0;
        var sequencer = new KeyedSequencer<Item>(Concurrency, async item =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            if (item.Key is { } key && busy.AddOrUpdate(key, 1, (_, n) => n + 1) > 1)
                Interlocked.Increment(ref together);
            for (var n = 0; n < item.Steps; n++)
                await Task.Yield();
            done.Enqueue(item);
            if (item.Key is not null)
                busy.AddOrUpdate(item.Key, 0, (_, n) => n - 1);
            Interlocked.Decrement(ref running);
        });

        var items = Enumerable.Range(0, Items).Select(n => new Item(random.Next(10) is var k and > 0 ? $"k{k}" : null, n, random.Next(6))).ToList();
        foreach (var item in items)
            sequencer.Post(item.Key, item);

        await Eventually.Async(() => done.Count == Items, Deadline, "that everything ran");
        Assert.That(together, Is.Zero, "of one key at once");
        Assert.That(most, Is.InRange(2, Concurrency));
        foreach (var key in items.Where(i => i.Key is not null).Select(i => i.Key).Distinct())
            Assert.That(done.Where(i => i.Key == key), Is.EqualTo(items.Where(i => i.Key == key)));
    }

    [Test]
    public async Task Is_not_held_up_by_another_key()
    {
        var (release, done) = (new TaskCompletionSource(), new ConcurrentQueue<string>());
        var sequencer = new KeyedSequencer<string>(2, async item =>
        {
            if (item == "slow")
                await release.Task;
            done.Enqueue(item);
        });
        sequencer.Post("a", "slow");
        sequencer.Post("a", "behind");
        for (var n = 0; n < 10; n++)
            sequencer.Post("b", $"b{n}");
        await Eventually.Async(() => done.Count == 10, Deadline, "the other key");
        Assert.That(done, Is.EqualTo(Enumerable.Range(0, 10).Select(n => $"b{n}")));
        release.SetResult();
        await Eventually.Async(() => done.Count == 12, Deadline, "the slow key");
        Assert.That(done.TakeLast(2), Is.EqualTo(["slow", "behind"]));
    }

    [Test]
    public async Task Is_forgotten_only_where_it_has_not_begun_and_leaves_the_rest_in_order()
    {
        var (release, done) = (new TaskCompletionSource(), new ConcurrentQueue<Item>());
        var sequencer = new KeyedSequencer<Item>(1, async item =>
        {
            await release.Task;
            done.Enqueue(item);
        });
        var items = Enumerable.Range(0, 12).Select(n => new Item(n % 4 is var k and < 3 ? $"k{k}" : null, n, 0)).ToList();
        foreach (var item in items)
            sequencer.Post(item.Key, item);
        sequencer.Forget(item => item.Number % 3 == 0);
        sequencer.Post("k0", new Item("k0", 100, 0));
        release.SetResult();

        int[] expected = [0, 1, 2, 4, 5, 7, 8, 10, 11, 100];
        await Eventually.Async(() => done.Count == expected.Length, Deadline, "what is left");
        Assert.That(done.Select(i => i.Number).Order(), Is.EqualTo(expected), "the first one had begun");
        foreach (var key in new[] { "k0", "k1", "k2" })
            Assert.That(done.Where(i => i.Key == key).Select(i => i.Number), Is.Ordered);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        do
            seen = Volatile.Read(ref target);
        while (value > seen && Interlocked.CompareExchange(ref target, value, seen) != seen);
    }

    private sealed record Item(string? Key, int Number, int Steps);
}
