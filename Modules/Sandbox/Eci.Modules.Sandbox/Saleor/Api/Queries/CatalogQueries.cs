using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>What can be asked of the catalogue. Without MANAGE_PRODUCTS only what a channel shows is seen.</summary>
internal sealed partial class Query
{
    public static CountableConnection<Product>? Products(
        IResolveFieldContext context, ProductFilterInput? filter, ProductOrder? sortBy, string? channel, string? before, string? after, int? first, int? last)
    {
        var inChannel = context.Channel();
        if (channel is not null && inChannel is null)
            return context.Shop().Data.Products.Page(context, CatalogSorts.ProductSlugs, _ => false, new PageArguments(before, after, first, last));
        return context.Shop().Data.Products.Page(
            context,
            sortBy?.Sort() ?? CatalogSorts.ProductSlugs,
            product => IsSeen(context, product, inChannel) && filter?.Fits(product, inChannel) is not false,
            new PageArguments(before, after, first, last));
    }

    public static Product? Product(IResolveFieldContext context, [Id] string? id, string? slug, string? externalReference, string? channel)
    {
        var products = context.Shop().Data.Products;
        var product = id is not null ? products.Find(id)
            : products.All.FirstOrDefault(p => slug is null ? p.ExternalReference == externalReference : p.Slug == slug);
        return product is not null && IsSeen(context, product, context.Channel()) ? product : null;
    }

    public static CountableConnection<ProductVariant>? ProductVariants(
        IResolveFieldContext context,
        [Id] IReadOnlyList<string>? ids,
        string? channel,
        ProductVariantFilterInput? filter,
        ProductVariantSortingInput? sortBy,
        string? before,
        string? after,
        int? first,
        int? last)
    {
        var inChannel = context.Channel();
        return context.Shop().Data.Variants.Page(
            context,
            sortBy?.Sort() ?? CatalogSorts.VariantNumbers,
            variant => ids.Allow(variant.Id) && IsSeen(context, variant.Product, inChannel) && filter?.Fits(variant) is not false,
            new PageArguments(before, after, first, last));
    }

    public static ProductVariant? ProductVariant(IResolveFieldContext context, [Id] string? id, string? sku, string? channel)
    {
        var variants = context.Shop().Data.Variants;
        var variant = id is null ? variants.All.FirstOrDefault(v => v.Sku == sku) : variants.Find(id);
        return variant is not null && IsSeen(context, variant.Product, context.Channel()) ? variant : null;
    }

    public static CountableConnection<Category>? Categories(
        IResolveFieldContext context, CategoryFilterInput? filter, int? level, string? before, string? after, int? first, int? last) =>
        context.Shop().Data.Categories.Page(
            context,
            CatalogSorts.CategoryNames,
            category => filter?.Fits(category) is not false && (level is null || category.Level == level),
            new PageArguments(before, after, first, last));

    public static Category? Category(IResolveFieldContext context, [Id] string? id, string? slug) =>
        id is null ? context.Shop().Data.Categories.All.FirstOrDefault(category => category.Slug == slug) : context.Shop().Data.Categories.Find(id);

    private static bool IsSeen(IResolveFieldContext context, Product product, Channel? channel)
    {
        if (context.Shop().App?.Granted.Contains(Permissions.Products) is true)
            return channel is null || product.ListingIn(channel) is not null;
        return channel is not null && product.ListingIn(channel) is { IsPublished: true };
    }
}
