using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal enum StockAvailability
{
    InStock,
    OutOfStock,
}

internal sealed record ProductFilterInput
{
    public bool? IsPublished { get; init; }

    [Id]
    public IReadOnlyList<string>? Categories { get; init; }

    public bool? HasCategory { get; init; }

    public StockAvailability? StockAvailability { get; init; }

    public string? Search { get; init; }

    public IReadOnlyList<MetadataFilter>? Metadata { get; init; }

    public bool? IsAvailable { get; init; }

    public bool? IsVisibleInListing { get; init; }

    public DateTimeRangeInput? UpdatedAt { get; init; }

    [Id]
    public IReadOnlyList<string>? ProductTypes { get; init; }

    [Id]
    public IReadOnlyList<string>? Ids { get; init; }

    public IReadOnlyList<string>? Slugs { get; init; }

    public bool Fits(Product product, Channel? channel) =>
        UpdatedAt?.Fits(product.UpdatedAt) is not false
        && Ids.Allow(product.Id)
        && Slugs.Allow(product.Slug)
        && ProductTypes.Allow(product.ProductType.Id)
        && (Categories is null or { Count: 0 } || (product.Category is { } category && Categories.Contains(category.Id)))
        && (HasCategory is null || HasCategory == product.Category is not null)
        && Search.Found(product.Name, product.Slug)
        && Metadata.AllFit(product)
        && (StockAvailability is null || (StockAvailability is Api.StockAvailability.InStock) == product.IsInStock)
        && (channel is null || FitsIn(product.ListingIn(channel)));

    private bool FitsIn(ProductChannelListing? listing) =>
        (IsPublished is null || IsPublished == listing is { IsPublished: true })
        && (IsAvailable is null || IsAvailable == listing is { IsPublished: true })
        && (IsVisibleInListing is null || IsVisibleInListing == listing is { VisibleInListings: true });
}

internal enum ProductOrderField
{
    Name,
    LastModified,
    LastModifiedAt,
    CreatedAt,
}

internal sealed record ProductOrder
{
    public OrderDirection Direction { get; init; }

    public string? Channel { get; init; }

    public ProductOrderField? Field { get; init; }

    public Sort<Product> Sort() => Field switch
    {
        ProductOrderField.Name => CatalogSorts.ProductNames,
        ProductOrderField.CreatedAt => CatalogSorts.ProductCreations,
        ProductOrderField.LastModified or ProductOrderField.LastModifiedAt => CatalogSorts.ProductChanges,
        _ => CatalogSorts.ProductSlugs,
    } with
    { Descending = Direction is OrderDirection.Desc };
}

internal sealed record ProductVariantFilterInput
{
    public string? Search { get; init; }

    public IReadOnlyList<string>? Sku { get; init; }

    public IReadOnlyList<MetadataFilter>? Metadata { get; init; }

    public DateTimeRangeInput? UpdatedAt { get; init; }

    public bool Fits(ProductVariant variant) =>
        UpdatedAt?.Fits(variant.UpdatedAt) is not false
        && (Sku is null or { Count: 0 } || Sku.Contains(variant.Sku))
        && Search.Found(variant.Name, variant.Sku, variant.Product.Name)
        && Metadata.AllFit(variant);
}

internal enum ProductVariantSortField
{
    LastModifiedAt,
}

internal sealed record ProductVariantSortingInput
{
    public OrderDirection Direction { get; init; }

    public ProductVariantSortField Field { get; init; }

    public Sort<ProductVariant> Sort() => CatalogSorts.VariantChanges with { Descending = Direction is OrderDirection.Desc };
}
