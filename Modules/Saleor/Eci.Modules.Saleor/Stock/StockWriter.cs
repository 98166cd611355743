using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Eci.Sync.Rules;

namespace Eci.Modules.Saleor.Stock;

/// <summary>Writes what the shop counts; what another system counts is not touched.</summary>
internal static class StockWriter
{
    /// <returns>Whether anything changed.</returns>
    public static bool Write(SyncContext context, StockPage page, ProductVariant variant, SaleorVariantStock source)
    {
        var changed = false;
        var known = page.Entries(variant).ToDictionary(e => e.WarehouseId, StringComparer.Ordinal);
        var stocks = (source.Stocks ?? []).DistinctBy(s => s.Warehouse.Id, StringComparer.Ordinal).ToList();
        foreach (var stock in stocks)
        {
            var warehouse = page.WarehouseId(stock);
            if (!known.Remove(warehouse, out var entry))
            {
                context.Database.Add(entry = New(variant, warehouse));
                changed = true;
            }

            changed |= Set(entry, stock.Quantity, stock.QuantityAllocated);
        }

        foreach (var gone in known.Values.Where(page.IsOfShop))
            changed |= Set(gone, quantity: 0, allocated: 0);
        if (stocks is [var only])
            variant.DefaultWarehouseId ??= page.WarehouseId(only);
        return changed;
    }

    private static bool Set(StockEntry entry, int quantity, int allocated)
    {
        if (!FieldOwnership.MayWrite(FieldGroup.Stock, SaleorApp.Kind, entry.Owner, others: []))
            return false;
        var before = (entry.OnHand, entry.Committed, entry.AvailableForSale);
        (entry.OnHand, entry.Committed, entry.AvailableForSale) = (quantity, allocated, Math.Max(0, quantity - allocated));
        return before != (entry.OnHand, entry.Committed, entry.AvailableForSale);
    }

    private static StockEntry New(ProductVariant variant, string warehouse) => new()
    {
        Id = Ids.New(IdPrefix.StockEntry),
        TenantId = variant.TenantId,
        WarehouseId = warehouse,
        ProductVariantId = variant.Id,
        Owner = SaleorApp.Kind,
    };
}
