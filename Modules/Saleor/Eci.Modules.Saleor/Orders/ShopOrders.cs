using Eci.Commerce;
using Eci.Sync;
using Eci.Sync.Storage;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Which orders of the hub a shop has.</summary>
internal static class ShopOrders
{
    public const string NotOfShop = "The order is not one of this shop.";

    /// <summary>Saleor's id of an order; null when the shop does not have it.</summary>
    public static async Task<string?> ExternalIdAsync(SyncContext context, string? orderId, CancellationToken cancellationToken)
    {
        if (orderId is null)
            return null;
        var links = await context.Links.ExternalIdsAsync(SyncEntities.Orders, [orderId], cancellationToken);
        return links.GetValueOrDefault(orderId);
    }

    /// <summary>Ids of the orders that the shop has.</summary>
    public static IQueryable<string> Ids(SyncContext context)
    {
        var appId = context.App.Id;
        return context.Database.Set<SyncLink>().Where(l => l.AppId == appId && l.Entity == SyncEntities.Orders).Select(l => l.InternalId);
    }

    /// <summary>Packages of orders that the shop has and that changed since a moment, by id.</summary>
    public static IQueryable<string> Packages(SyncContext context, DateTimeOffset? changedSince, string? after)
    {
        var orders = Ids(context);
        var packages = context.Database.Set<Package>().Where(p => orders.Contains(p.OrderId));
        if (changedSince is { } since)
            packages = packages.Where(p => p.UpdatedAt >= since);
        if (after is not null)
            packages = packages.Where(p => p.Id.CompareTo(after) > 0);
        return packages.OrderBy(p => p.Id).Select(p => p.Id);
    }

    /// <summary>Payments of orders that the shop has and that changed since a moment, by id.</summary>
    public static IQueryable<Payment> Payments(SyncContext context, DateTimeOffset? changedSince, string? after)
    {
        var orders = Ids(context);
        var payments = context.Database.Set<Payment>().Where(p => orders.Contains(p.OrderId));
        if (changedSince is { } since)
            payments = payments.Where(p => p.UpdatedAt >= since);
        if (after is not null)
            payments = payments.Where(p => p.Id.CompareTo(after) > 0);
        return payments.OrderBy(p => p.Id);
    }
}
