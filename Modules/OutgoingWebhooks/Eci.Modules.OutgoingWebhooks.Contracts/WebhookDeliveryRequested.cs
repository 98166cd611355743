namespace Eci.Modules.OutgoingWebhooks.Contracts;

/// <summary>An event is to be sent to an endpoint. Topic <c>webhooks.delivery.requested</c>; the module's note to itself, without order.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="DeliveryId">The entry of the log.</param>
/// <param name="Attempt">Which attempt this is, from 1; a note about another one than the next is out of date.</param>
/// <param name="Postponed">How often it was put off because the endpoint was busy.</param>
public sealed record WebhookDeliveryRequested(string TenantId, string DeliveryId, int Attempt, int Postponed = 0) : ITenantMessage;
