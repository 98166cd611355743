namespace Eci.Messaging.Delivery;

/// <summary>Wakes the worker of this process, and tells whoever asked (the notifier of other processes) that work was written.</summary>
internal sealed class DeliverySignal : IDisposable
{
    private readonly SemaphoreSlim _work = new(0, 1);

    /// <summary>Called after each commit that added deliveries; must return at once.</summary>
    public Action? Written { get; set; }

    /// <summary>Says that a commit added deliveries.</summary>
    public void NotifyWritten()
    {
        Wake();
        Written?.Invoke();
    }

    /// <summary>Lets the worker look for work now.</summary>
    public void Wake()
    {
        if (_work.CurrentCount > 0)
            return;
        try
        {
            _work.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two wake-ups at once are one wake-up.
        }
    }

    /// <summary>Waits for a wake-up, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _work.Dispose();
}
