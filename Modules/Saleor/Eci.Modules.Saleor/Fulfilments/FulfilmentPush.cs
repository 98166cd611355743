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
/// was lost. When goods come from several warehouses it becomes several, which stand for one package.
/// </summary>
internal sealed class FulfilmentPush(FulfilmentShop shop, FulfilmentMaker maker) : IPushSync
{
    /// <summary>What the record of a package holds in place of a hash once the shop has called off a fulfilment of it, or lost it.</summary>
    public const string Broken = "called-off";

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
        if (record.ExternalId is null || record.SentHash is null or Broken)
            return await maker.MakeAsync(context, package, orderId, isBroken: record.SentHash is Broken, cancellationToken);
        var hash = FulfilmentMaker.HashOf(package);
        if (record.SentHash == hash)
            return new PushResult.Unchanged();
        if (context.IsDryRun)
            return new PushResult.Planned("The fulfilment gets its tracking number.");
        foreach (var fulfilmentId in await FulfilmentLinks.OfAsync(context, package.Id, cancellationToken))
            await shop.UpdateTrackingAsync(context, fulfilmentId, package.TrackingId, cancellationToken);
        context.Wish(new SyncWish(SyncEntities.PackageStates, SyncDirection.Push, package.Id));
        return new PushResult.Done(record.ExternalId, hash);
    }
}
