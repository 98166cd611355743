namespace Eci.Modules.OutgoingWebhooks.Contracts;

/// <summary>Endpoints that a tenant's events are sent to, and the log of what was sent. Works for the tenant of the scope it is resolved from.</summary>
public interface IWebhookEndpoints
{
    /// <summary>Every endpoint, the oldest first.</summary>
    Task<IReadOnlyList<WebhookEndpointInfo>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Subscribes an address.</summary>
    /// <param name="url">Where events go.</param>
    /// <param name="description">For people; null: none.</param>
    /// <param name="eventTypes">What is sent; empty: everything.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="WebhookRefusedException">The address, a type or the text is not acceptable, or the tenant has as many endpoints as it may.</exception>
    Task<WebhookSecretShown> CreateAsync(string url, string? description, IReadOnlyList<string> eventTypes, CancellationToken cancellationToken);

    /// <summary>Switches an endpoint on or off.</summary>
    /// <exception cref="WebhookRefusedException">There is no such endpoint.</exception>
    Task<WebhookEndpointInfo> SetEnabledAsync(string endpointId, bool enabled, CancellationToken cancellationToken);

    /// <summary>Gives an endpoint a new secret; those it has go on being valid for the grace time.</summary>
    /// <exception cref="WebhookRefusedException">There is no such endpoint, the time is out of range, or too many secrets are valid.</exception>
    Task<WebhookSecretShown> RotateSecretAsync(string endpointId, int graceHours, CancellationToken cancellationToken);

    /// <summary>Forgets an endpoint and its secrets; the log stays until its retention.</summary>
    /// <exception cref="WebhookRefusedException">There is no such endpoint.</exception>
    Task<WebhookEndpointInfo> DeleteAsync(string endpointId, CancellationToken cancellationToken);

    /// <summary>Sends an event of the type <c>webhook.test</c>, once.</summary>
    /// <exception cref="WebhookRefusedException">There is no such endpoint, or it is switched off.</exception>
    Task<WebhookDeliveryInfo> TestAsync(string endpointId, CancellationToken cancellationToken);

    /// <summary>The log, the newest first.</summary>
    /// <param name="endpointId">Of this endpoint; null: of all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<IReadOnlyList<WebhookDeliveryInfo>> DeliveriesAsync(string? endpointId, int limit, CancellationToken cancellationToken);

    /// <summary>Sends an event again, with the same id.</summary>
    /// <exception cref="WebhookRefusedException">There is no such entry, or its endpoint is gone or switched off.</exception>
    Task<WebhookDeliveryInfo> ResendAsync(string deliveryId, CancellationToken cancellationToken);
}

/// <summary>An endpoint.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where events go.</param>
/// <param name="Description">For people.</param>
/// <param name="EventTypes">What is sent; empty: everything.</param>
/// <param name="Enabled">Whether anything is sent.</param>
/// <param name="DisabledReason">Why not: <c>MANUAL</c>, <c>GONE</c>, <c>FAILING</c>.</param>
/// <param name="DisabledAt">Since when not, UTC.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record WebhookEndpointInfo(
    string Id,
    string Url,
    string? Description,
    IReadOnlyList<string> EventTypes,
    bool Enabled,
    string? DisabledReason,
    DateTimeOffset? DisabledAt,
    DateTimeOffset CreatedAt);

/// <summary>An endpoint with a new secret, which is shown this once.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Secret"><c>whsec_</c> and base64.</param>
public sealed record WebhookSecretShown(WebhookEndpointInfo Endpoint, string Secret);

/// <summary>An entry of the log: one event for one endpoint.</summary>
/// <param name="Id">Sent as <c>webhook-id</c>.</param>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="EventType">What it tells of.</param>
/// <param name="Status"><c>PENDING</c>, <c>DELIVERED</c>, <c>FAILED</c>.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="StatusCode">Of the last answer; null: there was none.</param>
/// <param name="Note">Why it is not delivered.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="NextAttemptAt">UTC; null when none is planned.</param>
public sealed record WebhookDeliveryInfo(
    string Id,
    string EndpointId,
    string EventType,
    string Status,
    int Attempts,
    int? StatusCode,
    string? Note,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextAttemptAt);

/// <summary>Something about outgoing webhooks is refused; nothing was changed.</summary>
/// <param name="code">Stable, SCREAMING_SNAKE_CASE.</param>
/// <param name="message">One sentence for the caller.</param>
public sealed class WebhookRefusedException(string code, string message) : Exception(message)
{
    /// <summary>Stable, SCREAMING_SNAKE_CASE.</summary>
    public string Code { get; } = code;
}
