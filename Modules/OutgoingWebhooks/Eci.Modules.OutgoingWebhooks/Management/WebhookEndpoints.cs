using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.Management;

/// <inheritdoc/>
internal sealed class WebhookEndpoints(EciDbContext database, EndpointService endpoints, DeliveryService deliveries) : IWebhookEndpoints
{
    public async Task<IReadOnlyList<WebhookEndpointInfo>> ListAsync(CancellationToken cancellationToken) =>
        (await database.Set<WebhookEndpoint>().AsNoTracking().OrderBy(e => e.Id).ToListAsync(cancellationToken)).ConvertAll(Describe);

    public async Task<WebhookSecretShown> CreateAsync(
        string url, string? description, IReadOnlyList<string> eventTypes, CancellationToken cancellationToken) =>
        Describe(await endpoints.CreateAsync(new EndpointDraft(url, description, eventTypes), cancellationToken));

    public async Task<WebhookEndpointInfo> SetEnabledAsync(string endpointId, bool enabled, CancellationToken cancellationToken) =>
        Describe(await endpoints.SetEnabledAsync(endpointId, enabled, cancellationToken));

    public async Task<WebhookSecretShown> RotateSecretAsync(string endpointId, int graceHours, CancellationToken cancellationToken) =>
        Describe(await endpoints.RotateAsync(endpointId, graceHours, cancellationToken));

    public async Task<WebhookEndpointInfo> DeleteAsync(string endpointId, CancellationToken cancellationToken) =>
        Describe(await endpoints.DeleteAsync(endpointId, cancellationToken));

    public async Task<WebhookDeliveryInfo> TestAsync(string endpointId, CancellationToken cancellationToken) =>
        Describe(await deliveries.TestAsync(endpointId, cancellationToken));

    public async Task<IReadOnlyList<WebhookDeliveryInfo>> DeliveriesAsync(string? endpointId, int limit, CancellationToken cancellationToken)
    {
        var found = await database.Set<WebhookDelivery>().AsNoTracking()
            .Where(d => endpointId == null || d.EndpointId == endpointId)
            .OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return found.ConvertAll(Describe);
    }

    public async Task<WebhookDeliveryInfo> ResendAsync(string deliveryId, CancellationToken cancellationToken) =>
        Describe(await deliveries.ResendAsync(deliveryId, cancellationToken));

    private static WebhookSecretShown Describe(EndpointWithSecret made) => new(Describe(made.Endpoint), made.Secret);

    private static WebhookEndpointInfo Describe(WebhookEndpoint endpoint) => new(
        endpoint.Id,
        endpoint.Url,
        endpoint.Description,
        endpoint.EventTypeList,
        endpoint.DisabledAt is null,
        endpoint.DisabledReason is { } reason ? WireName.Of(reason) : null,
        endpoint.DisabledAt,
        endpoint.CreatedAt);

    private static WebhookDeliveryInfo Describe(WebhookDelivery delivery) => new(
        delivery.Id,
        delivery.EndpointId,
        delivery.EventType,
        WireName.Of(delivery.Status),
        delivery.Attempts,
        delivery.StatusCode,
        delivery.Note,
        delivery.CreatedAt,
        delivery.NextAttemptAt);
}
