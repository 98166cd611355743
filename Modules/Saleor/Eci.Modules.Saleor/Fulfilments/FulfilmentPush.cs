using Eci.Core;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>
/// A package becomes a fulfilment of its order, once: the tracking number that is sent with it tells it again, also when the shop's answer
/// was lost.
/// </summary>
internal sealed class FulfilmentPush(FulfilmentShop shop) : IPushSync
{
    /// <summary>Code of a package of which nobody said what is in it, beside others of its order.</summary>
    public const string ContentsUnknown = "PACKAGE_CONTENTS_UNKNOWN";

    /// <summary>Code of a package that holds what the shop has not left to fulfil.</summary>
    public const string NothingLeft = "FULFILL_ORDER_LINE";

    public string Entity => SyncEntities.Fulfilments;

    public Type AppType => typeof(SaleorApp);

    public int Turn => SaleorTurns.Fulfilments;

    public bool IsOn(App app) => app is SaleorApp { Credentials: not null, Settings: { SyncPackages: true, SyncOrders: true } };

    public async Task<IReadOnlyList<string>> FindAsync(
        SyncContext context, DateTimeOffset? changedSince, string? after, int most, CancellationToken cancellationToken) =>
        await ShopOrders.Packages(context, changedSince, after).Take(most).ToListAsync(cancellationToken);

    public async Task<PushResult> PushAsync(SyncContext context, PushRecord record, CancellationToken cancellationToken)
    {
        var package = await PackageToFulfil.FindAsync(context, record.InternalId, cancellationToken);
        if (package is null or { OrderId: null } or { IsReturn: true })
            return new PushResult.NotWanted(package is { IsReturn: true } ? "The package goes back to the sender." : "The package belongs to no order.");
        if (await ShopOrders.ExternalIdAsync(context, package.OrderId, cancellationToken) is not { } orderId)
            return new PushResult.NotWanted(ShopOrders.NotOfShop);
        var hash = PulledRecord.HashOf(package.TrackingId);
        if (record.ExternalId is not { } linked)
            return await FulfilAsync(context, package, orderId, hash, cancellationToken);
        if (record.SentHash == hash)
            return new PushResult.Unchanged();
        if (context.IsDryRun)
            return new PushResult.Planned("The fulfilment gets its tracking number.");
        if (record.SentHash is not null)
            await shop.UpdateTrackingAsync(context, linked, package.TrackingId, cancellationToken);
        return Done(context, package, linked, hash);
    }

    private async Task<PushResult> FulfilAsync(
        SyncContext context, PackageToFulfil package, string orderId, string hash, CancellationToken cancellationToken)
    {
        if (await shop.ReadAsync(context, orderId, cancellationToken) is not { } order)
            return new PushResult.NotWanted("The shop does not have the order any more.");
        if (FulfilmentMatch.Of(order, package.Id, package.TrackingId) is { } known)
            return Done(context, package, known.Id, hash);
        if (order.Status is "CANCELED" or "EXPIRED")
            throw new RecordRefusedException(order.Status, "The order is called off in the shop.");
        if (await WithoutNumberAsync(context, package, order, cancellationToken) is { } unnumbered)
        {
            if (context.IsDryRun)
                return new PushResult.Planned("A fulfilment that staff made gets its tracking number.");
            await shop.UpdateTrackingAsync(context, unnumbered, package.TrackingId, cancellationToken);
            return Done(context, package, unnumbered, hash);
        }

        return await CreateAsync(context, package, order, hash, cancellationToken);
    }

    /// <summary>Staff fulfilled the same lines before the number was known.</summary>
    private static async Task<string?> WithoutNumberAsync(
        SyncContext context, PackageToFulfil package, OrderToFulfil order, CancellationToken cancellationToken)
    {
        var ids = (order.Fulfillments ?? []).Select(f => f.Id).ToList();
        var linked = await context.Links.InternalIdsAsync(SyncEntities.Fulfilments, ids, cancellationToken);
        return FulfilmentMatch.WithoutNumber(order, f => linked.ContainsKey(f.Id), f => FulfilmentMatch.IsSame(order, f, package))?.Id;
    }

    private async Task<PushResult> CreateAsync(
        SyncContext context, PackageToFulfil package, OrderToFulfil order, string hash, CancellationToken cancellationToken)
    {
        var inputs = new List<LineInput>();
        var lines = (order.Lines ?? []).ToDictionary(l => l.Id, StringComparer.Ordinal);
        var defaultWarehouse = ((SaleorApp)context.App).Settings.DefaultWarehouseId;
        foreach (var planned in Plan(package, order))
        {
            if (FulfilmentStocks.Of(lines[planned.LineId], planned.Quantity, defaultWarehouse) is not { } stocks)
                return new PushResult.Blocked(new SyncDependency(SyncEntities.Warehouses, "default"));
            inputs.Add(new LineInput(planned.LineId, stocks));
        }

        if (context.IsDryRun)
            return new PushResult.Planned($"Order {order.Id} is fulfilled with {inputs.Count} lines.");
        var made = await shop.FulfilAsync(context, order.Id, inputs, package, cancellationToken);
        return Done(context, package, made, hash);
    }

    private static IReadOnlyList<PlannedLine> Plan(PackageToFulfil package, OrderToFulfil order)
    {
        if (package.Lines.Count > 0)
        {
            return FulfilmentPlan.TryAssign(order, package.Lines, out var planned) is { } problem
                ? throw new RecordRefusedException(NothingLeft, problem)
                : planned;
        }

        if (package.PackagesOfOrder > 1)
            throw new RecordRefusedException(ContentsUnknown, "The order has several packages, and nobody said what is in this one.");
        var rest = FulfilmentPlan.Rest(order);
        return rest.Count > 0 ? rest : throw new RecordRefusedException(NothingLeft, "Nothing of the order is left to fulfil in the shop.");
    }

    private static PushResult.Done Done(SyncContext context, PackageToFulfil package, string fulfilmentId, string hash)
    {
        context.Store(new SyncDependency(SyncEntities.Fulfilments, package.Id));
        context.Wish(new SyncWish(SyncEntities.PackageStates, SyncDirection.Push, package.Id));
        return new PushResult.Done(fulfilmentId, hash);
    }
}
