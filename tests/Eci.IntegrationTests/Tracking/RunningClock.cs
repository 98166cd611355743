namespace Eci.IntegrationTests.Tracking;

/// <summary>The system's clock, set forward by the test: timers run on, times jump.</summary>
internal sealed class RunningClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);
}
