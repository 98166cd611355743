namespace Eci.Modules.Saleor.Stock;

/// <summary>Computes what the shop has to be told.</summary>
internal static class StockLevels
{
    /// <summary>
    /// The warehouses that have another quantity than they should. The shop subtracts what its orders have taken from what lies there, so
    /// that is added to what may be sold. Parts of a piece cannot be sold.
    /// </summary>
    /// <param name="there">What the shop has.</param>
    /// <param name="availableForSale">What may be sold, by the shop's warehouse.</param>
    public static IReadOnlyList<WantedStock> Differences(SaleorVariantStock there, IReadOnlyDictionary<string, decimal> availableForSale)
    {
        var stocks = (there.Stocks ?? []).DistinctBy(s => s.Warehouse.Id, StringComparer.Ordinal).ToDictionary(s => s.Warehouse.Id, StringComparer.Ordinal);
        var wanted = new List<WantedStock>();
        foreach (var (warehouse, available) in availableForSale.OrderBy(level => level.Key, StringComparer.Ordinal))
        {
            var stock = stocks.GetValueOrDefault(warehouse);
            var quantity = (int)Math.Clamp(Math.Floor(available), 0, int.MaxValue / 2) + (stock?.QuantityAllocated ?? 0);
            if (stock?.Quantity != quantity)
                wanted.Add(new WantedStock(warehouse, quantity));
        }

        return wanted;
    }
}
