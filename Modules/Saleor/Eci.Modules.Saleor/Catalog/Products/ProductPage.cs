using Eci.Commerce;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Eci.Sync.Rules;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>All rows that the products of a page lead to, read at once: the number of statements does not depend on how many they are.</summary>
internal sealed class ProductPage
{
    private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProductVariant> _variantsBySku = new(StringComparer.Ordinal);
    private readonly HashSet<string> _takenProducts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _takenVariants = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, string> _productLinks = null!;
    private IReadOnlyDictionary<string, string> _productsOfShop = null!;
    private IReadOnlyDictionary<string, string> _variantsOfShop = null!;
    private ILookup<string, string> _otherSystems = null!;

    private ProductPage()
    {
    }

    /// <summary>What the products refer to.</summary>
    public required ProductReferences References { get; init; }

    public static async Task<ProductPage> LoadAsync(SyncContext context, IReadOnlyList<SaleorProduct> products, CancellationToken cancellationToken)
    {
        var page = new ProductPage { References = await ProductReferences.LoadAsync(context, products, cancellationToken) };
        var variants = products.SelectMany(p => p.Variants ?? []).ToList();
        page._productLinks = await context.Links.InternalIdsAsync(SyncEntities.Products, [.. products.Select(p => p.Id)], cancellationToken);
        var linked = await context.Links.InternalIdsAsync(SyncEntities.Variants, [.. variants.Select(v => v.Id)], cancellationToken);
        string[] skus = [.. variants.Select(v => v.UsableSku).OfType<string>().Distinct(StringComparer.Ordinal)];
        await page.LoadRowsAsync(context, skus, [.. linked.Values], cancellationToken);
        return page;
    }

    /// <summary>The row of a product: linked, else that of a variant with a SKU of its that no other product of the shop has; null: none.</summary>
    public Product? Find(SaleorProduct product)
    {
        if (_productLinks.TryGetValue(product.Id, out var id) && _products.TryGetValue(id, out var linked))
            return _takenProducts.Add(id) ? linked : null;
        return (product.Variants ?? [])
            .Select(v => v.UsableSku is { } sku && _variantsBySku.TryGetValue(sku, out var variant) ? _products[variant.ProductId] : null)
            .FirstOrDefault(row => row is not null && !_productsOfShop.ContainsKey(row.Id) && _takenProducts.Add(row.Id));
    }

    public ProductVariant? Variant(string sku) => _variantsBySku.GetValueOrDefault(sku);

    public void Remember(Product row)
    {
        _products.Add(row.Id, row);
        _takenProducts.Add(row.Id);
    }

    public void Remember(ProductVariant row) => _variantsBySku.Add(row.Sku, row);

    /// <summary>Gives a variant to a product; false when another one of the page has it.</summary>
    public bool Take(ProductVariant row) => _takenVariants.Add(row.Id);

    /// <summary>Whether the shop is master of fields of a product, as far as other systems have it too.</summary>
    public bool MayWrite(FieldGroup fields, Product row) => MayWrite(fields, [row.Id, .. row.Variants.Select(v => v.Id)]);

    /// <inheritdoc cref="MayWrite(FieldGroup, Product)"/>
    public bool MayWrite(FieldGroup fields, ProductVariant row) => MayWrite(fields, [row.Id, row.ProductId]);

    /// <summary>What the shop has a variant as; null: the shop does not have it.</summary>
    public string? ExternalId(ProductVariant row) => _variantsOfShop.GetValueOrDefault(row.Id);

    /// <summary>Whether another system has a variant too.</summary>
    public bool IsElsewhere(ProductVariant row) => _otherSystems.Contains(row.Id);

    private bool MayWrite(FieldGroup fields, string[] ids) =>
        FieldOwnership.MayWrite(fields, SaleorApp.Kind, SaleorApp.Kind, [.. ids.SelectMany(id => _otherSystems[id])]);

    private async Task LoadRowsAsync(SyncContext context, string[] skus, string[] linkedVariants, CancellationToken cancellationToken)
    {
        var matched = await context.Database.Set<ProductVariant>()
            .Where(v => EF.Parameter(skus).Contains(v.Sku) || EF.Parameter(linkedVariants).Contains(v.Id))
            .ToListAsync(cancellationToken);
        string[] ids = [.. _productLinks.Values.Concat(matched.Select(v => v.ProductId)).Distinct(StringComparer.Ordinal)];
        foreach (var product in await context.Database.Set<Product>().Where(p => EF.Parameter(ids).Contains(p.Id)).ToListAsync(cancellationToken))
            _products.Add(product.Id, product);
        var variants = await context.Database.Set<ProductVariant>().Where(v => EF.Parameter(ids).Contains(v.ProductId)).ToListAsync(cancellationToken);
        foreach (var variant in variants)
            _variantsBySku.Add(variant.Sku, variant);
        string[] variantIds = [.. variants.Select(v => v.Id)];
        await context.Database.Set<SalesChannelPrice>().Where(p => EF.Parameter(variantIds).Contains(p.ProductVariantId)).LoadAsync(cancellationToken);
        await context.Database.Set<ProductMedia>().Where(m => EF.Parameter(ids).Contains(m.ProductId)).LoadAsync(cancellationToken);
        await context.Database.Set<ProductAttribute>().Where(a => EF.Parameter(ids).Contains(a.ProductId)).LoadAsync(cancellationToken);
        await context.Database.Set<ProductListing>().Where(l => EF.Parameter(ids).Contains(l.ProductId)).LoadAsync(cancellationToken);
        _productsOfShop = await context.Links.ExternalIdsAsync(SyncEntities.Products, ids, cancellationToken);
        _variantsOfShop = await context.Links.ExternalIdsAsync(SyncEntities.Variants, variantIds, cancellationToken);
        _otherSystems = await context.Links.OtherSystemsAsync([.. ids, .. variantIds], cancellationToken);
        await References.LoadChannelsOfAsync(context, _products.Values, cancellationToken);
    }
}
