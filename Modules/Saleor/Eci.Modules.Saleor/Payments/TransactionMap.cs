using System.Text.RegularExpressions;
using Eci.Commerce;
using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Payments;

/// <summary>Understands transactions of Saleor's Transactions API. Pure.</summary>
internal static partial class TransactionMap
{
    /// <summary>Null while nothing happened.</summary>
    public static PaymentFacts? Of(SaleorTransaction transaction, string orderCurrency)
    {
        var refunded = Amount(transaction.RefundedAmount) + ChargedBack(transaction);
        var taken = Amount(transaction.ChargedAmount) + refunded + Amount(transaction.RefundPendingAmount);
        var gateway = GatewayMap.Of(transaction);
        if (StatusAndAmount(transaction, gateway, taken, refunded) is not var (status, amount))
            return null;
        var number = Number(transaction.PspReference);
        return new PaymentFacts(
            transaction.Id,
            number ?? transaction.Id,
            IsNumbered: number is not null,
            gateway,
            status,
            amount,
            refunded,
            SaleorText.OrNull(transaction.ChargedAmount?.Currency ?? transaction.AuthorizedAmount?.Currency) ?? orderCurrency,
            transaction.CreatedAt);
    }

    private static (PaymentStatus Status, decimal Amount)? StatusAndAmount(
        SaleorTransaction transaction, GatewayFacts gateway, decimal taken, decimal refunded)
    {
        var reserved = Amount(transaction.AuthorizedAmount);
        var pending = Math.Max(Amount(transaction.ChargePendingAmount), Amount(transaction.AuthorizePendingAmount));
        var canceled = Amount(transaction.CanceledAmount);
        if (taken > 0)
            return (LegacyPaymentMap.TakenStatus(taken, refunded), taken);

        // A transfer that was promised reserves nothing.
        if (reserved > 0)
            return (gateway.Gateway is PaymentGateway.BankTransfer ? PaymentStatus.Pending : PaymentStatus.Authorized, reserved);
        if (pending > 0)
            return (PaymentStatus.Pending, pending);
        if (canceled > 0)
            return (PaymentStatus.Cancelled, canceled);
        var failed = transaction.Events?.LastOrDefault(e => e.Type is "CHARGE_FAILURE" or "AUTHORIZATION_FAILURE");
        return failed is null ? null : (PaymentStatus.Failed, Amount(failed.Amount));
    }

    /// <summary>What the customer's bank took back: Saleor takes it off what was charged, and calls it no refund.</summary>
    public static decimal ChargedBack(SaleorTransaction transaction) =>
        (transaction.Events ?? []).Where(e => e.Type is "CHARGE_BACK").Sum(e => Amount(e.Amount));

    /// <summary>Some apps give the customer's payment profile in place of a number, the same for all payments.</summary>
    private static string? Number(string? pspReference) =>
        SaleorText.OrNull(pspReference) is { } number && !PaymentProfile().IsMatch(number) ? number : null;

    private static decimal Amount(SaleorMoney? money) => money?.Amount ?? 0;

    [GeneratedRegex(@"^\d{8,10}-\d{8,10}$", RegexOptions.NonBacktracking)]
    private static partial Regex PaymentProfile();
}
