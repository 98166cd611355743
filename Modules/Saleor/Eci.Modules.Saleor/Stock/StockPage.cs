using Eci.Commerce;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Stock;

/// <summary>All rows that the stock of a page of variants leads to, read at once.</summary>
internal sealed class StockPage
{
    private readonly Dictionary<string, ProductVariant> _variants;
    private readonly ILookup<string, StockEntry> _entries;
    private readonly IReadOnlyDictionary<string, string> _variantLinks;
    private readonly IReadOnlyDictionary<string, string> _warehouses;
    private readonly ILookup<string, string> _warehousesOfOthers;

    private StockPage(
        IReadOnlyDictionary<string, string> variantLinks,
        IReadOnlyDictionary<string, string> warehouses,
        ILookup<string, string> warehousesOfOthers,
        IEnumerable<ProductVariant> variants,
        IEnumerable<StockEntry> entries)
    {
        _variantLinks = variantLinks;
        _warehouses = warehouses;
        _warehousesOfOthers = warehousesOfOthers;
        _variants = variants.ToDictionary(v => v.Id, StringComparer.Ordinal);
        _entries = entries.ToLookup(e => e.ProductVariantId, StringComparer.Ordinal);
    }

    public static async Task<StockPage> LoadAsync(SyncContext context, IReadOnlyList<SaleorVariantStock> page, CancellationToken cancellationToken)
    {
        var variantLinks = await context.Links.InternalIdsAsync(SyncEntities.Variants, [.. page.Select(v => v.Id)], cancellationToken);
        string[] places = [.. page.SelectMany(v => v.Stocks ?? []).Select(s => s.Warehouse.Id).Distinct(StringComparer.Ordinal)];
        var warehouses = await context.Links.InternalIdsAsync(SyncEntities.Warehouses, places, cancellationToken);
        string[] ids = [.. variantLinks.Values];
        var variants = await context.Database.Set<ProductVariant>().Where(v => EF.Parameter(ids).Contains(v.Id)).ToListAsync(cancellationToken);
        var entries = await context.Database.Set<StockEntry>().Where(e => EF.Parameter(ids).Contains(e.ProductVariantId)).ToListAsync(cancellationToken);
        string[] known = [.. entries.Select(e => e.WarehouseId).Distinct(StringComparer.Ordinal)];
        var ofShop = await context.Links.ExternalIdsAsync(SyncEntities.Warehouses, known, cancellationToken);
        string[] rest = [.. known.Where(id => !ofShop.ContainsKey(id))];
        var ofOthers = await context.Links.OtherSystemsAsync(rest, cancellationToken);
        return new StockPage(variantLinks, warehouses, ofOthers, variants, entries);
    }

    /// <summary>The row of a variant; null: the hub does not know it.</summary>
    public ProductVariant? Variant(SaleorVariantStock source) =>
        _variantLinks.TryGetValue(source.Id, out var id) ? _variants.GetValueOrDefault(id) : null;

    /// <summary>A warehouse that the hub does not know; null: it knows all.</summary>
    public string? UnknownWarehouse(SaleorVariantStock source) =>
        (source.Stocks ?? []).Select(s => s.Warehouse.Id).FirstOrDefault(id => !_warehouses.ContainsKey(id));

    public string WarehouseId(SaleorStock stock) => _warehouses[stock.Warehouse.Id];

    public IEnumerable<StockEntry> Entries(ProductVariant variant) => _entries[variant.Id];

    /// <summary>Whether the entry's warehouse is one of the shop, or was one that the shop deleted; what others count is nobody's business here.</summary>
    public bool IsOfShop(StockEntry entry) => !_warehousesOfOthers.Contains(entry.WarehouseId);
}
