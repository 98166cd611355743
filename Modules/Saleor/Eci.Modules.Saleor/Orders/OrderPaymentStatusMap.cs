using Eci.Commerce;
using Eci.Modules.Saleor.Payments;

namespace Eci.Modules.Saleor.Orders;

/// <summary>How much of an order is paid, by all that Saleor says of it.</summary>
internal static class OrderPaymentStatusMap
{
    /// <summary>
    /// The furthest of what the order's fields and its payments say: each of them lags behind in some way of paying. Orders that cost
    /// nothing are paid.
    /// </summary>
    public static OrderPaymentStatus Of(SaleorOrder order, IReadOnlyCollection<PaymentFacts> payments)
    {
        if (IsPaidAnew(order.Total?.Gross?.Amount, payments))
            return OrderPaymentStatus.FullyPaid;
        var told = Furthest(OfPaymentStatus(order.PaymentStatus), OfChargeStatus(order.ChargeStatus));
        return Furthest(told, OfPayments(order.Total?.Gross?.Amount, payments));
    }

    /// <summary>Some went back, and what stays covers the price all the same: it was paid twice, or once more.</summary>
    private static bool IsPaidAnew(decimal? total, IReadOnlyCollection<PaymentFacts> payments)
    {
        var taken = payments.Where(p => p.IsTaken).ToList();
        var refunded = taken.Sum(p => p.RefundedAmount);
        var kept = taken.Sum(p => p.Amount) - refunded;
        return total is { } price && refunded > OrderTotals.Cent && kept > OrderTotals.Cent && kept >= price - OrderTotals.Cent;
    }

    private static OrderPaymentStatus OfPaymentStatus(string? status) => status switch
    {
        "FULLY_CHARGED" => OrderPaymentStatus.FullyPaid,
        "PARTIALLY_CHARGED" => OrderPaymentStatus.PartiallyPaid,
        "FULLY_REFUNDED" => OrderPaymentStatus.FullyRefunded,
        "PARTIALLY_REFUNDED" => OrderPaymentStatus.PartiallyRefunded,
        _ => OrderPaymentStatus.Unpaid,
    };

    private static OrderPaymentStatus OfChargeStatus(string? status) => status switch
    {
        "FULL" or "OVERCHARGED" => OrderPaymentStatus.FullyPaid,
        "PARTIAL" => OrderPaymentStatus.PartiallyPaid,
        _ => OrderPaymentStatus.Unpaid,
    };

    private static OrderPaymentStatus OfPayments(decimal? total, IReadOnlyCollection<PaymentFacts> payments)
    {
        var taken = payments.Where(p => p.IsTaken).Sum(p => p.Amount);
        var refunded = payments.Where(p => p.IsTaken).Sum(p => p.RefundedAmount);
        if (refunded > OrderTotals.Cent)
            return refunded >= taken - OrderTotals.Cent ? OrderPaymentStatus.FullyRefunded : OrderPaymentStatus.PartiallyRefunded;
        if (taken <= OrderTotals.Cent)
            return OrderPaymentStatus.Unpaid;
        return total is { } price && taken >= price - OrderTotals.Cent ? OrderPaymentStatus.FullyPaid : OrderPaymentStatus.PartiallyPaid;
    }

    private static OrderPaymentStatus Furthest(OrderPaymentStatus one, OrderPaymentStatus other) => one > other ? one : other;
}
