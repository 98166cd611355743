namespace Eci.Sync;

/// <summary>Kinds of records that systems exchange with the hub; a system may have others of its own.</summary>
public static class SyncEntities
{
    public const string Cancellations = "cancellations";
    public const string Categories = "categories";
    public const string Customers = "customers";
    public const string Fulfilments = "fulfilments";
    public const string OrderLines = "order-lines";
    public const string Orders = "orders";

    /// <summary>State and events of packages.</summary>
    public const string PackageStates = "package-states";

    public const string Payments = "payments";
    public const string Products = "products";
    public const string Refunds = "refunds";
    public const string SalesChannels = "sales-channels";
    public const string Stock = "stock";
    public const string Taxes = "taxes";

    /// <summary>Variants of products, named by their SKU where a record waits for one.</summary>
    public const string Variants = "variants";

    public const string Warehouses = "warehouses";
}
