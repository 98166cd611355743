namespace Eci.Commerce.Statuses;

/// <summary>What payments and invoices say of an order. Amounts in other currencies than the order's are not counted.</summary>
internal static class MoneyStatuses
{
    /// <summary>Sums that differ by so little are the same: systems round lines and totals in different ways.</summary>
    public const decimal Tolerance = 0.01m;

    /// <summary>
    /// Stays as it is while the total is unknown, and without any payment. Goes back only from a refund to a payment: when the price is
    /// paid anew.
    /// </summary>
    public static OrderPaymentStatus Of(Order order, IReadOnlyCollection<Payment> payments)
    {
        var taken = payments.Where(p => IsOf(order, p.Currency) && PaymentStatuses.IsTaken(p.Status)).ToList();
        var paid = taken.Sum(p => p.Amount);
        var refunded = taken.Sum(Refunded);
        if (refunded > Tolerance && refunded >= paid - Tolerance)
            return OrderPaymentStatus.FullyRefunded;
        if (refunded > Tolerance && (order.TotalGross is null || paid - refunded < order.TotalGross - Tolerance))
            return order.PaymentStatus is OrderPaymentStatus.FullyRefunded ? order.PaymentStatus : OrderPaymentStatus.PartiallyRefunded;
        if (order.TotalGross is not { } total)
            return order.PaymentStatus;
        if (paid - refunded >= total - Tolerance)
            return IsRefunded(order.PaymentStatus) && refunded <= Tolerance ? order.PaymentStatus : OrderPaymentStatus.FullyPaid;
        return order.PaymentStatus is OrderPaymentStatus.Unpaid && paid > Tolerance ? OrderPaymentStatus.PartiallyPaid : order.PaymentStatus;
    }

    /// <summary>An invoice over several orders bills each of them as a whole.</summary>
    public static OrderInvoiceStatus Of(Order order, IReadOnlyCollection<Invoice> invoices)
    {
        var own = invoices.Where(i => IsOf(order, i.Currency)).ToList();
        if (own.Count == 0)
            return OrderInvoiceStatus.NotInvoiced;
        var isWhole = order.TotalGross is not { } total || own.Exists(i => i.Orders.Count > 1) || own.Sum(i => i.TotalGross) >= total - Tolerance;
        return isWhole ? OrderInvoiceStatus.Invoiced : OrderInvoiceStatus.PartiallyInvoiced;
    }

    private static bool IsOf(Order order, string currency) => order.Currency is null || string.Equals(order.Currency, currency, StringComparison.Ordinal);

    private static bool IsRefunded(OrderPaymentStatus status) => status is OrderPaymentStatus.PartiallyRefunded or OrderPaymentStatus.FullyRefunded;

    /// <summary>Some gateways say that a payment was refunded, and not by how much.</summary>
    private static decimal Refunded(Payment payment) =>
        payment is { Status: PaymentStatus.Refunded, RefundedAmount: 0 } ? payment.Amount : payment.RefundedAmount;
}
