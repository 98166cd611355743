using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Orders that were called off elsewhere are called off in the shop.</summary>
internal sealed class CancellationPush(SaleorClient client) : IPushSync
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
        var status = (await client.SendAsync(app, OrderStatus, new { id = externalId }, cancellationToken)).Order?.Status;
        if (status is null or "CANCELED" or "EXPIRED")
            return done;
        if (status is not ("DRAFT" or "UNCONFIRMED" or "UNFULFILLED"))
            throw new RecordRefusedException(TooLate, "The shop has fulfilled the order, or a part of it: it cannot be called off there any more.");
        if (context.IsDryRun)
            return new PushResult.Planned("The order is called off in the shop.");
        var answer = await client.SendAsync(app, CancelOrder, new { id = externalId }, cancellationToken);
        SaleorErrors.ThrowIfAny(answer.OrderCancel?.Errors);
        return done;
    }
}

/// <summary>Answer of <c>OrderStatus</c>.</summary>
internal sealed record OrderStatusAnswer(ShopOrderStatus? Order);

internal sealed record ShopOrderStatus(string? Status);

/// <summary>Answer of <c>CancelOrder</c>.</summary>
internal sealed record CancelOrderAnswer(CancelOrderResult? OrderCancel);

internal sealed record CancelOrderResult(IReadOnlyList<SaleorError>? Errors);
