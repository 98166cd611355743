using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>Keeps pieces for orders, and lets them go. Tells when a variant comes into or goes out of stock.</summary>
internal sealed class StockKeeping(ShopData data)
{
    /// <summary>Keeps pieces for a line, from the warehouse that has most.</summary>
    public void Allocate(OrderLine line, int quantity)
    {
        foreach (var stock in line.Sold.Lying.OrderByDescending(stock => stock.Available))
        {
            var pieces = Math.Min(quantity, stock.Available);
            if (pieces == 0)
                continue;
            Keep(line, stock, pieces);
            quantity -= pieces;
        }

        if (quantity > 0 && line.Sold.Lying.FirstOrDefault() is { } first)
            Keep(line, first, quantity);
    }

    /// <summary>Lets pieces of a line go, those of the given stock first.</summary>
    public void Deallocate(OrderLine line, int quantity, Stock? first = null)
    {
        foreach (var kept in line.Reserved.OrderByDescending(kept => ReferenceEquals(kept.Stock, first)).ToList())
        {
            var pieces = Math.Min(quantity, kept.Pieces);
            Watch(kept.Stock, () => kept.Stock.Allocated -= pieces);
            kept.Pieces -= pieces;
            quantity -= pieces;
            if (kept.Pieces == 0)
                line.Reserved.Remove(kept);
        }
    }

    /// <summary>Sets how many lie in a warehouse and tells apps.</summary>
    public void Set(ProductVariant variant, Warehouse warehouse, int quantity, DateTimeOffset now)
    {
        var stock = variant.StockIn(warehouse.Id);
        if (stock is null)
            variant.Lying.Add(stock = new Stock((int)data.NextNumber(nameof(Stock)) + 1_000_000, variant, warehouse, 0));
        Watch(stock, () => stock.OnHand = quantity);
        variant.UpdatedAt = now;
        data.Happened(new ProductVariantStockUpdated(variant, warehouse));
    }

    /// <summary>Pieces leave the warehouse.</summary>
    public void Take(Stock stock, int quantity) => Watch(stock, () => stock.OnHand -= quantity);

    private void Keep(OrderLine line, Stock stock, int pieces)
    {
        Watch(stock, () => stock.Allocated += pieces);
        if (line.Reserved.Find(kept => ReferenceEquals(kept.Stock, stock)) is { } known)
            known.Pieces += pieces;
        else
            line.Reserved.Add(new Allocation(data.NextNumber(nameof(Allocation)), stock, pieces));
    }

    private void Watch(Stock stock, Action change)
    {
        var before = stock.Available;
        change();
        if (before > 0 && stock.Available == 0)
            data.Happened(new ProductVariantOutOfStock(stock.ProductVariant, stock.Warehouse));
        else if (before == 0 && stock.Available > 0)
            data.Happened(new ProductVariantBackInStock(stock.ProductVariant, stock.Warehouse));
    }
}
