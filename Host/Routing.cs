using Eci.Messaging.Routing;
using Eci.Modules.Orders;
using Eci.Modules.OutgoingWebhooks;
using Eci.Modules.ProductFeed;
using Eci.Modules.Saleor;
using Eci.Modules.Tracking;

namespace Eci.Host;

/// <summary>Every route: which topic goes to whom, and what a result becomes.</summary>
internal static class Routing
{
    public static RouteTable Build()
    {
        var routes = new RouteTableBuilder(Topics.All);

        routes.From(Topics.PackageUpdate).To(TrackingModule.StorePackageEvent, group: "package-events").OnSuccess(Topics.PackageStateTransition);
        routes.From(Topics.PackageStateTransition).To(TrackingModule.NotifyCustomer, group: "notifications").OnSuccess(Topics.NotificationEmailSent);
        routes.From(Topics.PackageDetails).To(TrackingModule.StorePackageDetails, group: "package-details");
        routes.From(Topics.PackageAttentionCheck).To(TrackingModule.CheckAttention, group: "attention").OnSuccess(Topics.PackageNeedsAttention);
        routes.From(Topics.UnmappedCarrierNews).To(TrackingModule.KeepUnmappedNews, group: "unmapped-news");
        routes.From(Topics.PackageRegistered).To(TrackingModule.ApplyParkedUpdates, group: "parked-updates");
        routes.From(Topics.PackageRegistered).To(TrackingModule.PackageLife, group: "package-life");

        routes.From(Topics.OrderStored).To(OrdersModule.OrderLife, group: "order-life");
        routes.From(Topics.OrderPackagesChanged).To(OrdersModule.OrderLife, group: "order-life");
        routes.From(Topics.OrderStepReported).To(OrdersModule.OrderLife, group: "order-life");

        routes.From(Topics.SaleorSyncRequested).To(SaleorModule.Sync, group: "sync");
        routes.From(Topics.PackageRegistered).To(SaleorModule.FulfilPackage, group: "fulfilments");
        routes.From(Topics.PackageStateTransition).To(SaleorModule.TellPackageState, group: "package-states");
        routes.From(Topics.OrderStored).To(SaleorModule.TellOrder, group: "orders");
        routes.From(Topics.StockChanged).To(SaleorModule.PushStock, group: "stock");

        routes.From(Topics.PackageRegistered).To(OutgoingWebhooksModule.TellOfRegistration, group: "package-registered");
        routes.From(Topics.PackageStateTransition).To(OutgoingWebhooksModule.TellOfMove, group: "package-moved");
        routes.From(Topics.PackageNeedsAttention).To(OutgoingWebhooksModule.TellOfAttention, group: "package-attention");
        routes.From(Topics.NotificationEmailSent).To(OutgoingWebhooksModule.TellOfMail, group: "mail-sent");
        routes.From(Topics.OrderStored).To(OutgoingWebhooksModule.TellOfOrder, group: "order-stored");
        routes.From(Topics.OrderStageReached).To(OutgoingWebhooksModule.TellOfStage, group: "order-stage");
        routes.From(Topics.WebhookDeliveryRequested).To(OutgoingWebhooksModule.Deliver, group: "deliveries");

        routes.From(Topics.ProductStored).To(ProductFeedModule.ProductChanged, group: "products");
        routes.From(Topics.StockChanged).To(ProductFeedModule.StockChanged, group: "stock");

        return routes.Build();
    }
}
