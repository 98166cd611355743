using Eci.Commerce;
using Eci.Commerce.Statuses;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Eci.Sync;
using Eci.Sync.Storage;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Steps;

/// <summary>A new package is to become a fulfilment.</summary>
internal sealed class FulfilPackageConsumer(ISyncRequests requests) : IConsumer<PackageRegistered>
{
    public Task Consume(ConsumeContext<PackageRegistered> context) =>
        requests.PushToAllAsync(typeof(SaleorApp), SyncEntities.Fulfilments, context.Message.PackageId, context.CancellationToken);
}

/// <summary>The shop is to know how a package stands.</summary>
internal sealed class TellPackageStateConsumer(ISyncRequests requests) : IConsumer<PackageStateTransition>
{
    public Task Consume(ConsumeContext<PackageStateTransition> context) =>
        requests.PushToAllAsync(typeof(SaleorApp), SyncEntities.PackageStates, context.Message.PackageId, context.CancellationToken);
}

/// <summary>The shop is to know what happened to an order elsewhere.</summary>
internal sealed class TellOrderConsumer(EciDbContext database, ISyncRequests requests) : IConsumer<OrderStored>
{
    public async Task Consume(ConsumeContext<OrderStored> context)
    {
        var orderId = context.Message.OrderId;
        if (await FindAsync(orderId, context.CancellationToken) is not { IsOfShop: true } order)
            return;
        if (order.Status is OrderStatus.Canceled)
            await requests.PushToAllAsync(typeof(SaleorApp), SyncEntities.Cancellations, orderId, context.CancellationToken);
        foreach (var payment in order.Payments)
        {
            if (!payment.IsLinked && PaymentStatuses.IsTaken(payment.Status))
                await requests.PushToAllAsync(typeof(SaleorApp), SyncEntities.Payments, payment.Id, context.CancellationToken);
            if (payment is { IsLinked: true, RefundedAmount: > 0 })
                await requests.PushToAllAsync(typeof(SaleorApp), SyncEntities.Refunds, payment.Id, context.CancellationToken);
        }
    }

    private Task<StoredOrder?> FindAsync(string orderId, CancellationToken cancellationToken)
    {
        var shops = database.Set<SaleorApp>().Where(a => a.Enabled).Select(a => a.Id);
        var links = database.Set<SyncLink>().Where(l => shops.Contains(l.AppId));
        return database.Set<Order>()
            .Where(o => o.Id == orderId)
            .Select(o => new StoredOrder(
                o.Status,
                links.Any(l => l.Entity == SyncEntities.Orders && l.InternalId == o.Id),
                o.Payments
                    .Select(p => new StoredPayment(
                        p.Id, p.Status, p.RefundedAmount, links.Any(l => l.Entity == SyncEntities.Payments && l.InternalId == p.Id)))
                    .ToList()))
            .AsSplitQuery()
            .SingleOrDefaultAsync(cancellationToken);
    }

    private sealed record StoredOrder(OrderStatus Status, bool IsOfShop, List<StoredPayment> Payments);

    private sealed record StoredPayment(string Id, PaymentStatus Status, decimal RefundedAmount, bool IsLinked);
}
