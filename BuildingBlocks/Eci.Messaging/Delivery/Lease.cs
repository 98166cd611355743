using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Delivery;

/// <summary>A claimed delivery: the right to finish it until another claim takes it over.</summary>
/// <param name="DeliveryId">Row id.</param>
/// <param name="Token">Fence of this claim.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Endpoint">The queue.</param>
/// <param name="Attempts">Number of this claim, from 1.</param>
/// <param name="OrderKey">Hash of the ordering key.</param>
/// <param name="Topic">Topic name.</param>
/// <param name="TenantId">Tenant, or empty.</param>
/// <param name="Body">Envelope.</param>
/// <param name="TraceParent">Trace context of the publisher.</param>
/// <param name="TraceId">The caller's own trace id.</param>
/// <param name="CreatedAt">When the message was written, UTC.</param>
/// <param name="Key">The ordering key within the tenant.</param>
internal sealed record Lease(
    long DeliveryId,
    Guid Token,
    Guid MessageId,
    string Endpoint,
    int Attempts,
    long? OrderKey,
    string Topic,
    string TenantId,
    string Body,
    string? TraceParent,
    string? TraceId,
    DateTimeOffset CreatedAt,
    string? Key)
{
    /// <summary>The row as far as ending it needs: its key and the fence of this claim.</summary>
    public StoredDelivery ToRow() => new() { Id = DeliveryId, MessageId = MessageId, Endpoint = Endpoint, DueAt = default, LeaseToken = Token };
}

/// <summary>Another worker owns the delivery now. Nothing of this attempt was written.</summary>
internal sealed class LeaseLostException(string endpoint, Exception innerException)
    : Exception($"The lease on a delivery of {endpoint} was taken over.", innerException);
