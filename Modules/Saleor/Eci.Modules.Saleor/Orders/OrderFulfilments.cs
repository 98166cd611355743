using Eci.Commerce;
using Eci.Sync;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Links fulfilments of the shop with packages of the hub. Never makes packages.</summary>
internal sealed class OrderFulfilments
{
    private ILookup<string, KnownPackage> _packages = Enumerable.Empty<KnownPackage>().ToLookup(p => p.OrderId, StringComparer.Ordinal);
    private HashSet<string> _linkedFulfilments = [];
    private HashSet<string> _linkedPackages = [];

    public static async Task<OrderFulfilments> LoadAsync(
        SyncContext context, IReadOnlyList<SaleorOrder> orders, IReadOnlyList<Order> known, CancellationToken cancellationToken)
    {
        var orderIds = known.Select(o => o.Id).ToList();
        var packages = await context.Database.Set<Package>()
            .Where(p => p.OrderId != null && orderIds.Contains(p.OrderId))
            .Select(p => new KnownPackage(p.Id, p.OrderId!, p.TrackingId))
            .ToListAsync(cancellationToken);
        var fulfilmentIds = orders.SelectMany(o => o.Fulfillments ?? []).Select(f => f.Id).ToList();
        var byFulfilment = await context.Links.InternalIdsAsync(SyncEntities.Fulfilments, fulfilmentIds, cancellationToken);
        var byPackage = await context.Links.ExternalIdsAsync(SyncEntities.Fulfilments, [.. packages.Select(p => p.Id)], cancellationToken);
        return new OrderFulfilments
        {
            _packages = packages.ToLookup(p => p.OrderId, StringComparer.Ordinal),
            _linkedFulfilments = byFulfilment.Keys.ToHashSet(StringComparer.Ordinal),
            _linkedPackages = byPackage.Keys.ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>It stands for goods that leave; those that were called off or came back do not.</summary>
    public static bool IsValid(SaleorFulfilment fulfilment) => fulfilment.Status is "FULFILLED" or "WAITING_FOR_APPROVAL";

    /// <summary>Fulfilments that no package of the hub belongs to: somebody made them in the shop.</summary>
    public IEnumerable<SaleorFulfilment> Unknown(SaleorOrder order) => Valid(order).Where(f => !_linkedFulfilments.Contains(f.Id));

    /// <param name="page">The page.</param>
    /// <param name="row">The order.</param>
    /// <param name="order">As the shop has it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task LinkAsync(OrderPage page, Order row, SaleorOrder order, CancellationToken cancellationToken)
    {
        foreach (var fulfilment in Valid(order).Where(f => !_linkedFulfilments.Contains(f.Id)))
        {
            if (PackageOf(row, fulfilment) is not { } package)
                continue;
            _linkedFulfilments.Add(fulfilment.Id);
            _linkedPackages.Add(package.Id);
            await page.Context.Links.LinkAsync(SyncEntities.Fulfilments, fulfilment.Id, package.Id, cancellationToken);
        }

        // Packages that were there before their order came.
        if (page.IsLinked(order) || !page.Settings.SyncPackages)
            return;
        foreach (var package in _packages[row.Id].Where(p => !_linkedPackages.Contains(p.Id)))
            page.Context.Wish(new SyncWish(SyncEntities.Fulfilments, SyncDirection.Push, package.Id));
    }

    private KnownPackage? PackageOf(Order row, SaleorFulfilment fulfilment)
    {
        var free = _packages[row.Id].Where(p => !_linkedPackages.Contains(p.Id)).ToList();
        if (free.Find(p => p.Id == fulfilment.PackageId) is { } marked)
            return marked;
        return TrackingNumber.TryNormalize(fulfilment.TrackingNumber, out var number) ? free.Find(p => p.TrackingId == number) : null;
    }

    private static IEnumerable<SaleorFulfilment> Valid(SaleorOrder order) => (order.Fulfillments ?? []).Where(IsValid);

    private sealed record KnownPackage(string Id, string OrderId, string TrackingId);
}
