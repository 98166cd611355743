using Eci.Messaging;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.OutgoingWebhooks.Contracts;
using Eci.Modules.Saleor.Contracts;
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

    public static Topic<OrderStored> OrderStored { get; } =
        new("commerce.order.stored", key: m => m.OrderId);

    public static Topic<OrderPackagesChanged> OrderPackagesChanged { get; } =
        new("commerce.order.packages.changed", key: m => m.OrderId);

    public static Topic<OrderStageReached> OrderStageReached { get; } =
        new("commerce.order.stage.reached", key: m => m.OrderId, recorded: true);

    public static Topic<OrderStepReported> OrderStepReported { get; } =
        new("commerce.order.step.reported", key: m => m.OrderId);

    public static Topic<ProductStored> ProductStored { get; } =
        new("commerce.product.stored", key: m => m.ProductId);

    public static Topic<StockChanged> StockChanged { get; } =
        new("commerce.stock.changed", key: m => m.ProductVariantId);

    public static Topic<SaleorSyncRequested> SaleorSyncRequested { get; } =
        new("saleor.sync.requested", key: m => $"{m.AppId}/{m.Entity}/{m.Key}");

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
        OrderStored,
        OrderPackagesChanged,
        OrderStageReached,
        OrderStepReported,
        ProductStored,
        StockChanged,
        SaleorSyncRequested,
        WebhookDeliveryRequested,
        WebhookEndpointDisabled,
        UnhandledException,
    ];
}
