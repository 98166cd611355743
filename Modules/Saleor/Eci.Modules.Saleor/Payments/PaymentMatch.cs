using Eci.Commerce;
using Eci.Modules.Saleor.Orders;

namespace Eci.Modules.Saleor.Payments;

/// <summary>Finds what a payment of the hub is in the shop. Pure.</summary>
internal static class PaymentMatch
{
    /// <summary>Saleor's id of the transaction, payment or capture; null when the shop lacks it.</summary>
    /// <param name="shop">What the shop knows.</param>
    /// <param name="reference">The gateway's number.</param>
    /// <param name="amount">What was taken.</param>
    /// <param name="isLinked">Whether another payment of the hub is it.</param>
    public static string? Find(ShopMoney shop, string reference, decimal amount, Func<string, bool> isLinked)
    {
        if ((shop.Transactions ?? []).FirstOrDefault(t => t.PspReference == reference || t.Id == reference) is { } transaction)
            return transaction.Id;
        foreach (var payment in shop.Payments ?? [])
        {
            var found = GatewayMap.IsPrepayment(payment.Gateway)
                ? CaptureOf(payment, reference, amount, isLinked)?.Id
                : Bears(payment, reference) ? payment.Id : null;
            if (found is not null)
                return found;
        }

        return null;
    }

    /// <summary>The capture that bears a number, else one of the same amount that no other payment is.</summary>
    public static SaleorPaymentStep? CaptureOf(SaleorPayment payment, string reference, decimal amount, Func<string, bool> isLinked)
    {
        var free = LegacyPaymentMap.Captures(payment).Where(c => !isLinked(c.Id)).ToList();
        return free.Find(c => LegacyPaymentMap.TokenOf(c) == reference)
            ?? free.Find(c => Money.Equal(c.Amount?.Amount ?? 0, amount, OrderTotals.Cent));
    }

    /// <summary>Everything that a payment of the hub can be.</summary>
    public static IReadOnlyList<string> Candidates(ShopMoney shop) =>
    [
        .. (shop.Transactions ?? []).Select(t => t.Id),
        .. (shop.Payments ?? []).Select(p => p.Id),
        .. (shop.Payments ?? []).SelectMany(LegacyPaymentMap.Captures).Select(c => c.Id),
    ];

    private static bool Bears(SaleorPayment payment, string reference) =>
        payment.PspReference == reference || (payment.Transactions ?? []).Any(t => t.IsSuccess && t.Kind is not "REFUND" && t.Token == reference);
}
