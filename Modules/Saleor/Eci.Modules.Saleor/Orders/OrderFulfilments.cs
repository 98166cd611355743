using Eci.Commerce;
using Eci.Modules.Saleor.Fulfilments;
using Eci.Sync;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Links fulfilments of the shop with packages of the hub, and notices those that the shop called off. Never makes packages.</summary>
internal sealed class OrderFulfilments
{
    private const string Canceled = "CANCELED";

    private ILookup<string, KnownPackage> _packages = Enumerable.Empty<KnownPackage>().ToLookup(p => p.OrderId, StringComparer.Ordinal);

    /// <summary>The hub's side of the link of each fulfilment, see <see cref="FulfilmentLinks"/>.</summary>
    private Dictionary<string, string> _keys = [];

    public static async Task<OrderFulfilments> LoadAsync(
        SyncContext context, IReadOnlyList<SaleorOrder> orders, IReadOnlyList<Order> known, CancellationToken cancellationToken)
    {
        var orderIds = known.Select(o => o.Id).ToList();
        var packages = await context.Database.Set<Package>()
            .Where(p => p.OrderId != null && orderIds.Contains(p.OrderId))
            .Select(p => new KnownPackage(p.Id, p.OrderId!, p.TrackingId))
            .ToListAsync(cancellationToken);
        var fulfilmentIds = orders.SelectMany(o => o.Fulfillments ?? []).Select(f => f.Id).ToList();
        var keys = await context.Links.InternalIdsAsync(SyncEntities.Fulfilments, fulfilmentIds, cancellationToken);
        var byPackage = await context.Links.ExternalIdsAsync(SyncEntities.Fulfilments, [.. packages.Select(p => p.Id)], cancellationToken);
        var loaded = new OrderFulfilments
        {
            _packages = packages.ToLookup(p => p.OrderId, StringComparer.Ordinal),
            _keys = new Dictionary<string, string>(keys, StringComparer.Ordinal),
        };
        foreach (var (packageId, fulfilmentId) in byPackage)
            loaded._keys[fulfilmentId] = packageId;
        return loaded;
    }

    /// <summary>It stands for goods that leave; those that were called off or came back do not.</summary>
    public static bool IsValid(string? status) => status is "FULFILLED" or "WAITING_FOR_APPROVAL";

    /// <summary>Ids of all packages of the page.</summary>
    public IReadOnlyCollection<string> PackageIds => [.. _packages.SelectMany(p => p).Select(p => p.Id)];

    /// <summary>Fulfilments that no package of the hub belongs to: somebody made them in the shop.</summary>
    public IEnumerable<SaleorFulfilment> Unknown(SaleorOrder order) => Valid(order).Where(f => !_keys.ContainsKey(f.Id));

    /// <summary>Fulfilments to which staff gave another number than their package has.</summary>
    public IEnumerable<SaleorFulfilment> Renumbered(Order row, SaleorOrder order) => Valid(order).Where(
        f => TrackingNumber.TryNormalize(f.TrackingNumber, out var number)
            && PackageOf(row, f) is { } package && package.TrackingId != number);

    /// <param name="page">The page.</param>
    /// <param name="row">The order.</param>
    /// <param name="order">As the shop has it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task LinkAsync(OrderPage page, Order row, SaleorOrder order, CancellationToken cancellationToken)
    {
        foreach (var fulfilment in Valid(order).Where(f => !_keys.ContainsKey(f.Id)))
        {
            if (MatchOf(row, fulfilment) is { } package)
                await LinkAsync(page, order, fulfilment, package, cancellationToken);
        }

        if (!page.Settings.SyncPackages)
            return;
        foreach (var package in _packages[row.Id])
            Follow(page, order, package);
    }

    private async Task LinkAsync(
        OrderPage page, SaleorOrder order, SaleorFulfilment fulfilment, KnownPackage package, CancellationToken cancellationToken)
    {
        var taken = Valid(order).Select(f => _keys.GetValueOrDefault(f.Id)).ToHashSet(StringComparer.Ordinal);
        var index = 0;
        while (taken.Contains(FulfilmentLinks.KeyOf(package.Id, index)))
            index++;
        var key = FulfilmentLinks.KeyOf(package.Id, index);
        foreach (var former in _keys.Where(k => k.Value == key).Select(k => k.Key).ToList())
            _keys.Remove(former);
        _keys[fulfilment.Id] = key;
        await page.Context.Links.LinkAsync(SyncEntities.Fulfilments, fulfilment.Id, key, cancellationToken);
        page.Context.Store(new SyncDependency(SyncEntities.Fulfilments, package.Id));
        if (page.Settings.SyncPackages)
            page.Context.Wish(new SyncWish(SyncEntities.PackageStates, SyncDirection.Push, package.Id));
    }

    /// <summary>Has packages fulfilled that were there before their order, and those looked at again whose fulfilments came or went.</summary>
    private void Follow(OrderPage page, SaleorOrder order, KnownPackage package)
    {
        var linked = _keys.Where(k => FulfilmentLinks.PackageOf(k.Value) == package.Id).Select(k => k.Key).ToHashSet(StringComparer.Ordinal);
        if (linked.Count == 0 && !page.IsLinked(order))
            page.Context.Wish(new SyncWish(SyncEntities.Fulfilments, SyncDirection.Push, package.Id));
        if (page.Records.PushOf(SyncEntities.Fulfilments, package.Id) is not { Hash: { } hash } push)
            return;
        var inShop = (order.Fulfillments ?? []).Where(f => f.Status is not Canceled).Select(f => f.Id);
        var isWhole = linked.Count > 0 && linked.IsSubsetOf(inShop);
        var wasWhole = hash is not FulfilmentPush.Broken;
        if (isWhole == wasWhole)
            return;
        push.Hash = FulfilmentPush.Broken;
        page.Records.Retry(push);
    }

    /// <summary>The package that a fulfilment is by its mark, else by its number.</summary>
    private KnownPackage? MatchOf(Order row, SaleorFulfilment fulfilment)
    {
        if (_packages[row.Id].FirstOrDefault(p => p.Id == fulfilment.PackageId) is { } marked)
            return marked;
        return TrackingNumber.TryNormalize(fulfilment.TrackingNumber, out var number)
            ? _packages[row.Id].FirstOrDefault(p => p.TrackingId == number)
            : null;
    }

    private KnownPackage? PackageOf(Order row, SaleorFulfilment fulfilment) =>
        _keys.TryGetValue(fulfilment.Id, out var key) ? _packages[row.Id].FirstOrDefault(p => p.Id == FulfilmentLinks.PackageOf(key)) : null;

    private static IEnumerable<SaleorFulfilment> Valid(SaleorOrder order) => (order.Fulfillments ?? []).Where(f => IsValid(f.Status));

    private sealed record KnownPackage(string Id, string OrderId, string TrackingId);
}
