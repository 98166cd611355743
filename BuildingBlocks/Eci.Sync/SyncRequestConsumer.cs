using Eci.Sync.Engine;

namespace Eci.Sync;

/// <summary>What the requests of a system are routed to.</summary>
public static class SyncRequestConsumer
{
    /// <summary>The subscriber of a module's sync requests.</summary>
    /// <typeparam name="TRequest">Its message type, as given to <c>AddSyncSystem</c>.</typeparam>
    public static ConsumerRef<TRequest> Of<TRequest>(string module)
        where TRequest : class, ISyncRequest => new(module, typeof(SyncConsumer<TRequest>));
}
