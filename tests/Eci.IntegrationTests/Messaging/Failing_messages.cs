using Eci.IntegrationTests.Messaging.Support;
using Eci.Testing.Servers;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messaging;

/// <summary>The clock stands still between the attempts: what comes back too early or too late is seen.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Failing_messages(DatabaseKind kind) : MessagingFixture(kind)
{
    private const int MaxAttempts = 4;
    private const double MinJitter = 0.5;
    private const double MaxJitter = 1.5;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());

    [Test]
    public async Task Come_back_after_growing_delays_until_they_succeed()
    {
        var host = await StartAsync();
        var label = NewLabel();
        host.Script.On(label, attempt =>
        {
            if (attempt < MaxAttempts)
                throw new InvalidOperationException("not yet");
        });
        await host.PublishAsync(new Step(label));
        TimeSpan[] delays = [RetryDelay, RetryDelay * 4, MaxRetryDelay];
        for (var failures = 1; failures <= delays.Length; failures++)
        {
            await FailedAsync(host, label, failures);
            _time.Advance(delays[failures - 1] * MinJitter - TimeSpan.FromMilliseconds(1));
            await LookedAgainAsync(host);
            Assert.That(host.Script.RunsOf(label), Is.EqualTo(failures), "too early");
            _time.Advance(delays[failures - 1] * (MaxJitter - MinJitter) + TimeSpan.FromMilliseconds(1));
        }

        await host.SettleAsync();
        Assert.That((await host.EffectsAsync(label)).Select(e => e.Attempt), Is.EqualTo((int[])[MaxAttempts, 1, 1]));
    }

    [Test]
    public async Task Come_back_when_their_cause_says()
    {
        var host = await StartAsync();
        var (label, later) = (NewLabel(), TimeSpan.FromHours(3));
        host.Script.On(label, attempt =>
        {
            if (attempt == 1)
                throw new RetryLaterException("busy", later);
        });
        await host.PublishAsync(new Step(label));
        await FailedAsync(host, label, 1);
        _time.Advance(later - TimeSpan.FromMilliseconds(1));
        await LookedAgainAsync(host);
        Assert.That(host.Script.RunsOf(label), Is.EqualTo(1), "too early");
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await host.SettleAsync();
        Assert.That(await host.EffectsAsync(label), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Are_given_up_after_the_last_attempt_and_announced()
    {
        var host = await StartAsync();
        var label = NewLabel();
        host.Script.On(label, attempt => throw new InvalidOperationException($"failure {attempt}"));
        await host.PublishAsync(new Step(label, label));
        for (var failures = 1; failures < MaxAttempts; failures++)
        {
            await FailedAsync(host, label, failures);
            _time.Advance(MaxRetryDelay * MaxJitter);
        }

        await host.SettleAsync();
        var letter = (await host.DeadLettersAsync(label)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(letter.Endpoint, Is.EqualTo(TestRoutes.StepQueue));
            Assert.That(letter.Topic, Is.EqualTo(TestRoutes.Steps.Name));
            Assert.That(letter.TenantId, Is.EqualTo(label));
            Assert.That(letter.Attempts, Is.EqualTo(MaxAttempts));
            Assert.That(letter.ErrorType, Is.EqualTo(nameof(InvalidOperationException)));
            Assert.That(letter.Error, Is.EqualTo($"failure {MaxAttempts}"));
            Assert.That(letter.FailedAt, Is.EqualTo(_time.GetUtcNow()).Within(TimeSpan.FromMilliseconds(1)));
        });
        Assert.That(host.Script.RunsOf(label), Is.EqualTo(MaxAttempts));
        Assert.That(await host.EffectsAsync(label), Is.Empty);

        var announcement = (await host.EffectsAsync(letter.Id)).Single();
        Assert.That((announcement.MessageId, announcement.Attempt), Is.EqualTo((letter.MessageId, MaxAttempts)));
    }

    [Test]
    public async Task Are_given_up_at_once_when_repeating_cannot_help()
    {
        var host = await StartAsync();
        var label = NewLabel();
        host.Script.On(label, _ => throw new PermanentFailureException("never"));
        await host.PublishAsync(new Step(label, label));
        await host.SettleAsync();
        Assert.That(host.Script.RunsOf(label), Is.EqualTo(1));
        Assert.That((await host.DeadLettersAsync(label)).Single().Error, Is.EqualTo("never"));
    }

    [Test]
    public async Task Are_tried_again_in_memory_first_where_that_may_help()
    {
        var host = await StartAsync(o => o.Messaging = m => m.QuickRetries = [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1)]);
        var (passing, permanent, later) = (NewLabel(), NewLabel(), NewLabel());
        var failures = 0;
        host.Script.On(passing, _ =>
        {
            if (Interlocked.Increment(ref failures) < 3)
                throw new InvalidOperationException("passes");
        });
        host.Script.On(permanent, _ => throw new PermanentFailureException("never"));
        host.Script.On(later, attempt =>
        {
            if (attempt == 1)
                throw new RetryLaterException("busy", TimeSpan.FromSeconds(1));
        });
        await host.PublishAsync(new Step(passing), new Step(permanent), new Step(later));
        await FailedAsync(host, later, 1);
        await Eventually.Async(async () => await host.UnfinishedAsync() == 1, Deadline, "that the others are handled");
        Assert.That(host.Script.RunsOf(later), Is.EqualTo(1));
        Assert.That(host.Script.RunsOf(permanent), Is.EqualTo(1));
        Assert.That(host.Script.RunsOf(passing), Is.EqualTo(3));
        Assert.That((await host.EffectsAsync(passing)).Select(e => e.Attempt), Is.EqualTo((int[])[1, 1, 1]), "Attempts in memory leave nothing behind.");
        _time.Advance(RetryDelay * MaxJitter);
        await host.SettleAsync();
    }

    protected override void Configure(MessagingHostOptions options)
    {
        options.Time = _time;
        options.Messaging = m => (m.MaxAttempts, m.RetryDelay, m.MaxRetryDelay) = (MaxAttempts, RetryDelay, MaxRetryDelay);
    }

    /// <summary>The failure is written: the row waits, nothing is being handled.</summary>
    private static async Task FailedAsync(MessagingHost host, string label, int times)
    {
        await Eventually.Async(() => host.Script.RunsOf(label) == times, Deadline, $"attempt {times}");
        await Eventually.Async(async () => await host.RunningAsync() == 0, Deadline, "that the failure is written");
    }

    /// <summary>The worker has handled something published now, so it has seen what is due.</summary>
    private static async Task LookedAgainAsync(MessagingHost host)
    {
        var label = NewLabel();
        await host.PublishAsync(new Relay(label));
        await Eventually.Async(async () => (await host.EffectsAsync(label)).Count == 3, Deadline, "that the worker looked at the queue");
    }
}
