namespace Eci.Modules.OutgoingWebhooks.Events;

/// <summary>What endpoints can be told of. Receivers rely on these names and on the shape of the data: never change one.</summary>
internal static class WebhookEventTypes
{
    public const string PackageRegistered = "package.registered";
    public const string PackageStateChanged = "package.state_changed";
    public const string PackageNeedsAttention = "package.needs_attention";
    public const string PackageMailSent = "package.mail_sent";
    public const string OrderDelivered = "order.delivered";
    public const string OrderStored = "order.stored";
    public const string OrderStageReached = "order.stage_reached";

    /// <summary>Sent on request only, whatever the endpoint is subscribed to.</summary>
    public const string Test = "webhook.test";

    /// <summary>What can be subscribed to.</summary>
    public static IReadOnlyList<string> All { get; } =
        [PackageRegistered, PackageStateChanged, PackageNeedsAttention, PackageMailSent, OrderDelivered, OrderStored, OrderStageReached];
}
