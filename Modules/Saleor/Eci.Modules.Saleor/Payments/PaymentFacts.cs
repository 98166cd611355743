using Eci.Commerce;
using Eci.Commerce.Statuses;

namespace Eci.Modules.Saleor.Payments;

/// <summary>A payment as the hub understands it.</summary>
/// <param name="ExternalId">Saleor's id of what it is linked to.</param>
/// <param name="ReferenceNumber">The gateway's number; where it gave none, one made of Saleor's id.</param>
/// <param name="IsNumbered">The number is that of who moved the money: else a payment of the order with the same amount is the same one.</param>
internal sealed record PaymentFacts(
    string ExternalId,
    string ReferenceNumber,
    bool IsNumbered,
    GatewayFacts Gateway,
    PaymentStatus Status,
    decimal Amount,
    decimal RefundedAmount,
    string Currency,
    DateTimeOffset? Date)
{
    /// <summary>Money came, whether or not some of it went back.</summary>
    public bool IsTaken => PaymentStatuses.IsTaken(Status);
}

/// <summary>Who takes a payment, and how it is paid.</summary>
internal sealed record GatewayFacts(PaymentGateway Gateway, PaymentMethodType Method);

/// <summary>A payment that cannot be stored.</summary>
/// <param name="ExternalId">Saleor's id.</param>
/// <param name="Text">Why, in one sentence without personal data.</param>
internal sealed record PaymentProblem(string ExternalId, string Text);

/// <summary>What an order's payments are, and which of them are not understood.</summary>
internal sealed record OrderPayments(IReadOnlyList<PaymentFacts> Payments, IReadOnlyList<PaymentProblem> Problems);
