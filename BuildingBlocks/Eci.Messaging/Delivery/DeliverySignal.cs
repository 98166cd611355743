namespace Eci.Messaging.Delivery;

/// <summary>Wakes the worker and the relay of this process, and tells whoever asked (the notifier of other processes) that work was written.</summary>
internal sealed class DeliverySignal : IDisposable
{
    private readonly Latch _work = new();
    private readonly Latch _unsent = new();

    /// <summary>Called after each commit that added deliveries to queues; must return at once and never throw.</summary>
    public Action? Written { get; set; }

    /// <summary>Says that a commit added deliveries to queues.</summary>
    public void NotifyWritten()
    {
        Wake();
        Written?.Invoke();
    }

    /// <summary>Says that a commit added messages for the broker. Other processes need not know: this one sends them.</summary>
    public void NotifyUnsent() => _unsent.Set();

    /// <summary>Lets the worker look for work now.</summary>
    public void Wake() => _work.Set();

    /// <summary>Waits for work in a queue, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    /// <summary>Waits for something to send, at most so long.</summary>
    public Task WaitForUnsentAsync(TimeSpan atMost, CancellationToken cancellationToken) => _unsent.WaitAsync(atMost, cancellationToken);

    public void Dispose()
    {
        _work.Dispose();
        _unsent.Dispose();
    }
}
