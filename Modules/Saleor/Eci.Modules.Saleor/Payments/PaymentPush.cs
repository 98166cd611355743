using Eci.Commerce.Statuses;
using Eci.Core;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Payments;

/// <summary>
/// Payments that the hub heard of elsewhere, for example a transfer that the books know, are booked in the shop. No gateway is asked for
/// money: a transfer is counted to the order's prepayment, anything else becomes a transaction.
/// </summary>
internal sealed class PaymentPush(PaymentShop shop) : IPushSync
{
    /// <summary>Code of a payment that would make an order paid twice.</summary>
    public const string PaidAlready = "PAID_ALREADY";

    public string Entity => SyncEntities.Payments;

    public Type AppType => typeof(SaleorApp);

    public int Turn => SaleorTurns.Payments;

    public bool IsOn(App app) => app is SaleorApp { Credentials: not null, Settings.SyncOrders: true };

    public async Task<IReadOnlyList<string>> FindAsync(
        SyncContext context, DateTimeOffset? changedSince, string? after, int most, CancellationToken cancellationToken) =>
        await ShopOrders.Payments(context, changedSince, after).Select(p => p.Id).Take(most).ToListAsync(cancellationToken);

    public async Task<PushResult> PushAsync(SyncContext context, PushRecord record, CancellationToken cancellationToken)
    {
        if (record.ExternalId is not null)
            return new PushResult.Unchanged();
        var payment = await PaymentToTell.FindAsync(context, record.InternalId, cancellationToken);
        if (await ShopOrders.ExternalIdAsync(context, payment?.OrderId, cancellationToken) is not { } orderId || payment is null)
            return new PushResult.NotWanted(ShopOrders.NotOfShop);
        if (!PaymentStatuses.IsTaken(payment.Status))
            return new PushResult.NotWanted("The payment is not paid.");
        if (await shop.ReadAsync(context, orderId, cancellationToken) is not { } money)
            return new PushResult.NotWanted("The shop does not have the order any more.");
        var linked = await context.Links.InternalIdsAsync(SyncEntities.Payments, PaymentMatch.Candidates(money), cancellationToken);
        if (PaymentMatch.Find(money, payment.ReferenceNumber, payment.Amount, linked.ContainsKey) is { } known)
            return Done(context, payment, known);
        ThrowIfRefused(payment, money);
        if (context.IsDryRun)
            return new PushResult.Planned($"A payment of {payment.Amount:0.00} {payment.Currency} is booked.");
        var made = Fits(payment, money)
            ? await CaptureAsync(context, money, payment, linked.ContainsKey, cancellationToken)
            : await shop.CreateTransactionAsync(context, orderId, payment, cancellationToken);
        return Done(context, payment, made);
    }

    private static void ThrowIfRefused(PaymentToTell payment, ShopMoney money)
    {
        if (OrderMap.Currency(money.Total?.Currency) != payment.Currency)
            throw new RecordRefusedException("CURRENCY", $"The payment is in {payment.Currency}, the order is not.");
        var open = (money.Total?.Gross?.Amount ?? 0) - (money.TotalCharged?.Amount ?? 0);
        if (payment.Amount - payment.RefundedAmount > open + OrderTotals.Cent)
            throw new RecordRefusedException(PaidAlready, $"The shop has {open:0.00} left to be paid; this payment is {payment.Amount:0.00}.");
    }

    /// <summary>The order waits for a transfer of at least that amount.</summary>
    private static bool Fits(PaymentToTell payment, ShopMoney money) =>
        money.Prepayment is { IsActive: true } prepayment
            && payment.RefundedAmount == 0
            && (prepayment.AvailableCaptureAmount?.Amount ?? 0) >= payment.Amount;

    private async Task<string?> CaptureAsync(
        SyncContext context, ShopMoney money, PaymentToTell payment, Func<string, bool> isLinked, CancellationToken cancellationToken)
    {
        var before = PaymentMatch.Candidates(money).ToHashSet(StringComparer.Ordinal);
        var after = await shop.CaptureAsync(context, money.Id, payment.Amount, cancellationToken);
        var same = after?.Payments?.FirstOrDefault(p => p.Id == money.Prepayment!.Id);
        return same is null
            ? null
            : PaymentMatch.CaptureOf(same, payment.ReferenceNumber, payment.Amount, id => isLinked(id) || before.Contains(id))?.Id;
    }

    private static PushResult.Done Done(SyncContext context, PaymentToTell payment, string? externalId)
    {
        context.Store(new SyncDependency(SyncEntities.Payments, payment.Id));
        return new PushResult.Done(externalId, PulledRecord.HashOf(payment.ReferenceNumber));
    }
}
