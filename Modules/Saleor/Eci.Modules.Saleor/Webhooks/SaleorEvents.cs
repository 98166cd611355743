using Eci.Sync;

namespace Eci.Modules.Saleor.Webhooks;

/// <summary>An event of a shop.</summary>
/// <param name="Name">As Saleor writes it in headers: <c>order_created</c>.</param>
/// <param name="Document">The subscription query that asks for it, see <see cref="SubscriptionDocuments"/>.</param>
/// <param name="Entity">What is to be brought up to date, see <see cref="SyncEntities"/>.</param>
/// <param name="Path">Where its id stands in the body, below lists too: <c>order.id</c>.</param>
internal sealed record SaleorEvent(string Name, string Document, string Entity, string Path)
{
    /// <summary>As Saleor writes it in manifests: <c>ORDER_CREATED</c>.</summary>
    public string ManifestName => Name.ToUpperInvariant();
}

/// <summary>Every event that the hub asks shops for, and what each makes the hub read again.</summary>
internal static class SaleorEvents
{
    /// <summary>In the order of the manifest.</summary>
    public static IReadOnlyList<SaleorEvent> All { get; } =
    [
        .. Of("OrderEvents", SyncEntities.Orders, "order.id",
            "order_created", "order_updated", "order_confirmed", "order_paid", "order_fully_paid", "order_refunded", "order_fully_refunded",
            "order_cancelled", "order_expired", "order_fulfilled", "order_metadata_updated",
            "fulfillment_created", "fulfillment_canceled", "fulfillment_approved", "fulfillment_tracking_number_updated"),
        .. Of("OrderEvents", SyncEntities.Orders, "orders.id", "order_bulk_created"),
        .. Of("OrderEvents", SyncEntities.Orders, "transaction.order.id", "transaction_item_metadata_updated"),
        .. Of("ProductEvents", SyncEntities.Products, "product.id",
            "product_created", "product_updated", "product_deleted", "product_metadata_updated"),
        .. Of("ProductEvents", SyncEntities.Products, "productVariant.product.id",
            "product_variant_created", "product_variant_updated", "product_variant_deleted", "product_variant_metadata_updated"),
        .. Of("StockEvents", SyncEntities.Stock, "productVariant.id",
            "product_variant_stock_updated", "product_variant_out_of_stock", "product_variant_back_in_stock"),
        .. Of("CustomerEvents", SyncEntities.Customers, "user.id", "customer_created", "customer_updated", "customer_metadata_updated"),
        .. Of("StructureEvents", SyncEntities.Categories, "category.id", "category_created", "category_updated", "category_deleted"),
        .. Of("StructureEvents", SyncEntities.SalesChannels, "channel.id",
            "channel_created", "channel_updated", "channel_deleted", "channel_status_changed"),
        .. Of("StructureEvents", SyncEntities.Warehouses, "warehouse.id", "warehouse_created", "warehouse_updated", "warehouse_deleted"),
    ];

    private static readonly Dictionary<string, SaleorEvent> ByName = All.ToDictionary(known => known.Name, StringComparer.Ordinal);

    /// <summary>The event with that name; null when the hub has no use for it.</summary>
    public static SaleorEvent? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<SaleorEvent> Of(string document, string entity, string path, params IReadOnlyList<string> names) =>
        names.Select(name => new SaleorEvent(name, document, entity, path));
}
