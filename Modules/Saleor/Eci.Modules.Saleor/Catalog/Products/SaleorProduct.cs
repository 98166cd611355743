using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Catalog.Products;

internal sealed record ProductsAnswer(SaleorConnection<SaleorProduct> Products);

/// <summary>A product of the shop with everything that belongs to it.</summary>
internal sealed record SaleorProduct
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Slug { get; init; }

    /// <summary>Rich text, see <see cref="EditorJs"/>.</summary>
    public string? Description { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public SaleorWeight? Weight { get; init; }

    public IReadOnlyList<SaleorMetadata>? Metadata { get; init; }

    public SaleorReference? Category { get; init; }

    public SaleorReference? TaxClass { get; init; }

    public SaleorProductType? ProductType { get; init; }

    public IReadOnlyList<SaleorMedia>? Media { get; init; }

    public IReadOnlyList<SaleorAttribute>? Attributes { get; init; }

    /// <summary>Only when one channel was asked for.</summary>
    public SaleorProductPricing? Pricing { get; init; }

    public IReadOnlyList<SaleorProductListing>? ChannelListings { get; init; }

    public IReadOnlyList<SaleorVariant>? Variants { get; init; }

    /// <summary>Its own, else its type's.</summary>
    public string? TaxClassId => (TaxClass ?? ProductType?.TaxClass)?.Id;
}

/// <summary>What can be ordered of a product.</summary>
internal sealed record SaleorVariant
{
    public required string Id { get; init; }

    public string? Sku { get; init; }

    public string? Name { get; init; }

    /// <summary>False: it is sold whatever lies in the warehouses.</summary>
    public bool? TrackInventory { get; init; }

    public SaleorWeight? Weight { get; init; }

    public IReadOnlyList<SaleorMetadata>? Metadata { get; init; }

    public IReadOnlyList<SaleorReference>? Media { get; init; }

    public IReadOnlyList<SaleorAttribute>? Attributes { get; init; }

    public IReadOnlyList<SaleorVariantListing>? ChannelListings { get; init; }

    /// <summary>Only when one channel was asked for.</summary>
    public SaleorPricing? Pricing { get; init; }

    /// <summary>As the hub stores it; null: it has none that can be stored.</summary>
    public string? UsableSku => SaleorText.SkuOrNull(Sku);
}

internal sealed record SaleorProductType(string? Name, SaleorWeight? Weight, SaleorReference? TaxClass);

internal sealed record SaleorMedia(string Id, string? Alt, string? Type, int? SortOrder, string? Url);

/// <summary>How a channel shows a product.</summary>
/// <param name="IsPublished">It is, or will be from <paramref name="PublishedAt"/> on.</param>
/// <param name="IsAvailableForPurchase">It can be bought now.</param>
/// <param name="Channel">The channel.</param>
/// <param name="VisibleInListings">False: only those who know the address see it.</param>
/// <param name="PublishedAt">From when on it is published.</param>
/// <param name="AvailableForPurchaseAt">From when on it can be bought; null: never.</param>
internal sealed record SaleorProductListing(
    bool IsPublished,
    bool? IsAvailableForPurchase,
    SaleorChannelReference Channel,
    bool? VisibleInListings = null,
    DateTimeOffset? PublishedAt = null,
    DateTimeOffset? AvailableForPurchaseAt = null);

internal sealed record SaleorVariantListing(SaleorMoney? Price, SaleorChannelReference Channel);

internal sealed record SaleorChannelReference(string Id, string? Slug);

internal sealed record SaleorProductPricing(bool? DisplayGrossPrices);

internal sealed record SaleorPricing(SaleorTaxedMoney? Price, SaleorTaxedMoney? PriceUndiscounted);
