using Eci.Vocabulary;

namespace Eci.Sync;

/// <summary>Makes the message that asks for one record.</summary>
/// <inheritdoc cref="ISyncRequest"/>
public delegate TRequest SyncRequestFactory<out TRequest>(string tenantId, string appId, string entity, SyncDirection direction, string key)
    where TRequest : ISyncRequest;
