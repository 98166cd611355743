namespace Eci.Messaging.Delivery;

/// <summary>Wakes the worker of this process, and tells whoever asked (the notifier of other processes) that work was written.</summary>
internal sealed class DeliverySignal : IDisposable
{
    private readonly Latch _work = new();

    /// <summary>Called after each commit that added deliveries; must return at once and never throw.</summary>
    public Action? Written { get; set; }

    /// <summary>Says that a commit added deliveries.</summary>
    public void NotifyWritten()
    {
        Wake();
        Written?.Invoke();
    }

    /// <summary>Lets the worker look for work now.</summary>
    public void Wake() => _work.Set();

    /// <summary>Waits for a wake-up, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _work.Dispose();
}
