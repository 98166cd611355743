using Eci.Commerce;

namespace Eci.Modules.Saleor.Payments;

/// <summary>How a payment goes on: the shop may know less than the hub, and money that came or went back stays so.</summary>
internal static class PaymentProgress
{
    private const int Scale = 4;

    public static bool IsTaken(PaymentStatus status) =>
        status is PaymentStatus.Paid or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded;

    public static void Apply(Payment payment, PaymentFacts told)
    {
        if (!told.IsTaken && IsTaken(payment.Status))
            return;
        payment.Amount = decimal.Round(told.Amount, Scale);
        payment.RefundedAmount = Math.Max(payment.RefundedAmount, decimal.Round(told.RefundedAmount, Scale));
        payment.Status = told.IsTaken ? LegacyPaymentMap.TakenStatus(payment.Amount, payment.RefundedAmount) : told.Status;
    }
}
