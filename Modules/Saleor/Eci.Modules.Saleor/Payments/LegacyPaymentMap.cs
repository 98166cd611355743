using Eci.Commerce;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Orders;

namespace Eci.Modules.Saleor.Payments;

/// <summary>Understands payments of Saleor's older payments API. Pure.</summary>
internal static class LegacyPaymentMap
{
    /// <summary>Token of a prepayment that no transfer was assigned to.</summary>
    public const string NoToken = "NONE_VORKASSE_TOKEN";

    /// <summary>
    /// One payment of the hub per payment, or, where customers transfer money themselves, per amount that came in. None while nothing
    /// happened.
    /// </summary>
    public static IReadOnlyList<PaymentFacts> Of(SaleorPayment payment, string orderCurrency)
    {
        var currency = payment.Total?.Currency ?? orderCurrency;
        return GatewayMap.IsPrepayment(payment.Gateway) ? Transfers(payment, currency) : Single(payment, currency) is { } single ? [single] : [];
    }

    /// <summary>What took money.</summary>
    public static IEnumerable<SaleorPaymentStep> Captures(SaleorPayment payment) =>
        (payment.Transactions ?? []).Where(t => t is { IsSuccess: true, Kind: "CAPTURE" or "EXTERNAL" });

    public static decimal Refunded(SaleorPayment payment) => Sum((payment.Transactions ?? []).Where(t => t is { IsSuccess: true, Kind: "REFUND" }));

    /// <summary>Of money that came.</summary>
    public static PaymentStatus TakenStatus(decimal taken, decimal refunded)
    {
        if (refunded <= OrderTotals.Cent)
            return PaymentStatus.Paid;
        return refunded >= taken - OrderTotals.Cent ? PaymentStatus.Refunded : PaymentStatus.PartiallyRefunded;
    }

    /// <summary>The gateway's number of a step; null when it gave none.</summary>
    public static string? TokenOf(SaleorPaymentStep step) => step.Token is NoToken ? null : SaleorText.OrNull(step.Token);

    private static PaymentFacts? Single(SaleorPayment payment, string currency)
    {
        var taken = Taken(payment);
        var refunded = payment.ChargeStatus is "FULLY_REFUNDED" ? taken : Math.Min(Refunded(payment), taken);
        if (StatusOf(payment, taken, refunded) is not { } status)
            return null;
        var token = Token(payment);
        if (token is null && taken <= 0)
            return null;
        return new PaymentFacts(
            payment.Id,
            token ?? Made(payment.Id),
            IsNumbered: token is not null,
            GatewayMap.Of(payment),
            status,
            taken > 0 ? taken : payment.Total?.Amount ?? 0,
            refunded,
            currency,
            payment.Created);
    }

    private static List<PaymentFacts> Transfers(SaleorPayment payment, string currency)
    {
        var facts = new List<PaymentFacts>();
        var refunds = Refunded(payment);
        foreach (var capture in Captures(payment))
        {
            var amount = capture.Amount?.Amount ?? payment.Total?.Amount ?? 0;
            var refunded = Math.Min(refunds, amount);
            refunds -= refunded;

            // The gateway's app makes up the token, perhaps one for all captures: the bank's own number is not known here.
            var token = TokenOf(capture) is { } own && facts.TrueForAll(f => f.ReferenceNumber != own) ? own : null;
            facts.Add(new PaymentFacts(
                capture.Id,
                token ?? Made(capture.Id),
                IsNumbered: false,
                GatewayMap.Of(payment),
                TakenStatus(amount, refunded),
                amount,
                refunded,
                currency,
                capture.Created ?? payment.Created));
        }

        return facts;
    }

    private static decimal Taken(SaleorPayment payment)
    {
        var captured = Sum(Captures(payment));
        if (captured > 0)
            return captured;
        return payment.ChargeStatus switch
        {
            "FULLY_CHARGED" or "FULLY_REFUNDED" => payment.Total?.Amount ?? 0,
            "PARTIALLY_CHARGED" or "PARTIALLY_REFUNDED" => (payment.CapturedAmount?.Amount ?? 0) + Refunded(payment),
            _ => 0,
        };
    }

    private static PaymentStatus? StatusOf(SaleorPayment payment, decimal taken, decimal refunded)
    {
        if (taken > 0)
            return TakenStatus(taken, refunded);
        return payment.ChargeStatus switch
        {
            "PENDING" => PaymentStatus.Pending,
            "REFUSED" => PaymentStatus.Failed,
            "CANCELLED" => PaymentStatus.Cancelled,
            _ when Has(payment, "VOID") => PaymentStatus.Cancelled,
            _ when payment.IsActive && Has(payment, "AUTH") => PaymentStatus.Authorized,
            _ => null,
        };
    }

    private static bool Has(SaleorPayment payment, string kind) => (payment.Transactions ?? []).Any(t => t.IsSuccess && t.Kind == kind);

    /// <summary>Of what took the money, else of what reserved it: refunds have numbers of their own.</summary>
    private static string? Token(SaleorPayment payment)
    {
        var steps = (payment.Transactions ?? []).Where(t => t.IsSuccess && t.Kind is not ("REFUND" or "REFUND_ONGOING" or "VOID")).ToList();
        return steps.OrderBy(t => t.Kind is "CAPTURE" or "EXTERNAL" ? 0 : 1).Select(TokenOf).FirstOrDefault(t => t is not null)
            ?? SaleorText.OrNull(payment.PspReference);
    }

    private static decimal Sum(IEnumerable<SaleorPaymentStep> steps) => steps.Sum(t => t.Amount?.Amount ?? 0);

    private static string Made(string id) => $"saleor:{id}";
}
