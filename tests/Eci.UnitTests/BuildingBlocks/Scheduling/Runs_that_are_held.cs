using Eci.Scheduling;
using Eci.Scheduling.Running;
using Eci.Scheduling.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Scheduling;

[TestFixture]
internal sealed class Runs_that_are_held
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Used = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();

    [Test]
    public void Are_given_up_by_the_process_itself_before_another_may_take_them_over()
    {
        using var held = Hold();
        _time.Advance(Used - Moment);
        Assert.That(held.Lost.IsCancellationRequested, Is.False);
        _time.Advance(Moment);
        Assert.That(held.Lost.IsCancellationRequested, Is.True);
    }

    [Test]
    public void Are_kept_for_as_long_as_they_are_renewed()
    {
        using var held = Hold();
        for (var renewal = 0; renewal < 100; renewal++)
        {
            _time.Advance(Used - Moment);
            held.Renewed(_time.GetTimestamp());
        }

        Assert.That(held.Lost.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Last_from_the_moment_a_renewal_was_sent_not_from_its_answer()
    {
        using var held = Hold();
        var sentAt = _time.GetTimestamp();
        _time.Advance(Used / 2);
        held.Renewed(sentAt);
        _time.Advance(Used / 2);
        Assert.That(held.Lost.IsCancellationRequested, Is.True);
    }

    [Test]
    public void Say_by_the_clock_that_they_are_lost_before_any_timer_does()
    {
        var clock = new StillClock();
        using var held = Hold(clock);
        var run = new JobRun("run_1", "pk_1", "app_1", new ServiceCollection().BuildServiceProvider()) { IsHeld = () => held.IsHeld };
        run.ThrowIfLost();
        clock.Elapsed = Used;
        Assert.That(held.Lost.IsCancellationRequested, Is.False);
        Assert.That(run.ThrowIfLost, Throws.InstanceOf<OperationCanceledException>());
        held.Renewed(clock.GetTimestamp());
        Assert.That(run.ThrowIfLost, Throws.InstanceOf<OperationCanceledException>(), "Too late.");
    }

    [Test]
    public void Stay_lost_when_a_renewal_comes_too_late()
    {
        using var held = Hold();
        _time.Advance(Used);
        held.Renewed(_time.GetTimestamp());
        Assert.That(held.Lost.IsCancellationRequested, Is.True);
    }

    [Test]
    public void Are_lost_when_another_process_has_them()
    {
        using var held = Hold();
        held.Lose();
        _time.Advance(Moment);
        Assert.That(held.Lost.IsCancellationRequested, Is.True);
    }

    [Test]
    public void Take_no_harm_from_a_renewal_after_their_end()
    {
        var held = Hold();
        held.Dispose();
        Assert.DoesNotThrow(() => held.Renewed(_time.GetTimestamp()));
        Assert.DoesNotThrow(held.Lose);
    }

    private HeldRun Hold(TimeProvider? time = null) => new(
        new ScheduledRun
        {
            Id = "run_1",
            TenantId = "pk_1",
            AppId = "app_1",
            Job = "test-job",
            Trigger = ScheduleRunTrigger.Schedule,
            DueAt = _time.GetUtcNow(),
            StartedAt = _time.GetUtcNow(),
            Status = ScheduleRunStatus.Running,
        },
        timeout: TimeSpan.FromMinutes(1),
        interruptions: 0,
        Lease,
        (time ?? _time).GetTimestamp(),
        time ?? _time);

    /// <summary>Time passes and timers do not fire, as right after a standstill of the process.</summary>
    private sealed class StillClock : FakeTimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long GetTimestamp() => Elapsed.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    }
}
