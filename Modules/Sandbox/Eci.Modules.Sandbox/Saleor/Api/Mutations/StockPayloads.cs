using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal sealed record StockInput
{
    [Id]
    public required string Warehouse { get; init; }

    public int Quantity { get; init; }
}

internal enum ErrorPolicyEnum
{
    IgnoreFailed,
    RejectEverything,
    RejectFailedRows,
}

internal sealed record StockBulkUpdateInput
{
    [Id]
    public string? VariantId { get; init; }

    public string? VariantExternalReference { get; init; }

    [Id]
    public string? WarehouseId { get; init; }

    public string? WarehouseExternalReference { get; init; }

    public int Quantity { get; init; }
}

internal enum ProductErrorCode
{
    AlreadyExists,
    GraphqlError,
    Invalid,
    NotFound,
    Required,
    Unique,
}

internal sealed class BulkStockError : MutationError<ProductErrorCode>
{
    public int? Index { get; init; }
}

internal sealed class ProductVariantStocksUpdate : Payload<BulkStockError, ProductErrorCode>
{
    public ProductVariant? ProductVariant { get; init; }

    /// <summary>Refuses one row.</summary>
    internal void Refuse(int index, string field, ProductErrorCode code, string message) =>
        Refusals.Add(new BulkStockError { Field = field, Code = code, Message = message, Index = index });
}

internal enum StockBulkUpdateErrorCode
{
    GraphqlError,
    Invalid,
    NotFound,
    Required,
}

internal sealed class StockBulkUpdateError : MutationError<StockBulkUpdateErrorCode>;

internal sealed class StockBulkUpdate : Payload<StockBulkUpdateError, StockBulkUpdateErrorCode>
{
    public int Count { get; init; }

    public IReadOnlyList<StockBulkResult> Results { get; init; } = [];
}

/// <summary>What became of one row.</summary>
internal sealed class StockBulkResult
{
    public Stock? Stock { get; init; }

    public IReadOnlyList<StockBulkUpdateError>? Errors => Refusals;

    internal IReadOnlyList<StockBulkUpdateError> Refusals { get; init; } = [];

    /// <summary>Only rows that exist can be updated.</summary>
    internal static StockBulkResult Of(ShopData data, StockBulkUpdateInput input)
    {
        var variant = data.Variants.Find(input.VariantId)
            ?? data.Variants.All.FirstOrDefault(v => v.ExternalReference is { } known && known == input.VariantExternalReference);
        var warehouse = data.Warehouses.Find(input.WarehouseId)
            ?? data.Warehouses.All.FirstOrDefault(w => w.ExternalReference is { } known && known == input.WarehouseExternalReference);
        return variant is null ? Refused("variantId", "Variant was not found.")
            : warehouse is null ? Refused("warehouseId", "Warehouse was not found.")
            : variant.StockIn(warehouse.Id) is { } stock ? new StockBulkResult { Stock = stock }
            : Refused(null, "Stock was not found.");
    }

    private static StockBulkResult Refused(string? field, string message) =>
        new() { Refusals = [new StockBulkUpdateError { Field = field, Code = StockBulkUpdateErrorCode.NotFound, Message = message }] };
}
