using Eci.Core;

namespace Eci.Commerce;

/// <summary>What a shop offers. Systems find the same one by their links or by the SKU of a variant.</summary>
public sealed class Product : ITenantOwned, ITimestamped, IVersioned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    /// <summary>See <see cref="NaturalKey"/>; not unique.</summary>
    public required string NormalizedName { get; set; }

    /// <summary>Last part of its address in the shop.</summary>
    public string? Slug { get; set; }

    public string? DescriptionHtml { get; set; }

    public string? TypeName { get; set; }

    public string? CategoryId { get; set; }

    public Category? Category { get; set; }

    /// <summary>Customs tariff number.</summary>
    public string? HsCode { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? CountryOfOrigin { get; set; }

    /// <summary>False when no system has it any more.</summary>
    public bool Active { get; set; } = true;

    public List<ProductVariant> Variants { get; } = [];

    public List<ProductMedia> Media { get; } = [];

    public List<ProductAttribute> Attributes { get; } = [];

    public List<ProductListing> Listings { get; } = [];

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>What can be ordered. One per SKU and tenant.</summary>
public sealed class ProductVariant : ITenantOwned, ITimestamped, IVersioned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string ProductId { get; set; }

    public Product? Product { get; set; }

    /// <summary>As its systems write it.</summary>
    public required string Sku { get; init; }

    public string? Name { get; set; }

    /// <summary>GTIN of 8, 12, 13 or 14 digits.</summary>
    public string? Ean { get; set; }

    public decimal? WeightGrams { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>Made of other variants.</summary>
    public bool IsBundle { get; set; }

    /// <summary>May be sold whatever lies in the warehouses: nobody counts it.</summary>
    public bool IsUncounted { get; set; }

    public string? SalesTaxId { get; set; }

    public Tax? SalesTax { get; set; }

    public string? DefaultWarehouseId { get; set; }

    public decimal? AverageRating { get; set; }

    public int? RatingCount { get; set; }

    public List<StockEntry> Stock { get; } = [];

    public List<SalesChannelPrice> Prices { get; } = [];

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A picture or film of a product. One per address and product.</summary>
public sealed class ProductMedia : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string ProductId { get; init; }

    /// <summary>The variant it shows; null: the product.</summary>
    public string? ProductVariantId { get; set; }

    public required string Url { get; init; }

    public string? AltText { get; set; }

    /// <summary>False: a film.</summary>
    public bool IsImage { get; set; } = true;

    /// <summary>From 1.</summary>
    public int Position { get; set; }
}

/// <summary>A property of a product or of one of its variants. One row per value.</summary>
public sealed class ProductAttribute : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string ProductId { get; init; }

    /// <summary>Null: of the product.</summary>
    public string? ProductVariantId { get; set; }

    public required string Name { get; init; }

    /// <summary>Natural key of the name, see <see cref="NaturalKey"/>.</summary>
    public required string NormalizedName { get; init; }

    public required string Value { get; set; }
}

/// <summary>How a sales channel shows a product. One per product and channel.</summary>
public sealed class ProductListing : ITenantOwned
{
    public required string TenantId { get; init; }

    public required string ProductId { get; init; }

    public required string SalesChannelId { get; init; }

    public SalesChannel? SalesChannel { get; set; }

    public bool IsPublished { get; set; }

    /// <summary>From when on it counts that it is published, UTC; null: at once.</summary>
    public DateTimeOffset? PublishedFrom { get; set; }

    /// <summary>Shown only to those who know its address.</summary>
    public bool IsHidden { get; set; }

    public bool IsAvailableForPurchase { get; set; }

    /// <summary>From when on it can be bought although it cannot be yet, UTC; null: nobody knows.</summary>
    public DateTimeOffset? AvailableFrom { get; set; }
}

/// <summary>A group of products. One per slug, or per normalised name without one, and tenant.</summary>
public sealed class Category : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Name { get; set; }

    public required string NormalizedName { get; set; }

    public string? Slug { get; set; }

    public string? ParentCategoryId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
