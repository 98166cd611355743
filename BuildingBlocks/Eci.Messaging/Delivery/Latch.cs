namespace Eci.Messaging.Delivery;

/// <summary>Set by many, waited for by one: any number of calls before a wait let one wait pass.</summary>
public sealed class Latch : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    /// <summary>Lets the next wait pass; returns at once and never throws.</summary>
    public void Set()
    {
        if (_set.CurrentCount > 0)
            return;
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // Two callers at once are one.
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _set.WaitAsync(cancellationToken);

    /// <summary>Waits at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _set.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _set.Dispose();
}
