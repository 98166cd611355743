namespace Eci.Modules.Orders.Contracts;

/// <summary>An order was stored: it is new, or its fields, lines, payments or addresses changed. Topic <c>commerce.order.stored</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Origin">Kind of the system it comes from: <c>saleor</c>, <c>api</c> ...</param>
/// <param name="Created">False when it was known.</param>
public sealed record OrderStored(string TenantId, string OrderId, string Origin, bool Created) : ITenantMessage;
