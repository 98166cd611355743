using System.Globalization;
using Eci.Core;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Payments;

/// <summary>
/// Tells a shop of money that went back. Only where that moves none: of transactions that the hub itself made, and of transfers. Payment
/// apps tell of theirs themselves, and a refund by Saleor's older payments API would send money a second time.
/// </summary>
internal sealed class RefundPush(PaymentShop shop, RefundOwners owners) : IPushSync
{
    public string Entity => SyncEntities.Refunds;

    public Type AppType => typeof(SaleorApp);

    public int Turn => SaleorTurns.Refunds;

    public bool IsOn(App app) => app is SaleorApp { Credentials: not null, Settings.SyncOrders: true };

    public async Task<IReadOnlyList<string>> FindAsync(
        SyncContext context, DateTimeOffset? changedSince, string? after, int most, CancellationToken cancellationToken) =>
        await ShopOrders.Payments(context, changedSince, after)
            .Where(p => p.RefundedAmount > 0)
            .Select(p => p.Id)
            .Take(most)
            .ToListAsync(cancellationToken);

    public async Task<PushResult> PushAsync(SyncContext context, PushRecord record, CancellationToken cancellationToken)
    {
        var payment = await PaymentToTell.FindAsync(context, record.InternalId, cancellationToken);
        if (await ShopOrders.ExternalIdAsync(context, payment?.OrderId, cancellationToken) is not { } orderId || payment is null)
            return new PushResult.NotWanted(ShopOrders.NotOfShop);
        var hash = payment.RefundedAmount.ToString("0.####", CultureInfo.InvariantCulture);
        if (payment.RefundedAmount <= OrderTotals.Cent || record.SentHash == hash)
            return new PushResult.Unchanged();
        var links = await context.Links.ExternalIdsAsync(SyncEntities.Payments, [payment.Id], cancellationToken);
        if (!links.TryGetValue(payment.Id, out var externalId))
        {
            return new PushResult.Blocked(
                new SyncDependency(SyncEntities.Payments, payment.Id), new SyncWish(SyncEntities.Payments, SyncDirection.Push, payment.Id));
        }

        if (await shop.ReadAsync(context, orderId, cancellationToken) is not { } money)
            return new PushResult.NotWanted("The shop does not have the order any more.");
        var refund = SaleorIds.TypeOf(externalId) == SaleorIds.TransactionItem
            ? RefundPlan.OfTransaction(money, externalId, payment.RefundedAmount, owners.IdOf(context.App))
            : RefundPlan.OfTransfer(money, externalId, await RefundOwners.RefundedAsync(context, money, payment, externalId, cancellationToken));
        return await TellAsync(context, money, payment, externalId, refund, hash, cancellationToken);
    }

    private async Task<PushResult> TellAsync(
        SyncContext context, ShopMoney money, PaymentToTell payment, string externalId, RefundPlan refund, string hash, CancellationToken cancellationToken)
    {
        if (refund.WhyNot is { } reason)
            return new PushResult.NotWanted(reason);
        if (refund.Amount <= OrderTotals.Cent)
            return new PushResult.Done(ExternalId: null, hash);
        if (context.IsDryRun)
            return new PushResult.Planned($"A refund of {refund.Amount:0.00} {payment.Currency} is booked.");
        if (refund.IsTransfer)
            await shop.RefundAsync(context, money.Id, refund.Amount, cancellationToken);
        else
            await shop.ReportRefundAsync(context, externalId, refund.Amount, $"{payment.ReferenceNumber}-refund-{hash}", cancellationToken);
        return new PushResult.Done(ExternalId: null, hash);
    }
}
