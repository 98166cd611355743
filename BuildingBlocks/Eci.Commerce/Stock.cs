using Eci.Core;

namespace Eci.Commerce;

/// <summary>Where goods lie. One per normalised name and tenant.</summary>
public sealed class Warehouse : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>Natural key, see <see cref="NaturalKey"/>.</summary>
    public required string NormalizedName { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>How much of a variant lies in a warehouse. One per warehouse and variant.</summary>
public sealed class StockEntry : ITenantOwned, ITimestamped, IVersioned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string WarehouseId { get; init; }

    public Warehouse? Warehouse { get; set; }

    public required string ProductVariantId { get; init; }

    public ProductVariant? ProductVariant { get; set; }

    /// <summary>Kind of the system that counts it: the only one that may change it.</summary>
    public required string Owner { get; set; }

    /// <summary>What lies there.</summary>
    public decimal OnHand { get; set; }

    /// <summary>Of it, what orders have taken.</summary>
    public decimal Committed { get; set; }

    /// <summary>What may be sold.</summary>
    public decimal AvailableForSale { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A tax on sales. One per normalised name and tenant; several may have one rate.</summary>
public sealed class Tax : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>Natural key, see <see cref="NaturalKey"/>.</summary>
    public required string NormalizedName { get; set; }

    /// <summary>Null while no system told it.</summary>
    public decimal? Percentage { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>Where a shop sells. One per normalised name and tenant.</summary>
public sealed class SalesChannel : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>Natural key, see <see cref="NaturalKey"/>.</summary>
    public required string NormalizedName { get; set; }

    public string? Slug { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>What a variant costs in a channel. One per channel, variant, least quantity and begin.</summary>
public sealed class SalesChannelPrice : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string SalesChannelId { get; init; }

    public SalesChannel? SalesChannel { get; set; }

    public required string ProductVariantId { get; init; }

    public ProductVariant? ProductVariant { get; set; }

    public decimal MinQuantity { get; init; } = 1;

    /// <summary>UTC; the epoch: since ever.</summary>
    public DateTimeOffset ValidFrom { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>UTC; null: without end.</summary>
    public DateTimeOffset? ValidUntil { get; set; }

    /// <summary>What customers pay, in <see cref="Currency"/>, as the channel shows it.</summary>
    public decimal Price { get; set; }

    /// <summary>Before a discount; null: there is none.</summary>
    public decimal? UndiscountedPrice { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    public bool Active { get; set; } = true;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
