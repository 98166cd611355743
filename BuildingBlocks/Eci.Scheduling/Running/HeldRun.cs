using Eci.Scheduling.Storage;

namespace Eci.Scheduling.Running;

/// <summary>
/// A run that belongs to this process for as long as it renews its lease in time. The process counts that by its own steady clock and
/// ends the run a good while before another may take it over.
/// </summary>
internal sealed class HeldRun : IDisposable
{
    /// <summary>The part of a lease that is used; the rest is for clocks that differ and for runs that take a moment to end.</summary>
    private const double PartUsed = 2.0 / 3;

    private readonly TimeProvider _time;
    private readonly TimeSpan _use;
    private readonly CancellationTokenSource _lost;
    private readonly Lock _lock = new();
    private long _renewedAt;
    private bool _ended;

    /// <param name="run">The stored run.</param>
    /// <param name="timeout">Longest time it may take.</param>
    /// <param name="interruptions">How many runs of the app before it were broken off.</param>
    /// <param name="lease">How long its lease lasts.</param>
    /// <param name="claimedAt">Timestamp taken before the lease was written.</param>
    /// <param name="time">Clock.</param>
    public HeldRun(ScheduledRun run, TimeSpan timeout, int interruptions, TimeSpan lease, long claimedAt, TimeProvider time)
    {
        Run = run;
        Timeout = timeout;
        Interruptions = interruptions;
        _time = time;
        _use = lease * PartUsed;
        _renewedAt = claimedAt;
        _lost = new CancellationTokenSource(Rest(claimedAt), time);
        Lost = _lost.Token;
    }

    public ScheduledRun Run { get; }

    public TimeSpan Timeout { get; }

    public int Interruptions { get; }

    /// <summary>Cancelled when the run is no longer this process's.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Asks the clock itself, which is right before timers are.</summary>
    public bool IsHeld => !Lost.IsCancellationRequested && _time.GetElapsedTime(Interlocked.Read(ref _renewedAt)) < _use;

    /// <summary>The lease was extended by a statement that was sent at this timestamp.</summary>
    public void Renewed(long sentAt)
    {
        lock (_lock)
        {
            if (_ended || !IsHeld)
                return;
            Interlocked.Exchange(ref _renewedAt, sentAt);
            _lost.CancelAfter(Rest(sentAt));
        }
    }

    /// <summary>Another process has the run.</summary>
    public void Lose()
    {
        lock (_lock)
        {
            // In the background: what is cancelled may take its time.
            if (!_ended)
                _lost.CancelAfter(TimeSpan.FromMilliseconds(1));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _lost.Dispose();
        }
    }

    private TimeSpan Rest(long since)
    {
        var rest = _use - _time.GetElapsedTime(since);
        return rest > TimeSpan.Zero ? rest : TimeSpan.FromMilliseconds(1);
    }
}
