namespace Eci.Modules.Orders.Contracts;

/// <summary>A product, one of its variants, prices or listings was stored. Topic <c>commerce.product.stored</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="ProductId">The product.</param>
public sealed record ProductStored(string TenantId, string ProductId) : ITenantMessage;

/// <summary>Stock of a variant changed. Topic <c>commerce.stock.changed</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="ProductVariantId">The variant.</param>
public sealed record StockChanged(string TenantId, string ProductVariantId) : ITenantMessage;
