using Eci.Commerce;
using Eci.Commerce.Statuses;
using Eci.Core;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Payments;

/// <summary>Writes the payments of a page of orders.</summary>
internal sealed class PaymentRows
{
    private const string TakenElsewhere = "Another order of the hub has a payment with the same number.";

    private readonly Dictionary<string, OrderPayments> _money = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Payment> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Payment> _byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<(PaymentGateway, PaymentMethodType, string), PaymentMethod> _methods = [];
    private readonly List<PaymentProblem> _clashes = [];
    private IReadOnlyDictionary<string, string> _links = new Dictionary<string, string>(StringComparer.Ordinal);
    private HashSet<string> _linked = [];

    public static async Task<PaymentRows> LoadAsync(
        SyncContext context, IReadOnlyList<SaleorOrder> orders, IReadOnlyList<Order> known, CancellationToken cancellationToken)
    {
        var rows = new PaymentRows();
        foreach (var order in orders)
            rows._money[order.Id] = OrderPaymentsMap.Of(order, OrderMap.Currency(order.Total?.Currency)!);
        var all = rows._money.Values.SelectMany(m => m.Payments).ToList();
        var ofOrders = known.SelectMany(o => o.Payments).ToList();
        rows._links = await context.Links.InternalIdsAsync(SyncEntities.Payments, [.. all.Select(p => p.ExternalId)], cancellationToken);
        var linked = await context.Links.ExternalIdsAsync(SyncEntities.Payments, [.. ofOrders.Select(p => p.Id)], cancellationToken);
        rows._linked = linked.Keys.ToHashSet(StringComparer.Ordinal);
        await rows.LoadRowsAsync(context, all, cancellationToken);
        foreach (var payment in ofOrders)
            rows.Know(payment);
        return rows;
    }

    /// <summary>Saleor's ids of all payments of the page.</summary>
    public IReadOnlyCollection<string> ExternalIds =>
        [.. _money.Values.SelectMany(m => m.Payments.Select(p => p.ExternalId).Concat(m.Problems.Select(p => p.ExternalId))).Distinct(StringComparer.Ordinal)];

    /// <summary>What is wrong with payments of an order; empty when nothing is.</summary>
    public IEnumerable<PaymentProblem> ProblemsOf(SaleorOrder order) => _money[order.Id].Problems.Concat(
        _clashes.Where(c => _money[order.Id].Payments.Any(p => p.ExternalId == c.ExternalId)));

    /// <summary>Saleor's ids of the payments of an order that are in the hub now.</summary>
    public IEnumerable<string> StoredOf(SaleorOrder order) =>
        _money[order.Id].Payments.Select(p => p.ExternalId).Except(ProblemsOf(order).Select(p => p.ExternalId), StringComparer.Ordinal);

    /// <summary>Each payment for itself: one that cannot be stored does not stop its order.</summary>
    public async Task ApplyAsync(OrderPage page, Order row, SaleorOrder order, CancellationToken cancellationToken)
    {
        foreach (var told in _money[order.Id].Payments)
        {
            var payment = Find(row, told);
            if (payment?.OrderId is { } other && other != row.Id)
            {
                _clashes.Add(new PaymentProblem(told.ExternalId, TakenElsewhere));
                continue;
            }

            payment ??= Add(page.Context, told);
            Fill(page.Context, payment, row, told);
            await page.Context.Links.LinkAsync(SyncEntities.Payments, told.ExternalId, payment.Id, cancellationToken);
            if (_linked.Add(payment.Id))
                TellWaiting(page, payment);
        }
    }

    private async Task LoadRowsAsync(SyncContext context, IReadOnlyList<PaymentFacts> told, CancellationToken cancellationToken)
    {
        var ids = _links.Values.ToList();
        var numbers = told.Select(p => p.ReferenceNumber).Distinct(StringComparer.Ordinal).ToList();
        var payments = await context.Database.Set<Payment>()
            .Where(p => ids.Contains(p.Id) || numbers.Contains(p.ReferenceNumber))
            .ToListAsync(cancellationToken);
        payments.ForEach(Know);
        foreach (var method in await context.Database.Set<PaymentMethod>().ToListAsync(cancellationToken))
            _methods[(method.Gateway, method.Method, method.Currency)] = method;
    }

    private void Know(Payment payment)
    {
        _byId[payment.Id] = payment;
        _byReference[payment.ReferenceNumber] = payment;
    }

    /// <summary>The shop has it now: what waits for that goes on.</summary>
    private static void TellWaiting(OrderPage page, Payment payment)
    {
        page.Context.Store(new SyncDependency(SyncEntities.Payments, payment.Id));
        if (page.Records.PushOf(SyncEntities.Payments, payment.Id) is { Status: SyncStatus.Failed } push)
            page.Records.Retry(push);
    }

    private Payment? Find(Order row, PaymentFacts told)
    {
        if (_links.TryGetValue(told.ExternalId, out var id) && _byId.TryGetValue(id, out var linked))
            return linked;
        if (_byReference.TryGetValue(told.ReferenceNumber, out var same))
            return same;
        return told.IsNumbered ? null : row.Payments.Find(p => IsSame(p, told));
    }

    /// <summary>A transfer that the books told of, and that somebody entered in the shop.</summary>
    private bool IsSame(Payment payment, PaymentFacts told) =>
        !_linked.Contains(payment.Id) && payment.Amount == told.Amount && payment.Currency == told.Currency && PaymentStatuses.IsTaken(payment.Status);

    private Payment Add(SyncContext context, PaymentFacts told)
    {
        var payment = new Payment
        {
            Id = Ids.New(IdPrefix.Payment),
            TenantId = context.App.TenantId,
            ReferenceNumber = told.ReferenceNumber,
            Currency = told.Currency,
        };
        context.Database.Add(payment);
        Know(payment);
        return payment;
    }

    private void Fill(SyncContext context, Payment payment, Order row, PaymentFacts told)
    {
        payment.OrderId = row.Id;
        payment.PaymentMethodId ??= MethodOf(context, told).Id;
        payment.Date ??= told.Date;
        PaymentProgress.Apply(payment, told);
    }

    private PaymentMethod MethodOf(SyncContext context, PaymentFacts told)
    {
        var key = (told.Gateway.Gateway, told.Gateway.Method, told.Currency);
        if (_methods.TryGetValue(key, out var method))
            return method;
        method = new PaymentMethod
        {
            Id = Ids.New(IdPrefix.PaymentMethod),
            TenantId = context.App.TenantId,
            Gateway = told.Gateway.Gateway,
            Method = told.Gateway.Method,
            Currency = told.Currency,
        };
        _methods.Add(key, method);
        context.Database.Add(method);
        return method;
    }
}
