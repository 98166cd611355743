using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Eci.Sync.Rules;
using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>The variants of a product that have a row.</summary>
/// <param name="Rows">By the shop's id.</param>
/// <param name="Refused">A SKU that another variant of the page has; null: there is none.</param>
internal sealed record WrittenVariants(IReadOnlyDictionary<string, ProductVariant> Rows, string? Refused);

/// <summary>Writes the variants of products: found by SKU, whatever product they belonged to.</summary>
internal sealed class VariantWriter(SyncContext context, ProductPage page)
{
    private static readonly string[] EanKeys = ["ean", "gtin"];

    /// <summary>Those without a SKU have no row: nothing could name them.</summary>
    public async Task<WrittenVariants> WriteAsync(Product product, SaleorProduct source, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, ProductVariant>(StringComparer.Ordinal);
        string? refused = null;
        foreach (var variant in source.Variants ?? [])
        {
            if (variant.UsableSku is not { } sku)
                continue;
            var row = page.Variant(sku) ?? Add(product, sku);
            if (!page.Take(row))
            {
                refused ??= sku;
                continue;
            }

            Move(row, product);
            Write(row, source, variant);
            if (page.MayWrite(FieldGroup.Prices, row) || row.Prices.Count == 0)
                PriceWriter.Write(context.Database, row, variant, source.Pricing?.DisplayGrossPrices, page.References);
            rows.Add(variant.Id, row);
            TellStock(row, variant);
            await context.Links.LinkAsync(SyncEntities.Variants, variant.Id, row.Id, cancellationToken);
            context.Store(new SyncDependency(SyncEntities.Variants, sku));
        }

        await DropAsync(product, source, rows, cancellationToken);
        return new WrittenVariants(rows, refused);
    }

    private ProductVariant Add(Product product, string sku)
    {
        var row = new ProductVariant { Id = Ids.New(IdPrefix.ProductVariant), TenantId = context.App.TenantId, ProductId = product.Id, Sku = sku };
        context.Database.Add(row);
        page.Remember(row);
        return row;
    }

    /// <summary>What a variant has at the product that it leaves does not go with it.</summary>
    private void Move(ProductVariant row, Product product)
    {
        if (string.Equals(row.ProductId, product.Id, StringComparison.Ordinal))
            return;
        var former = row.Product;
        context.Database.RemoveRange(former?.Attributes.Where(a => a.ProductVariantId == row.Id).ToList() ?? []);
        foreach (var media in former?.Media.Where(m => m.ProductVariantId == row.Id) ?? [])
            media.ProductVariantId = null;
        row.ProductId = product.Id;
        row.Product = product;
    }

    private void Write(ProductVariant row, SaleorProduct product, SaleorVariant variant)
    {
        row.Name = SaleorText.OrNull(variant.Name);
        row.Ean = EanOf(variant) ?? row.Ean;
        var isMaster = page.MayWrite(FieldGroup.ProductMasterData, row);
        if (isMaster || row.WeightGrams is null)
            row.WeightGrams = (variant.Weight ?? product.Weight ?? product.ProductType?.Weight)?.Grams ?? row.WeightGrams;
        if (product.TaxClassId is { } tax && (isMaster || row.SalesTaxId is null))
            row.SalesTaxId = page.References.Taxes[tax];
        row.IsUncounted = variant.TrackInventory is false;
        row.Active = true;
    }

    /// <summary>The shop has a variant that it did not have: it is to know what another system counts of it.</summary>
    private void TellStock(ProductVariant row, SaleorVariant variant)
    {
        if (context.App is SaleorApp { Settings.SyncStock: StockDirection.ToShop } && page.ExternalId(row) != variant.Id)
            context.Wish(new SyncWish(SyncEntities.Stock, SyncDirection.Push, row.Id));
    }

    private static string? EanOf(SaleorVariant variant) => (variant.Metadata ?? [])
        .Where(entry => EanKeys.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
        .Select(entry => Gtin.OrNull(entry.Value))
        .FirstOrDefault(ean => ean is not null);

    /// <summary>Variants that the shop had and has no more; one whose SKU changed there goes on under the new one.</summary>
    private async Task DropAsync(
        Product product, SaleorProduct source, Dictionary<string, ProductVariant> kept, CancellationToken cancellationToken)
    {
        var there = (source.Variants ?? []).Select(v => v.Id).ToHashSet(StringComparer.Ordinal);
        var gone = product.Variants.Where(v => page.ExternalId(v) is not null && v.ProductId == product.Id && !kept.ContainsValue(v)).ToList();
        foreach (var row in gone)
            row.Active &= page.IsElsewhere(row);
        PriceWriter.Deactivate(gone, page.References);
        await context.Links.ForgetAsync(
            SyncEntities.Variants, [.. gone.Select(page.ExternalId).OfType<string>().Where(id => !there.Contains(id))], cancellationToken);
    }
}
