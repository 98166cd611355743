using Eci.Commerce;
using Eci.Commerce.Statuses;

namespace Eci.Modules.Saleor.Payments;

/// <summary>How a payment goes on: the shop may know less than the hub, and money that came or went back stays so.</summary>
internal static class PaymentProgress
{
    private const int Scale = 4;

    public static void Apply(Payment payment, PaymentFacts told)
    {
        if (PaymentStatuses.Heard(payment.Status, told.Status) != told.Status && !told.IsTaken)
            return;
        payment.Amount = decimal.Round(told.Amount, Scale);
        payment.RefundedAmount = Math.Max(payment.RefundedAmount, decimal.Round(told.RefundedAmount, Scale));
        payment.Status = told.IsTaken ? StatusOfTaken(payment) : told.Status;
    }

    /// <summary>Some systems say that a payment was refunded, and not by how much.</summary>
    private static PaymentStatus StatusOfTaken(Payment payment)
    {
        var status = LegacyPaymentMap.TakenStatus(payment.Amount, payment.RefundedAmount);
        return payment.RefundedAmount > 0 ? status : PaymentStatuses.Heard(payment.Status, status);
    }
}
