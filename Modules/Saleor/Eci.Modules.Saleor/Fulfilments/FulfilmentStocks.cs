namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>From which warehouses a line is taken.</summary>
internal static class FulfilmentStocks
{
    /// <summary>
    /// Where the shop set goods aside, as far as they reach, and for the rest where the first of them lie, or the default warehouse.
    /// </summary>
    /// <returns>Null when there is no warehouse at all.</returns>
    public static IReadOnlyList<StockInput>? Of(LineToFulfil line, int quantity, string? defaultWarehouseId)
    {
        var stocks = new List<StockInput>();
        foreach (var allocation in (line.Allocations ?? []).Where(a => a is { Warehouse: not null, Quantity: > 0 }))
        {
            var part = Math.Min(quantity, (int)allocation.Quantity);
            if (part <= 0)
                break;
            stocks.Add(new StockInput(part, allocation.Warehouse!.Id));
            quantity -= part;
        }

        if (quantity == 0)
            return stocks;
        if ((defaultWarehouseId ?? stocks.FirstOrDefault()?.Warehouse) is not { } rest)
            return null;
        var same = stocks.FindIndex(s => s.Warehouse == rest);
        if (same >= 0)
            stocks[same] = stocks[same] with { Quantity = stocks[same].Quantity + quantity };
        else
            stocks.Add(new StockInput(quantity, rest));
        return stocks;
    }
}

/// <summary>Saleor's <c>OrderFulfillStockInput</c>.</summary>
internal sealed record StockInput(int Quantity, string Warehouse);

/// <summary>Saleor's <c>OrderFulfillLineInput</c>.</summary>
internal sealed record LineInput(string OrderLineId, IReadOnlyList<StockInput> Stocks);
