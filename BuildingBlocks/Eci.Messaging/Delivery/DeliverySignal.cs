namespace Eci.Messaging.Delivery;

/// <summary>Wakes the worker and the relay of this process, and tells whoever asked (the notifier of other processes) that work was written.</summary>
internal sealed class DeliverySignal : IDisposable
{
    private readonly SemaphoreSlim _work = new(0, 1);
    private readonly SemaphoreSlim _relay = new(0, 1);

    /// <summary>Called after each commit that added deliveries to queues; must return at once.</summary>
    public Action? Written { get; set; }

    /// <summary>Says that a commit added deliveries to queues.</summary>
    public void NotifyWritten()
    {
        Wake();
        Written?.Invoke();
    }

    /// <summary>Says that a commit added messages for the broker. Other processes need not know: this one sends them.</summary>
    public void NotifyUnsent() => Release(_relay);

    /// <summary>Lets the worker look for work now.</summary>
    public void Wake() => Release(_work);

    /// <summary>Waits for work in a queue, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    /// <summary>Waits for work of the relay, at most so long.</summary>
    public Task WaitForRelayAsync(TimeSpan atMost, CancellationToken cancellationToken) => _relay.WaitAsync(atMost, cancellationToken);

    public void Dispose()
    {
        _work.Dispose();
        _relay.Dispose();
    }

    private static void Release(SemaphoreSlim signal)
    {
        if (signal.CurrentCount > 0)
            return;
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two wake-ups at once are one wake-up.
        }
    }
}
