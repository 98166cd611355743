using Eci.Core;
using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Modules.OutgoingWebhooks.Events;
using Eci.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.FanOut;

/// <summary>The endpoints of the tenant that a message belongs to, and what is written for each of them.</summary>
internal sealed class Audience(EciDbContext database, TimeProvider time)
{
    /// <summary>Endpoints that are switched on and want at least one of the event types. One statement.</summary>
    public async Task<IReadOnlyList<WebhookEndpoint>> OfAsync(CancellationToken cancellationToken, params IReadOnlyList<string> eventTypes)
    {
        var enabled = await database.Set<WebhookEndpoint>().AsNoTracking().Where(e => e.DisabledAt == null).ToListAsync(cancellationToken);
        return enabled.FindAll(endpoint => eventTypes.Any(endpoint.Wants));
    }

    /// <summary>Adds an entry of the log and asks for its delivery, for each endpoint that wants the event and was not told of it before.</summary>
    public async Task TellAsync(ConsumeContext context, IReadOnlyList<WebhookEndpoint> endpoints, WebhookEvent happened)
    {
        var ids = endpoints.Where(e => e.Wants(happened.Type)).ToDictionary(e => DeliveryId.Of(happened, e.Id), StringComparer.Ordinal);
        if (ids.Count == 0)
            return;
        var known = await database.Set<WebhookDelivery>().Where(d => ids.Keys.Contains(d.Id)).Select(d => d.Id).ToListAsync(context.CancellationToken);
        var payload = happened.ToPayload();
        foreach (var (id, endpoint) in ids.Where(entry => !known.Contains(entry.Key, StringComparer.Ordinal)))
        {
            var delivery = new WebhookDelivery
            {
                Id = id,
                TenantId = endpoint.TenantId,
                EndpointId = endpoint.Id,
                EventType = happened.Type,
                PackageId = (happened.Data as PackageData)?.PackageId,
                Payload = payload,
                NextAttemptAt = time.GetUtcNow(),
            };
            database.Add(delivery);
            await context.Publish(new WebhookDeliveryRequested(delivery.TenantId, delivery.Id, Attempt: 1), context.CancellationToken);
        }
    }
}

/// <summary>Ids of deliveries.</summary>
internal static class DeliveryId
{
    public const string Prefix = "msg";

    /// <summary>The one id of an event for an endpoint.</summary>
    public static string Of(WebhookEvent happened, string endpointId) => Ids.Of(Prefix, happened.Type, happened.Key, endpointId);
}
