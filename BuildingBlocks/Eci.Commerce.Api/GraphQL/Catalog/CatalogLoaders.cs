using Eci.Persistence;
using Eci.Web.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.GraphQL.Catalog;

/// <summary>Reads what a shop sells: one statement per kind and level, whatever the number of rows.</summary>
internal sealed class CatalogLoaders(EciDbContext database)
{
    public BatchLoader<string, Product?> ProductById { get; } = BatchLoader.One<string, Product>(
        (ids, cancellationToken) => database.Set<Product>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Id)).ToListAsync(cancellationToken),
        p => p.Id);

    public BatchLoader<string, ProductVariant?> VariantById { get; } = BatchLoader.One<string, ProductVariant>(
        (ids, cancellationToken) => database.Set<ProductVariant>().AsNoTracking().Where(v => EF.Parameter(ids).Contains(v.Id)).ToListAsync(cancellationToken),
        v => v.Id);

    public BatchLoader<string, ProductVariant?> VariantBySku { get; } = BatchLoader.One<string, ProductVariant>(
        (skus, cancellationToken) => database.Set<ProductVariant>().AsNoTracking().Where(v => EF.Parameter(skus).Contains(v.Sku)).ToListAsync(cancellationToken),
        v => v.Sku);

    public BatchLoader<string, IReadOnlyList<ProductVariant>> VariantsByProduct { get; } = BatchLoader.Many<string, ProductVariant>(
        (productIds, cancellationToken) => database.Set<ProductVariant>().AsNoTracking()
            .Where(v => EF.Parameter(productIds).Contains(v.ProductId))
            .OrderBy(v => v.Sku)
            .ToListAsync(cancellationToken),
        v => v.ProductId);

    public BatchLoader<string, IReadOnlyList<ProductMedia>> MediaByProduct { get; } = BatchLoader.Many<string, ProductMedia>(
        (productIds, cancellationToken) => database.Set<ProductMedia>().AsNoTracking()
            .Where(m => EF.Parameter(productIds).Contains(m.ProductId))
            .OrderBy(m => m.Position).ThenBy(m => m.Id)
            .ToListAsync(cancellationToken),
        m => m.ProductId);

    public BatchLoader<string, IReadOnlyList<ProductAttribute>> AttributesByProduct { get; } = BatchLoader.Many<string, ProductAttribute>(
        (productIds, cancellationToken) => database.Set<ProductAttribute>().AsNoTracking()
            .Where(a => EF.Parameter(productIds).Contains(a.ProductId))
            .OrderBy(a => a.NormalizedName).ThenBy(a => a.Id)
            .ToListAsync(cancellationToken),
        a => a.ProductId);

    public BatchLoader<string, IReadOnlyList<ProductListing>> ListingsByProduct { get; } = BatchLoader.Many<string, ProductListing>(
        (productIds, cancellationToken) => database.Set<ProductListing>().AsNoTracking()
            .Where(l => EF.Parameter(productIds).Contains(l.ProductId))
            .OrderBy(l => l.SalesChannelId)
            .ToListAsync(cancellationToken),
        l => l.ProductId);

    public BatchLoader<string, IReadOnlyList<StockEntry>> StockByVariant { get; } = BatchLoader.Many<string, StockEntry>(
        (variantIds, cancellationToken) => database.Set<StockEntry>().AsNoTracking()
            .Where(s => EF.Parameter(variantIds).Contains(s.ProductVariantId))
            .OrderBy(s => s.WarehouseId)
            .ToListAsync(cancellationToken),
        s => s.ProductVariantId);

    public BatchLoader<string, IReadOnlyList<SalesChannelPrice>> PricesByVariant { get; } = BatchLoader.Many<string, SalesChannelPrice>(
        (variantIds, cancellationToken) => database.Set<SalesChannelPrice>().AsNoTracking()
            .Where(p => EF.Parameter(variantIds).Contains(p.ProductVariantId))
            .OrderBy(p => p.SalesChannelId).ThenBy(p => p.ValidFrom).ThenBy(p => p.Id)
            .ToListAsync(cancellationToken),
        p => p.ProductVariantId);

    public BatchLoader<string, Category?> CategoryById { get; } = BatchLoader.One<string, Category>(
        (ids, cancellationToken) => database.Set<Category>().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).ToListAsync(cancellationToken),
        c => c.Id);

    public BatchLoader<string, Tax?> TaxById { get; } = BatchLoader.One<string, Tax>(
        (ids, cancellationToken) => database.Set<Tax>().AsNoTracking().Where(t => EF.Parameter(ids).Contains(t.Id)).ToListAsync(cancellationToken),
        t => t.Id);

    public BatchLoader<string, Warehouse?> WarehouseById { get; } = BatchLoader.One<string, Warehouse>(
        (ids, cancellationToken) => database.Set<Warehouse>().AsNoTracking().Where(w => EF.Parameter(ids).Contains(w.Id)).ToListAsync(cancellationToken),
        w => w.Id);

    public BatchLoader<string, SalesChannel?> SalesChannelById { get; } = BatchLoader.One<string, SalesChannel>(
        (ids, cancellationToken) => database.Set<SalesChannel>().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).ToListAsync(cancellationToken),
        c => c.Id);
}
