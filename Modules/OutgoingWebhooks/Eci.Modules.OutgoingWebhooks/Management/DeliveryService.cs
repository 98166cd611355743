using Eci.Core;
using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.OutgoingWebhooks.Events;
using Eci.Modules.OutgoingWebhooks.FanOut;
using Eci.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.Management;

/// <summary>Sends on request, for the tenant of its scope. Each refusal is a <see cref="WebhookRefusedException"/>.</summary>
internal sealed class DeliveryService(EciDbContext database, IPublishEndpoint publish, TimeProvider time)
{
    /// <summary>Most deliveries that are sent again by one request.</summary>
    public const int MaxResent = 500;

    private const string Subject = "WebhookDelivery";
    private const string Resent = "resent";

    public async Task<WebhookDelivery> TestAsync(string endpointId, CancellationToken cancellationToken)
    {
        var endpoint = await EnabledAsync(endpointId, cancellationToken);
        var now = time.GetUtcNow();
        var happened = new WebhookEvent(WebhookEventTypes.Test, Ids.New(DeliveryId.Prefix), now, new TestData(endpointId, "This is a test."));
        var delivery = new WebhookDelivery
        {
            Id = DeliveryId.Of(happened, endpointId),
            TenantId = endpoint.TenantId,
            EndpointId = endpointId,
            EventType = happened.Type,
            Payload = happened.ToPayload(),
            NextAttemptAt = now,
        };
        database.Add(delivery);
        database.Audit("tested", nameof(WebhookEndpoint), endpointId);
        await RequestAsync(delivery, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return delivery;
    }

    /// <summary>Sends one delivery again at once, delivered or not.</summary>
    public async Task<WebhookDelivery> ResendAsync(string deliveryId, CancellationToken cancellationToken)
    {
        var delivery = await database.Set<WebhookDelivery>().SingleOrDefaultAsync(d => d.Id == deliveryId, cancellationToken)
            ?? throw Refusals.UnknownDelivery();
        await EnabledAsync(delivery.EndpointId, cancellationToken);
        delivery.Restart(time.GetUtcNow());
        database.Audit(Resent, Subject, deliveryId);
        await RequestAsync(delivery, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return delivery;
    }

    /// <summary>Sends again what failed and was created in the time range, the oldest first, up to <see cref="MaxResent"/>.</summary>
    /// <returns>How many are sent again, and whether more failed.</returns>
    public async Task<ResentDeliveries> ResendFailedAsync(string endpointId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (from >= to)
            throw Refusals.Argument("'from' must be before 'to'.");
        await EnabledAsync(endpointId, cancellationToken);
        var failed = await database.Set<WebhookDelivery>()
            .Where(d => d.EndpointId == endpointId && d.Status == WebhookDeliveryStatus.Failed && d.CreatedAt >= from && d.CreatedAt < to)
            .OrderBy(d => d.CreatedAt)
            .Take(MaxResent + 1)
            .ToListAsync(cancellationToken);
        var resent = failed.Take(MaxResent).ToList();
        foreach (var delivery in resent)
        {
            delivery.Restart(time.GetUtcNow());
            await RequestAsync(delivery, cancellationToken);
        }

        database.Audit(Resent, nameof(WebhookEndpoint), endpointId);
        await database.SaveChangesAsync(cancellationToken);
        return new ResentDeliveries(resent.Count, failed.Count > resent.Count);
    }

    private Task RequestAsync(WebhookDelivery delivery, CancellationToken cancellationToken) =>
        publish.Publish(new WebhookDeliveryRequested(delivery.TenantId, delivery.Id, delivery.Attempts + 1), cancellationToken);

    private async Task<WebhookEndpoint> EnabledAsync(string endpointId, CancellationToken cancellationToken)
    {
        var endpoint = await database.Set<WebhookEndpoint>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == endpointId, cancellationToken)
            ?? throw Refusals.UnknownEndpoint();
        return endpoint.DisabledAt is null ? endpoint : throw Refusals.Disabled();
    }
}

/// <summary>What was sent again.</summary>
/// <param name="Count">So many.</param>
/// <param name="More">More failed in the time range: ask again.</param>
internal sealed record ResentDeliveries(int Count, bool More);
