using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal sealed record MoneyInput
{
    public required string Currency { get; init; }

    public decimal Amount { get; init; }
}

/// <summary>What is said of a transaction; creating and changing one take the same.</summary>
internal abstract record TransactionInput
{
    public string? Name { get; init; }

    public string? Message { get; init; }

    public string? PspReference { get; init; }

    public IReadOnlyList<TransactionActionEnum>? AvailableActions { get; init; }

    public MoneyInput? AmountAuthorized { get; init; }

    public MoneyInput? AmountCharged { get; init; }

    public MoneyInput? AmountRefunded { get; init; }

    public MoneyInput? AmountCanceled { get; init; }

    public IReadOnlyList<MetadataInput>? Metadata { get; init; }

    public IReadOnlyList<MetadataInput>? PrivateMetadata { get; init; }

    public string? ExternalUrl { get; init; }

    /// <summary>Amounts by what they mean.</summary>
    internal IEnumerable<(TransactionEventTypeEnum Type, MoneyInput Amount)> Amounts() =>
        new[]
        {
            (TransactionEventTypeEnum.AuthorizationSuccess, AmountAuthorized),
            (TransactionEventTypeEnum.ChargeSuccess, AmountCharged),
            (TransactionEventTypeEnum.RefundSuccess, AmountRefunded),
            (TransactionEventTypeEnum.CancelSuccess, AmountCanceled),
        }.Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2!));
}

internal sealed record TransactionCreateInput : TransactionInput;

internal sealed record TransactionUpdateInput : TransactionInput;

internal sealed record TransactionEventInput
{
    public string? PspReference { get; init; }

    public string? Message { get; init; }
}

internal enum TransactionCreateErrorCode
{
    Invalid,
    GraphqlError,
    NotFound,
    IncorrectCurrency,
    MetadataKeyRequired,
    Unique,
}

internal sealed class TransactionCreateError : MutationError<TransactionCreateErrorCode>;

internal sealed class TransactionCreate : Payload<TransactionCreateError, TransactionCreateErrorCode>
{
    public TransactionItem? Transaction { get; internal set; }
}

internal enum TransactionUpdateErrorCode
{
    Invalid,
    GraphqlError,
    NotFound,
    IncorrectCurrency,
    MetadataKeyRequired,
    Unique,
}

internal sealed class TransactionUpdateError : MutationError<TransactionUpdateErrorCode>;

internal sealed class TransactionUpdate : Payload<TransactionUpdateError, TransactionUpdateErrorCode>
{
    public TransactionItem? Transaction { get; internal set; }
}

internal enum TransactionEventReportErrorCode
{
    Invalid,
    GraphqlError,
    NotFound,
    IncorrectDetails,
    AlreadyExists,
}

internal sealed class TransactionEventReportError : MutationError<TransactionEventReportErrorCode>;

internal sealed class TransactionEventReport : Payload<TransactionEventReportError, TransactionEventReportErrorCode>
{
    public bool? AlreadyProcessed { get; internal set; }

    public TransactionItem? Transaction { get; internal set; }

    public TransactionEvent? TransactionEvent { get; internal set; }
}
