using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Eci.Sync.Rules;
using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Stores a page of orders.</summary>
internal sealed class OrderStore(ICommerceAnnouncement announcement, OrderReports reports)
{
    public async Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken)
    {
        await context.Links.InternalIdsAsync(SyncEntities.Orders, [.. records.Select(r => r.ExternalId)], cancellationToken);
        var readable = records.Where(r => IsStorable(context, r)).ToList();
        if (readable.Count == 0)
            return;
        var page = await OrderPageLoader.LoadAsync(context, [.. readable.Select(r => (SaleorOrder)r.Content)], cancellationToken);
        var created = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in readable)
        {
            if (await StoreAsync(page, record, created, cancellationToken) is { } order)
                await reports.TellAsync(page, order, (SaleorOrder)record.Content, cancellationToken);
        }

        foreach (var orderId in OrderChanges.Of(context.Database).Where(page.Orders.ContainsKey))
            await announcement.OrderStoredAsync(page.Orders[orderId], created.Contains(orderId), cancellationToken);
    }

    private static bool IsStorable(SyncContext context, PulledRecord record)
    {
        var problem = record.Content is SaleorOrder order
            ? OrderProblem.Of(order, ((SaleorApp)context.App).Settings)
            : "The order is not what the shop's contract says.";
        if (problem is not null)
            record.Fail(problem);
        return problem is null;
    }

    /// <summary>The order when it was stored; null when it was not.</summary>
    private static async Task<Order?> StoreAsync(OrderPage page, PulledRecord record, HashSet<string> created, CancellationToken cancellationToken)
    {
        var order = (SaleorOrder)record.Content;
        var row = page.Find(order);
        if (row is not null && !MayStore(page, row, order, record))
            return null;
        if (IsBlocked(page, order, record))
            return null;
        if (row is null)
        {
            row = New(page, order);
            created.Add(row.Id);
        }

        OrderFields.Apply(page, row, order);
        OrderParties.Apply(page, row, order);
        OrderLines.Apply(page, row, order);
        await page.Payments.ApplyAsync(page, row, order, cancellationToken);
        await page.Fulfilments.LinkAsync(page, row, order, cancellationToken);
        record.Done(row.Id);
        return row;
    }

    private static bool MayStore(OrderPage page, Order row, SaleorOrder order, PulledRecord record)
    {
        if (row.Origin == SaleorApp.Kind && row.ReferenceNumber is { } other && other != order.Id)
        {
            record.Fail($"Order {row.OrderNumber} of the hub is another order of a shop. Shops of a tenant need different prefixes.");
            return false;
        }

        // Another system is the master of it, or a later state is stored already. What the hub was only told of by API becomes the shop's.
        var mayWrite = row.Origin is Order.OriginApi || FieldOwnership.MayWrite(FieldGroup.OrderContents, SaleorApp.Kind, row.Origin, others: []);
        if (!mayWrite || row.ChangedAtOrigin > order.UpdatedAt)
        {
            record.Done(row.Id);
            return false;
        }

        return true;
    }

    /// <summary>Nobody has to pick what was called off: that news does not wait.</summary>
    private static bool IsBlocked(OrderPage page, SaleorOrder order, PulledRecord record)
    {
        if (!page.Settings.SyncProducts || OrderMap.Status(order.Status) is OrderStatus.Canceled)
            return false;
        var missing = page.Variants.Missing(order).ToList();
        if (missing.Count == 0)
            return false;
        var wishes = missing.Select(l => l.Variant!.Product?.Id).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(id => new SyncWish(SyncEntities.Products, SyncDirection.Pull, id))
            .ToList();
        record.Block(new SyncDependency(SyncEntities.Variants, OrderVariants.SkuOf(missing[0])!), wishes.FirstOrDefault());
        foreach (var wish in wishes.Skip(1))
            page.Context.Wish(wish);
        return true;
    }

    private static Order New(OrderPage page, SaleorOrder order)
    {
        var row = new Order
        {
            Id = Ids.New(IdPrefix.Order),
            TenantId = page.TenantId,
            OrderNumber = OrderMap.Number(order, page.Settings)!,
            Origin = SaleorApp.Kind,
            Status = OrderMap.Status(order.Status)!.Value,
        };
        page.Context.Database.Add(row);
        page.Orders.Add(row.Id, row);
        page.OrdersByNumber.Add(row.OrderNumber, row);
        return row;
    }
}
