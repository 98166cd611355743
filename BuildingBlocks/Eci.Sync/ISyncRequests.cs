using Eci.Vocabulary;

namespace Eci.Sync;

/// <summary>Asks for records to be brought up to date. What is asked for commits with the unit of work.</summary>
public interface ISyncRequests
{
    /// <summary>
    /// Asks for one record of one app. It is PENDING from then on until it was handled, also when the system is down or the process dies.
    /// </summary>
    /// <exception cref="ArgumentException">No part of the app's system has such records.</exception>
    Task RequestAsync(string appId, string entity, SyncDirection direction, string key, CancellationToken cancellationToken);

    /// <summary>Asks for a row of the canonical model to be pushed to every app of a kind in the tenant that is in use and wants it.</summary>
    Task PushToAllAsync(Type appType, string entity, string internalId, CancellationToken cancellationToken);
}
