namespace Eci.Modules.Saleor.Payments;

/// <summary>What a shop is to be told of a refund.</summary>
/// <param name="Amount">What it does not know yet; 0 when it knows all.</param>
/// <param name="IsTransfer">By the older payments API, of a payment whose money the customer's bank moves.</param>
/// <param name="WhyNot">Why it is not to be told; null when it is.</param>
internal sealed record RefundPlan(decimal Amount, bool IsTransfer, string? WhyNot)
{
    public static RefundPlan OfTransaction(ShopMoney money, string transactionId, decimal refunded, string? ownAppId)
    {
        if ((money.Transactions ?? []).FirstOrDefault(t => t.Id == transactionId) is not { } transaction)
            return Not("The shop does not have the payment any more.");
        var known = (transaction.RefundedAmount?.Amount ?? 0) + (transaction.RefundPendingAmount?.Amount ?? 0) + TransactionMap.ChargedBack(transaction);
        if (refunded - known <= Orders.OrderTotals.Cent)
            return new RefundPlan(0, IsTransfer: false, WhyNot: null);
        return transaction.CreatedBy?.Id is { } maker && maker == ownAppId
            ? new RefundPlan(refunded - known, IsTransfer: false, WhyNot: null)
            : Not("The payment belongs to another app of the shop, which tells the shop of its refunds itself.");
    }

    /// <param name="money">What the shop knows.</param>
    /// <param name="externalId">Saleor's id of the payment or of one of its captures.</param>
    /// <param name="refunded">What went back of everything that the hub linked to that payment.</param>
    public static RefundPlan OfTransfer(ShopMoney money, string externalId, decimal refunded)
    {
        var payment = (money.Payments ?? []).FirstOrDefault(p => p.Id == externalId || LegacyPaymentMap.Captures(p).Any(c => c.Id == externalId));
        if (payment is null)
            return Not("The shop does not have the payment any more.");
        var open = refunded - LegacyPaymentMap.Refunded(payment);
        if (open <= Orders.OrderTotals.Cent)
            return new RefundPlan(0, IsTransfer: true, WhyNot: null);
        return money.Prepayment?.Id == payment.Id
            ? new RefundPlan(open, IsTransfer: true, WhyNot: null)
            : Not("A refund by the shop would send money once more: it is made at the gateway or in the shop.");
    }

    private static RefundPlan Not(string reason) => new(0, IsTransfer: false, reason);
}
