using System.Diagnostics.Metrics;
using Eci.Messaging;
using Eci.Messaging.Brokers;
using Eci.Messaging.Delivery;
using Eci.Messaging.Intake;
using Eci.Messaging.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Messaging;

[TestFixture]
internal sealed class Group_commit
{
    private const int Capacity = 20_000;
    private const int LargestGroup = 256;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private FakeStore _store = new();
    private MessagingMetrics _metrics = null!;
    private DeliverySignal _signal = new();
    private MessageIntake _intake = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _store = new FakeStore();
        _signal = new DeliverySignal();
        _metrics = new MessagingMetrics(_services.GetRequiredService<IMeterFactory>(), TimeProvider.System);
        var routes = new RouteTableBuilder([new Topic<Report>("reports")]).Build();
        _intake = new MessageIntake(
            routes, new Distribution(routes, throughBroker: false), _store, _signal, _metrics, new NoCrashPoint(), TimeProvider.System);
        await _intake.StartAsync(CancellationToken.None);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _intake.StopAsync(CancellationToken.None);
        _intake.Dispose();
        _signal.Dispose();
        _metrics.Dispose();
    }

    [OneTimeTearDown]
    public ValueTask DisposeServicesAsync() => _services.DisposeAsync();

    [Test]
    public async Task Gathers_what_comes_while_a_group_is_written()
    {
        const int Waiting = 300;
        var (first, goOn) = await HoldFirstAsync();
        var waiting = Enumerable.Range(0, Waiting).Select(_ => AcceptAsync(Guid.NewGuid())).ToList();
        Assert.That(waiting.Any(w => w.IsCompleted), Is.False, "Nobody is answered before the commit.");
        goOn.SetResult();
        Assert.That(await first, Is.EqualTo(IntakeResult.Accepted));
        Assert.That(await Task.WhenAll(waiting).WaitAsync(Deadline), Is.All.EqualTo(IntakeResult.Accepted));
        Assert.That(_store.Groups.Select(g => g.Count), Is.EqualTo((int[])[1, LargestGroup, Waiting - LargestGroup]));
    }

    [Test]
    public async Task Knows_the_same_message_within_a_group_and_later()
    {
        var id = Guid.NewGuid();
        var (_, goOn) = await HoldFirstAsync();
        var group = Enumerable.Range(0, 3).Select(_ => AcceptAsync(id)).ToList();
        goOn.SetResult();
        Assert.That(
            await Task.WhenAll(group).WaitAsync(Deadline),
            Is.EqualTo((IntakeResult[])[IntakeResult.Accepted, IntakeResult.Duplicate, IntakeResult.Duplicate]));
        Assert.That(await AcceptAsync(id).WaitAsync(Deadline), Is.EqualTo(IntakeResult.Duplicate));
    }

    [Test]
    public async Task Answers_the_others_when_one_message_is_refused()
    {
        var refused = Guid.NewGuid();
        var (_, goOn) = await HoldFirstAsync();
        var held = _store.Before;
        _store.Before = async messages =>
        {
            await held(messages);
            if (messages.Any(m => m.Id == refused))
                throw new InvalidOperationException("refused");
        };
        var before = AcceptAsync(Guid.NewGuid());
        var bad = AcceptAsync(refused);
        var after = AcceptAsync(Guid.NewGuid());
        goOn.SetResult();
        Assert.That(await before.WaitAsync(Deadline), Is.EqualTo(IntakeResult.Accepted));
        Assert.That(await after.WaitAsync(Deadline), Is.EqualTo(IntakeResult.Accepted));
        Assert.That(() => bad.WaitAsync(Deadline), Throws.InvalidOperationException.With.Message.EqualTo("refused"));
    }

    [TestCase(13, "full")]
    [TestCase(10, "disk I/O error")]
    [TestCase(8, "readonly")]
    public async Task Refuses_a_whole_group_while_the_database_takes_nothing(int code, string text)
    {
        var (_, goOn) = await HoldFirstAsync();
        var group = Enumerable.Range(0, 3).Select(_ => AcceptAsync(Guid.NewGuid())).ToList();
        _store.Before = _ => throw new SqliteException(text, code);
        goOn.SetResult();
        foreach (var message in group)
            Assert.That(() => message.WaitAsync(Deadline), Throws.InstanceOf<StorageUnavailableException>());
        Assert.That(_store.Groups, Has.Count.EqualTo(2), "The group is not tried message by message.");
        _store.Before = _ => Task.CompletedTask;
        Assert.That(await AcceptAsync(Guid.NewGuid()).WaitAsync(Deadline), Is.EqualTo(IntakeResult.Accepted));
    }

    [Test]
    public async Task Refuses_what_it_cannot_hold()
    {
        var (_, goOn) = await HoldFirstAsync();
        var held = Enumerable.Range(0, Capacity).Select(_ => AcceptAsync(Guid.NewGuid())).ToList();
        Assert.That(() => AcceptAsync(Guid.NewGuid()).WaitAsync(Deadline), Throws.InstanceOf<StorageUnavailableException>());
        goOn.SetResult();
        Assert.That(await Task.WhenAll(held).WaitAsync(Deadline), Is.All.EqualTo(IntakeResult.Accepted));
    }

    [Test]
    public async Task Writes_what_is_queued_before_it_stops_and_takes_nothing_more()
    {
        var (_, goOn) = await HoldFirstAsync();
        var queued = AcceptAsync(Guid.NewGuid());
        var stop = _intake.StopAsync(CancellationToken.None);
        Assert.That(() => AcceptAsync(Guid.NewGuid()).WaitAsync(Deadline), Throws.InstanceOf<StorageUnavailableException>());
        Assert.That(stop.IsCompleted, Is.False);
        goOn.SetResult();
        await stop.WaitAsync(Deadline);
        Assert.That(queued.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task Keeps_a_message_whose_caller_has_gone()
    {
        var (_, goOn) = await HoldFirstAsync();
        var id = Guid.NewGuid();
        using var gone = new CancellationTokenSource();
        var caller = _intake.AcceptAsync(new Report("gone"), id, gone.Token);
        await gone.CancelAsync();
        Assert.That(() => caller, Throws.InstanceOf<OperationCanceledException>());
        goOn.SetResult();
        Assert.That(await AcceptAsync(id).WaitAsync(Deadline), Is.EqualTo(IntakeResult.Duplicate));
    }

    private Task<IntakeResult> AcceptAsync(Guid id) => _intake.AcceptAsync(new Report("news"), id, CancellationToken.None);

    /// <summary>A first message is being written until the test lets it go on; what comes now makes the next group.</summary>
    private async Task<(Task<IntakeResult> First, TaskCompletionSource GoOn)> HoldFirstAsync()
    {
        var (writing, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _store.Before = _ =>
        {
            writing.TrySetResult();
            return goOn.Task;
        };
        var first = AcceptAsync(Guid.NewGuid());
        await writing.Task.WaitAsync(Deadline);
        return (first, goOn);
    }

    private sealed record Report(string Text);
}
