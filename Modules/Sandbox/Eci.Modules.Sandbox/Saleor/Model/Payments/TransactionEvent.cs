using System.Globalization;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum TransactionEventTypeEnum
{
    AuthorizationSuccess,
    AuthorizationFailure,
    AuthorizationAdjustment,
    AuthorizationRequest,
    AuthorizationActionRequired,
    ChargeActionRequired,
    ChargeSuccess,
    ChargeFailure,
    ChargeBack,
    ChargeRequest,
    RefundSuccess,
    RefundFailure,
    RefundReverse,
    RefundRequest,
    CancelSuccess,
    CancelFailure,
    CancelRequest,
    Info,
}

/// <summary>Something that an app reported of a transaction.</summary>
internal sealed class TransactionEvent(long number, TransactionEventTypeEnum? type, Money amount, DateTimeOffset createdAt)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(TransactionEvent), number.ToString(CultureInfo.InvariantCulture));

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public string PspReference { get; init; } = "";

    public string Message { get; init; } = "";

    public string ExternalUrl { get; init; } = "";

    public Money Amount => amount;

    public TransactionEventTypeEnum? Type => type;

    public IUserOrApp? CreatedBy { get; init; }

    public string? IdempotencyKey => null;
}
