namespace Eci.Commerce.Statuses;

/// <summary>How the status of a payment goes on when a system tells its own, which may know less than the hub.</summary>
public static class PaymentStatuses
{
    /// <summary>Money came, whether or not some of it went back.</summary>
    public static bool IsTaken(PaymentStatus status) => status is PaymentStatus.Paid or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded;

    /// <summary>
    /// The status afterwards. Money that came stays so, and what went back stays gone; a payment that was cancelled is only revived by money.
    /// One that failed may be tried again; nothing goes back to PENDING.
    /// </summary>
    /// <param name="stored">What the hub has.</param>
    /// <param name="told">What the system says.</param>
    public static PaymentStatus Heard(PaymentStatus stored, PaymentStatus told) => RankOf(told) >= RankOf(stored) ? told : stored;

    /// <summary>
    /// The status after somebody recorded one who answers for the payment: money that came may turn out not to have come. Late news of its
    /// beginning, PENDING and AUTHORIZED, takes nothing back.
    /// </summary>
    /// <param name="stored">What the hub has.</param>
    /// <param name="told">What is recorded.</param>
    public static PaymentStatus Recorded(PaymentStatus stored, PaymentStatus told) => told switch
    {
        PaymentStatus.Pending => stored,
        PaymentStatus.Authorized when stored is not PaymentStatus.Pending => stored,
        _ => told,
    };

    private static int RankOf(PaymentStatus status) => status switch
    {
        PaymentStatus.Pending => 0,
        PaymentStatus.Authorized or PaymentStatus.Failed => 1,
        PaymentStatus.Cancelled => 2,
        PaymentStatus.Paid => 3,
        PaymentStatus.PartiallyRefunded => 4,
        _ => 5,
    };
}
