using Eci.Messaging.Delivery;

namespace Eci.Messaging.Storage;

/// <summary>The statements of the queue that differ between databases. All of them may be called from several processes.</summary>
internal interface IDeliveryStore
{
    /// <summary>Claims ready deliveries of the queues: the oldest first, and of each ordering key only the first unfinished.</summary>
    Task<IReadOnlyList<Lease>> ClaimAsync(IReadOnlyCollection<string> endpoints, int limit, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Extends leases that are still held.</summary>
    Task RenewAsync(IReadOnlyCollection<Lease> held, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Gives back deliveries that were claimed but not started; the claim does not count as an attempt.</summary>
    Task ReleaseAsync(IReadOnlyCollection<Lease> unstarted, CancellationToken cancellationToken);

    /// <summary>Removes deliveries that were finished outside of a unit of work, as far as their leases are still held.</summary>
    Task CompleteAsync(IReadOnlyCollection<Lease> finished, CancellationToken cancellationToken);

    /// <summary>When the oldest unfinished message of a queue was written, UTC; null when the queue is empty.</summary>
    Task<DateTimeOffset?> OldestAsync(string endpoint, CancellationToken cancellationToken);

    /// <summary>Puts a failed delivery back with a delay. Does nothing when the lease was taken over.</summary>
    Task BackOffAsync(Lease lease, TimeSpan delay, string error, CancellationToken cancellationToken);

    /// <summary>Ends every lease. Only for a database that a single process uses, at its start.</summary>
    Task ResetLeasesAsync(CancellationToken cancellationToken);

    /// <summary>Number of unfinished deliveries and the due time of the oldest that is ready, UTC.</summary>
    Task<QueueState> InspectAsync(CancellationToken cancellationToken);

    /// <summary>Writes messages from outside with their deliveries in one transaction and tells which were new.</summary>
    Task<IReadOnlySet<Guid>> InsertAsync(IReadOnlyList<IncomingMessage> messages, CancellationToken cancellationToken);
}

/// <summary>How full the queue is.</summary>
/// <param name="Unfinished">Deliveries not yet handled, waiting ones included.</param>
/// <param name="OldestDueAt">Due time of the oldest delivery that should have been handled by now; null when there is none.</param>
internal sealed record QueueState(long Unfinished, DateTimeOffset? OldestDueAt);

/// <summary>A message from outside, ready to be written.</summary>
internal sealed record IncomingMessage(
    Guid Id,
    string Topic,
    string TenantId,
    string? Key,
    string Body,
    string? TraceParent,
    string? TraceId,
    IReadOnlyList<string> Endpoints,
    long? OrderKey);
