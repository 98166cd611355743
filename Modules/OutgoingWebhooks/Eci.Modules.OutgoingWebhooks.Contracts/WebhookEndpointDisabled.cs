namespace Eci.Modules.OutgoingWebhooks.Contracts;

/// <summary>The hub switched an endpoint off. Topic <c>webhooks.endpoint.disabled</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Reason"><c>GONE</c>: it answered 410; <c>FAILING</c>: it took nothing for days.</param>
/// <param name="FailingSince">Since when it took nothing, UTC.</param>
/// <param name="DisabledAt">UTC.</param>
public sealed record WebhookEndpointDisabled(
    string TenantId,
    string EndpointId,
    string Reason,
    DateTimeOffset FailingSince,
    DateTimeOffset DisabledAt) : ITenantMessage;
