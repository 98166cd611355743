using Eci.Modules.Saleor.Orders;

namespace Eci.Modules.Saleor.Payments;

/// <summary>Understands the payments and transactions of an order, each for itself: one that is not understood does not stop the others.</summary>
internal static class OrderPaymentsMap
{
    private const int LongestReference = 200;

    public static OrderPayments Of(SaleorOrder order, string currency)
    {
        var payments = new List<PaymentFacts>();
        var problems = new List<PaymentProblem>();
        var all = (order.Payments ?? []).SelectMany(p => LegacyPaymentMap.Of(p, currency))
            .Concat((order.Transactions ?? []).Select(t => TransactionMap.Of(t, currency)).OfType<PaymentFacts>());
        foreach (var payment in all)
        {
            if (ProblemOf(payment, payments) is { } problem)
                problems.Add(new PaymentProblem(payment.ExternalId, problem));
            else
                payments.Add(payment with { Currency = OrderMap.Currency(payment.Currency)! });
        }

        return new OrderPayments(payments, problems);
    }

    private static string? ProblemOf(PaymentFacts payment, List<PaymentFacts> others)
    {
        if (payment.ReferenceNumber.Length > LongestReference)
            return $"The payment's number is longer than {LongestReference} characters.";
        if (payment.Amount < 0 || payment.RefundedAmount < 0)
            return "The payment has an amount below zero.";
        if (OrderMap.Currency(payment.Currency) is null)
            return "The payment has no currency of ISO 4217.";
        if (others.Exists(other => other.ReferenceNumber == payment.ReferenceNumber))
            return "Another payment of the order has the same number.";
        return null;
    }
}
