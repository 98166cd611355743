using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.Sending;

/// <summary>Reads what an attempt needs. Two statements.</summary>
internal sealed class DeliveryReader(EciDbContext database, CredentialProtector protector, TimeProvider time)
{
    /// <summary>Null when the note is out of date: the attempt was made, or the log no longer knows it.</summary>
    public async Task<DueDelivery?> FindAsync(WebhookDeliveryRequested message, CancellationToken cancellationToken)
    {
        var found = await (
            from delivery in database.Set<WebhookDelivery>()
            where delivery.Id == message.DeliveryId
                && delivery.Status == WebhookDeliveryStatus.Pending
                && delivery.Attempts == message.Attempt - 1
            from endpoint in database.Set<WebhookEndpoint>().Where(e => e.Id == delivery.EndpointId).DefaultIfEmpty()
            from health in database.Set<EndpointHealth>().Where(h => h.EndpointId == delivery.EndpointId).DefaultIfEmpty()
            select new { delivery, endpoint, health }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;
        var secrets = await database.Set<EndpointSecret>().AsNoTracking()
            .Where(s => s.EndpointId == found.delivery.EndpointId)
            .OrderByDescending(s => s.CreatedAt)
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        return new DueDelivery(
            found.delivery, found.endpoint, found.health, [.. secrets.Where(s => s.IsValid(now)).Select(s => protector.Unprotect(s.Key).Bytes)]);
    }
}

/// <summary>A delivery that is due.</summary>
/// <param name="Delivery">The log's entry.</param>
/// <param name="Endpoint">Null when it was deleted.</param>
/// <param name="Health">Null when the endpoint was deleted.</param>
/// <param name="Keys">Keys to sign with, the newest first.</param>
internal sealed record DueDelivery(WebhookDelivery Delivery, WebhookEndpoint? Endpoint, EndpointHealth? Health, IReadOnlyList<byte[]> Keys)
{
    public OutgoingRequest ToRequest() => new(Delivery.Id, Endpoint!.Url, Delivery.Payload, Keys);
}
