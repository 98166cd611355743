using Eci.Transports.RabbitMq;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Transports;

internal sealed class Order_of_deliveries
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Is_that_of_their_tags_whatever_thread_is_first()
    {
        var (order, entered) = (new ArrivalOrder(Never()), new List<ulong>());
        var deliveries = new List<Task>();
        foreach (var tag in (ulong[])[4, 2, 5, 3])
            deliveries.Add(EnterAsync(order, tag, entered));
        Assert.That(entered, Is.Empty);
        deliveries.Add(EnterAsync(order, 1, entered));
        await Task.WhenAll(deliveries).WaitAsync(Deadline);
        Assert.That(entered, Is.EqualTo((ulong[])[1, 2, 3, 4, 5]));
    }

    [Test]
    public async Task Is_kept_by_many_threads()
    {
        const int Deliveries = 2000;
        var (order, entered) = (new ArrivalOrder(Never()), new List<ulong>());
        var tags = Enumerable.Range(1, Deliveries).Select(n => (ulong)n).ToArray();
        new Random(7).Shuffle(tags);
        await Task.WhenAll(tags.Select(tag => Task.Run(() => EnterAsync(order, tag, entered)))).WaitAsync(Deadline);
        Assert.That(entered, Is.Ordered);
        Assert.That(entered, Has.Count.EqualTo(Deliveries));
    }

    [Test]
    public void Waits_for_nothing_once_the_channel_is_closed()
    {
        var closed = new TaskCompletionSource();
        var (order, entered) = (new ArrivalOrder(closed.Task), new List<ulong>());
        var second = EnterAsync(order, 2, entered);
        closed.SetResult();
        Assert.ThrowsAsync<OperationCanceledException>(() => second.WaitAsync(Deadline));
        Assert.That(entered, Is.Empty);
    }

    [Test]
    public async Task Lets_equal_keys_pass_one_after_the_other()
    {
        using var gate = new KeyedGate(limit: 10);
        var (first, second, other, keyless) = (gate.Enter("a"), gate.Enter("a"), gate.Enter("b"), gate.Enter(key: null));
        await Task.WhenAll(PassAsync(first), PassAsync(other), PassAsync(keyless));
        var waiting = PassAsync(second);
        Assert.That(waiting.IsCompleted, Is.False);
        first.Dispose();
        await waiting;
        second.Dispose();
        using var third = gate.Enter("a");
        await PassAsync(third);
    }

    [Test]
    public async Task Lets_only_so_many_pass_at_once()
    {
        using var gate = new KeyedGate(limit: 2);
        var places = Enumerable.Range(0, 3).Select(_ => gate.Enter(key: null)).ToList();
        await Task.WhenAll(PassAsync(places[0]), PassAsync(places[1]));
        var third = PassAsync(places[2]);
        Assert.That(third.IsCompleted, Is.False);
        places[1].Dispose();
        await third;
    }

    [Test]
    public async Task Is_kept_for_the_rest_of_the_key_when_one_gives_up_waiting()
    {
        using var gate = new KeyedGate(limit: 10);
        var (first, second, third) = (gate.Enter("a"), gate.Enter("a"), gate.Enter("a"));
        await PassAsync(first);
        using (second)
            Assert.CatchAsync<OperationCanceledException>(() => second.PassAsync(new CancellationToken(canceled: true)));
        var last = PassAsync(third);
        Assert.That(last.IsCompleted, Is.False, "The first still runs.");
        first.Dispose();
        await last;
    }

    private static Task Never() => new TaskCompletionSource().Task;

    private static Task PassAsync(KeyedGate.Place place) => place.PassAsync(CancellationToken.None).WaitAsync(Deadline);

    private static Task EnterAsync(ArrivalOrder order, ulong tag, List<ulong> entered) => order.EnterAsync(
        tag,
        () =>
        {
            entered.Add(tag);
            return tag;
        },
        CancellationToken.None);
}
