using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Fulfilments;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Orders that were called off elsewhere are called off in the shop, with the fulfilments of packages that never left.</summary>
internal sealed class CancellationPush(SaleorClient client, UnsentFulfilments unsent) : IPushSync
{
    /// <summary>Saleor's code of an order that cannot be called off any more.</summary>
    public const string TooLate = "CANNOT_CANCEL_ORDER";

    private static readonly SaleorOperation<OrderStatusAnswer> OrderStatus = SaleorOperation.Query<OrderStatusAnswer>("OrderStatus");
    private static readonly SaleorOperation<CancelOrderAnswer> CancelOrder = SaleorOperation.Mutation<CancelOrderAnswer>("CancelOrder");

    public string Entity => SyncEntities.Cancellations;

    public Type AppType => typeof(SaleorApp);

    public int Turn => SaleorTurns.Cancellations;

    public bool IsOn(App app) => app is SaleorApp { Credentials: not null, Settings.SyncOrders: true };

    public async Task<IReadOnlyList<string>> FindAsync(
        SyncContext context, DateTimeOffset? changedSince, string? after, int most, CancellationToken cancellationToken)
    {
        var ids = ShopOrders.Ids(context);
        var orders = context.Database.Set<Order>().Where(o => o.Status == Commerce.OrderStatus.Canceled && ids.Contains(o.Id));
        if (changedSince is { } since)
            orders = orders.Where(o => o.UpdatedAt >= since);
        if (after is not null)
            orders = orders.Where(o => o.Id.CompareTo(after) > 0);
        return await orders.OrderBy(o => o.Id).Select(o => o.Id).Take(most).ToListAsync(cancellationToken);
    }

    public async Task<PushResult> PushAsync(SyncContext context, PushRecord record, CancellationToken cancellationToken)
    {
        if (await ShopOrders.ExternalIdAsync(context, record.InternalId, cancellationToken) is not { } externalId)
            return new PushResult.NotWanted(ShopOrders.NotOfShop);
        if (!await context.Database.Set<Order>().AnyAsync(o => o.Id == record.InternalId && o.Status == Commerce.OrderStatus.Canceled, cancellationToken))
            return new PushResult.NotWanted("The order is not called off.");

        // What is called off stays so.
        if (record.SentHash is not null)
            return new PushResult.Unchanged();
        var done = new PushResult.Done(ExternalId: null, PulledRecord.HashOf(externalId));
        var app = (SaleorApp)context.App;
        var order = (await client.SendAsync(app, OrderStatus, new { id = externalId }, cancellationToken)).Order;
        if (order?.Status is null or "CANCELED" or "EXPIRED")
            return done;
        var fulfilled = (order.Fulfillments ?? []).Where(f => OrderFulfilments.IsValid(f.Status)).ToList();
        if (order.Status is not ("DRAFT" or "UNCONFIRMED" or "UNFULFILLED") && !await UnsentFulfilments.AreAllAsync(context, fulfilled, cancellationToken))
            throw new RecordRefusedException(TooLate, "The order, or a part of it, has left: it cannot be called off in the shop any more.");
        if (context.IsDryRun)
            return new PushResult.Planned("The order is called off in the shop.");
        await unsent.CallOffAsync(app, fulfilled, cancellationToken);
        var answer = await client.SendAsync(app, CancelOrder, new { id = externalId }, cancellationToken);
        SaleorErrors.ThrowIfAny(answer.OrderCancel?.Errors);
        return done;
    }
}

/// <summary>Answer of <c>OrderStatus</c>.</summary>
internal sealed record OrderStatusAnswer(ShopOrderStatus? Order);

internal sealed record ShopOrderStatus(string? Status, IReadOnlyList<ShopFulfilment>? Fulfillments);

internal sealed record ShopFulfilment(string Id, string? Status, SaleorReference? Warehouse);

/// <summary>Answer of <c>CancelOrder</c>.</summary>
internal sealed record CancelOrderAnswer(CancelOrderResult? OrderCancel);

internal sealed record CancelOrderResult(IReadOnlyList<SaleorError>? Errors);
