namespace Eci.Modules.Orders.Contracts;

/// <summary>A package of an order is new, or began or ended its way. Topic <c>commerce.order.packages.changed</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="OrderId">The order.</param>
public sealed record OrderPackagesChanged(string TenantId, string OrderId) : ITenantMessage;
