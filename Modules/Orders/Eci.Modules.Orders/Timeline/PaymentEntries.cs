using System.Globalization;
using Eci.Commerce;
using Eci.Commerce.Api.Timeline;
using Eci.Vocabulary;

namespace Eci.Modules.Orders.Timeline;

/// <summary>What a payment tells in the story of its order.</summary>
internal static class PaymentEntries
{
    public static IEnumerable<TimelineEntry> Of(Payment payment)
    {
        var status = WireName.Of(payment.Status);
        yield return Entry(
            payment, payment.Date ?? payment.CreatedAt, payment.CreatedAt, TimelineKinds.Payment, $"Payment of {Text(payment.Amount, payment.Currency)}: {status}");
        if (payment.RefundedAmount > 0)
        {
            yield return Entry(
                payment, payment.UpdatedAt, payment.UpdatedAt, TimelineKinds.Refund, $"{Text(payment.RefundedAmount, payment.Currency)} went back");
        }
    }

    private static TimelineEntry Entry(Payment payment, DateTimeOffset time, DateTimeOffset recordedAt, string kind, string title) => new(time, recordedAt, kind, title)
    {
        OrderId = payment.OrderId,
        Details = TimelineDetail.Of(("payment", payment.ReferenceNumber), ("status", WireName.Of(payment.Status))),
    };

    private static string Text(decimal amount, string currency) => $"{amount.ToString("0.00##", CultureInfo.InvariantCulture)} {currency}";
}
