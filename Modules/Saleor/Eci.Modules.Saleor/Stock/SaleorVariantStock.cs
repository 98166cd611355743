using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Stock;

internal sealed record VariantStocksAnswer(SaleorConnection<SaleorVariantStock> ProductVariants);

/// <summary>What lies of a variant in the warehouses of the shop.</summary>
internal sealed record SaleorVariantStock(string Id, string? Sku, SaleorReference? Product, IReadOnlyList<SaleorStock>? Stocks);

/// <summary>What lies of a variant in one warehouse.</summary>
/// <param name="Quantity">Everything, also what orders have taken.</param>
/// <param name="QuantityAllocated">What orders have taken.</param>
/// <param name="Warehouse">Where.</param>
internal sealed record SaleorStock(int Quantity, int QuantityAllocated, SaleorReference Warehouse);
