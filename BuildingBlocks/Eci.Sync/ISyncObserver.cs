using Eci.Sync.Storage;

namespace Eci.Sync;

/// <summary>Hears of the records of one kind of app, in the unit of work that sets their state. A scoped service.</summary>
public interface ISyncObserver
{
    /// <summary>The kind of app it listens to.</summary>
    Type AppType { get; }

    /// <summary>
    /// The record has its new state; what the observer publishes or changes commits with it. Does not save. Not called when nothing
    /// changed.
    /// </summary>
    Task HandledAsync(SyncContext context, SyncRecord record, CancellationToken cancellationToken);
}
