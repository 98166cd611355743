using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Stock;

/// <summary>The operations that read and write stock.</summary>
internal static class StockOperations
{
    public static readonly SaleorOperation<VariantStocksAnswer> Read = SaleorOperation.Query<VariantStocksAnswer>("VariantStocks");

    public static readonly SaleorOperation<UpdateVariantStocksAnswer> Update = SaleorOperation.Mutation<UpdateVariantStocksAnswer>("UpdateVariantStocks");
}

internal sealed record UpdateVariantStocksAnswer(VariantStocksUpdated? ProductVariantStocksUpdate);

internal sealed record VariantStocksUpdated(IReadOnlyList<SaleorError>? Errors);

/// <summary>Variables of <see cref="StockOperations.Update"/>.</summary>
internal sealed record VariantStocksUpdate(string VariantId, IReadOnlyList<WantedStock> Stocks);

/// <summary>What is to lie in a warehouse of the shop.</summary>
internal sealed record WantedStock(string Warehouse, int Quantity);
