using Eci.Core;

namespace Eci.Commerce;

/// <summary>What was ordered. One per <see cref="LineKey"/> and order. Amounts are in the order's currency.</summary>
public sealed class OrderLineItem : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string OrderId { get; init; }

    public Order? Order { get; set; }

    /// <summary>Name of the line within its order, as the order's origin gives it: the same line keeps it when its quantity changes.</summary>
    public required string LineKey { get; init; }

    /// <summary>From 1.</summary>
    public int Position { get; set; }

    /// <summary>Null for what has none, such as a gift card or a line made by hand.</summary>
    public string? Sku { get; set; }

    public string? ProductName { get; set; }

    public string? ProductVariantId { get; set; }

    public ProductVariant? ProductVariant { get; set; }

    public decimal Quantity { get; set; }

    /// <summary>Per cent.</summary>
    public decimal? TaxRate { get; set; }

    public string? TaxId { get; set; }

    public Tax? Tax { get; set; }

    public decimal? UnitNet { get; set; }

    public decimal? UnitGross { get; set; }

    public decimal? TotalNet { get; set; }

    public decimal? TotalGross { get; set; }

    /// <summary>Before discounts.</summary>
    public decimal? UndiscountedUnitNet { get; set; }

    /// <summary>Before discounts.</summary>
    public decimal? UndiscountedUnitGross { get; set; }

    /// <summary>Of the whole line, net.</summary>
    public decimal DiscountNet { get; set; }

    public bool IsGiftCard { get; set; }

    public string? WarehouseId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>What is in a package. One per position and package.</summary>
public sealed class PackageLineItem : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string PackageId { get; init; }

    public Package? Package { get; set; }

    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    public string? Sku { get; set; }

    public decimal Quantity { get; set; }

    /// <summary>The line of the order it fulfils; null: found by its SKU.</summary>
    public string? OrderLineItemId { get; set; }

    public OrderLineItem? OrderLineItem { get; set; }

    public string? WarehouseId { get; set; }
}

/// <summary>What the origin of an order says about it besides its fields. One per key and order.</summary>
public sealed class OrderMetadata : ITenantOwned
{
    public required string TenantId { get; init; }

    public required string OrderId { get; init; }

    public required string Key { get; init; }

    /// <summary>May name persons.</summary>
    [PersonalData]
    public required string Value { get; set; }
}
