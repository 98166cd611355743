using Eci.Messaging.Delivery;

namespace Eci.Scheduling.Running;

/// <summary>Lets the scheduler of this process look for work before its next tick.</summary>
internal sealed class SchedulerSignal : IDisposable
{
    private readonly Latch _work = new();
    private volatile bool _crowded;

    /// <summary>Work may wait for room: the end of a run is worth a look.</summary>
    public bool Crowded
    {
        get => _crowded;
        set => _crowded = value;
    }

    /// <summary>A run was asked for.</summary>
    public void Requested() => _work.Set();

    /// <summary>A run has ended.</summary>
    public void RoomMade()
    {
        if (_crowded)
            _work.Set();
    }

    /// <summary>Waits for work, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _work.Dispose();
}
