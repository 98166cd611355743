using Eci.Commerce;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Steps;

/// <summary>Tells orders how their part in a shop stands.</summary>
internal sealed class StepObserver(IPublishEndpoint publish, TimeProvider time) : ISyncObserver
{
    public Type AppType => typeof(SaleorApp);

    public async Task HandledAsync(SyncContext context, SyncRecord record, CancellationToken cancellationToken)
    {
        if (StepOf(record) is not { } step || await OrderIdAsync(context, record, cancellationToken) is not { } orderId)
            return;

        // Every shop of a tenant is asked; those that do not have the order have nothing to say of it.
        if (record.Status is SyncStatus.Ignored && await ShopOrders.ExternalIdAsync(context, orderId, cancellationToken) is null)
            return;
        var key = record.Entity is SyncEntities.Orders or SyncEntities.Cancellations ? null : record.Key;
        await publish.Publish(
            new OrderStepReported(record.TenantId, orderId, step, key, StateOf(record.Status), time.GetUtcNow(), DetailOf(record)), cancellationToken);
    }

    private static string? StepOf(SyncRecord record) => (record.Entity, record.Direction) switch
    {
        (SyncEntities.Orders, SyncDirection.Pull) => OrderSteps.Order,
        (SyncEntities.Fulfilments, SyncDirection.Push) => OrderSteps.Fulfilment,
        (SyncEntities.PackageStates, SyncDirection.Push) => OrderSteps.PackageState,
        (SyncEntities.Cancellations, SyncDirection.Push) => OrderSteps.Cancellation,
        (SyncEntities.Payments, SyncDirection.Push) => OrderSteps.Payment,
        (SyncEntities.Refunds, SyncDirection.Push) => OrderSteps.Refund,
        _ => null,
    };

    private static OrderStepState StateOf(SyncStatus status) => status switch
    {
        SyncStatus.Done => OrderStepState.Done,
        SyncStatus.Failed => OrderStepState.Failed,
        SyncStatus.Blocked => OrderStepState.Blocked,
        SyncStatus.Ignored => OrderStepState.Skipped,
        _ => OrderStepState.Pending,
    };

    private static string? DetailOf(SyncRecord record) => record.Error ?? (record.BlockedBy is { } missing ? $"Waits for {missing}." : null);

    /// <summary>Orders of a page are known to the links already; what is pushed comes one by one.</summary>
    private static async Task<string?> OrderIdAsync(SyncContext context, SyncRecord record, CancellationToken cancellationToken)
    {
        switch (record.Entity)
        {
            case SyncEntities.Orders:
                return (await context.Links.InternalIdsAsync(SyncEntities.Orders, [record.Key], cancellationToken)).GetValueOrDefault(record.Key);
            case SyncEntities.Cancellations:
                return record.Key;
            case SyncEntities.Payments or SyncEntities.Refunds:
                return await context.Database.Set<Payment>().Where(p => p.Id == record.Key).Select(p => p.OrderId).SingleOrDefaultAsync(cancellationToken);
            default:
                return await context.Database.Set<Package>().Where(p => p.Id == record.Key).Select(p => p.OrderId).SingleOrDefaultAsync(cancellationToken);
        }
    }
}
