using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Mutations of stock.</summary>
internal sealed partial class Mutation
{
    [Needs(Permissions.Products)]
    public static ProductVariantStocksUpdate? ProductVariantStocksUpdate(
        IResolveFieldContext context, [Id] string? variantId, string? sku, IReadOnlyList<StockInput> stocks)
    {
        var request = context.Shop();
        var payload = new ProductVariantStocksUpdate
        {
            ProductVariant = variantId is null ? request.Data.VariantBySku(sku) : request.Data.Variants.Find(variantId),
        };
        if (payload.ProductVariant is not { } variant)
        {
            payload.Refuse("variantId", ProductErrorCode.NotFound, $"Couldn't resolve to a node: {variantId ?? sku}");
            return payload;
        }

        foreach (var (stock, index) in stocks.Select((stock, index) => (stock, index)))
        {
            if (request.Data.Warehouses.Find(stock.Warehouse) is null)
                payload.Refuse(index, "warehouse", ProductErrorCode.NotFound, "Warehouse does not exist.");
            else if (stocks.Take(index).Any(other => other.Warehouse == stock.Warehouse))
                payload.Refuse(index, "warehouse", ProductErrorCode.Unique, "Duplicated warehouse ID.");
            else if (stock.Quantity < 0)
                payload.Refuse(index, "quantity", ProductErrorCode.Invalid, "Quantity cannot be negative.");
        }

        if (payload.Refusals.Count > 0)
            return payload;
        foreach (var stock in stocks)
            new StockKeeping(request.Data).Set(variant, request.Data.Warehouses.Find(stock.Warehouse)!, stock.Quantity, request.Now);
        return payload;
    }

    [Needs(Permissions.Products)]
    public static StockBulkUpdate? StockBulkUpdate(IResolveFieldContext context, IReadOnlyList<StockBulkUpdateInput> stocks, ErrorPolicyEnum? errorPolicy)
    {
        var request = context.Shop();
        var results = stocks.Select(stock => (Input: stock, Result: StockBulkResult.Of(request.Data, stock))).ToList();
        var failed = results.Exists(row => row.Result.Refusals.Count > 0);
        if (failed && errorPolicy is null or ErrorPolicyEnum.RejectEverything)
            return new StockBulkUpdate { Results = [.. results.Select(row => new StockBulkResult { Refusals = row.Result.Refusals })] };
        foreach (var (input, result) in results.Where(row => row.Result.Stock is not null))
            new StockKeeping(request.Data).Set(result.Stock!.ProductVariant, result.Stock.Warehouse, input.Quantity, request.Now);
        return new StockBulkUpdate { Count = results.Count(row => row.Result.Stock is not null), Results = [.. results.Select(row => row.Result)] };
    }
}
