using Eci.Messaging;
using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.Tracking.Contracts;
using Eci.Vocabulary;

namespace Eci.Host;

/// <summary>Every topic of the hub: its name, its message type, and the key within which order is kept.</summary>
internal static class Topics
{
    public static Topic<PackageUpdate> PackageUpdate { get; } =
        new("tracking.package.update", key: m => $"{WireName.Of(m.Carrier)}/{m.TrackingId}");

    public static Topic<PackageDetails> PackageDetails { get; } =
        new("tracking.package.details", key: m => $"{WireName.Of(m.Carrier)}/{m.TrackingId}");

    public static Topic<UnmappedCarrierNews> UnmappedCarrierNews { get; } =
        new("tracking.carrier.news.unmapped");

    public static Topic<PackageRegistered> PackageRegistered { get; } =
        new("tracking.package.registered", key: m => m.PackageId);

    public static Topic<PackageStateTransition> PackageStateTransition { get; } =
        new("tracking.package.state.transition", key: m => m.PackageId);

    public static Topic<PackageNeedsAttention> PackageNeedsAttention { get; } =
        new("tracking.package.attention", key: m => m.PackageId, recorded: true);

    public static Topic<PackageAttentionCheck> PackageAttentionCheck { get; } =
        new("tracking.package.attention.check", key: m => m.PackageId);

    public static Topic<NotificationEmailSent> NotificationEmailSent { get; } =
        new("tracking.package.notification.email.sent", key: m => m.PackageId);

    public static Topic<WebhookDeliveryRequested> WebhookDeliveryRequested { get; } =
        new("webhooks.delivery.requested");

    public static Topic<WebhookEndpointDisabled> WebhookEndpointDisabled { get; } =
        new("webhooks.endpoint.disabled", key: m => m.EndpointId, recorded: true);

    public static Topic<UnhandledException> UnhandledException => MessagingTopics.UnhandledException;

    public static IReadOnlyList<Topic> All { get; } =
    [
        PackageUpdate,
        PackageDetails,
        UnmappedCarrierNews,
        PackageRegistered,
        PackageStateTransition,
        PackageNeedsAttention,
        PackageAttentionCheck,
        NotificationEmailSent,
        WebhookDeliveryRequested,
        WebhookEndpointDisabled,
        UnhandledException,
    ];
}
