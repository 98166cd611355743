using Eci.Commerce;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Payments;

/// <summary>A payment of the hub that a shop may lack.</summary>
internal sealed record PaymentToTell(
    string Id,
    string? OrderId,
    string ReferenceNumber,
    PaymentStatus Status,
    decimal Amount,
    decimal RefundedAmount,
    string Currency,
    PaymentMethodType Method)
{
    /// <summary>What staff see in the shop.</summary>
    public string Name => Method switch
    {
        PaymentMethodType.BankTransfer => "Bank transfer",
        PaymentMethodType.Card => "Card",
        PaymentMethodType.Paypal => "PayPal",
        PaymentMethodType.CustomerCredit => "Customer credit",
        PaymentMethodType.Echeck => "eCheck",
        PaymentMethodType.GiftCard => "Gift card",
        _ => "Payment",
    };

    /// <summary>One statement. Null when the payment is gone.</summary>
    public static Task<PaymentToTell?> FindAsync(SyncContext context, string paymentId, CancellationToken cancellationToken) =>
        context.Database.Set<Payment>()
            .Where(p => p.Id == paymentId)
            .Select(p => new PaymentToTell(
                p.Id,
                p.OrderId,
                p.ReferenceNumber,
                p.Status,
                p.Amount,
                p.RefundedAmount,
                p.Currency,
                p.PaymentMethod == null ? PaymentMethodType.Unknown : p.PaymentMethod.Method))
            .SingleOrDefaultAsync(cancellationToken);
}
