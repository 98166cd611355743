using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Payments;

/// <summary>A payment of Saleor's older payments API.</summary>
internal sealed record SaleorPayment
{
    public required string Id { get; init; }

    public string? Gateway { get; init; }

    public bool IsActive { get; init; }

    public DateTimeOffset? Created { get; init; }

    public string? ChargeStatus { get; init; }

    public string? PaymentMethodType { get; init; }

    public string? PspReference { get; init; }

    public SaleorMoney? Total { get; init; }

    /// <summary>What was taken and did not go back.</summary>
    public SaleorMoney? CapturedAmount { get; init; }

    public SaleorMoney? AvailableCaptureAmount { get; init; }

    public SaleorMoney? AvailableRefundAmount { get; init; }

    public SaleorCreditCard? CreditCard { get; init; }

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<SaleorPaymentStep>? Transactions { get; init; }
}

/// <summary>What a gateway was asked for, and whether it did it.</summary>
internal sealed record SaleorPaymentStep(string Id, DateTimeOffset? Created, string? Kind, string? Token, bool IsSuccess, SaleorMoney? Amount);

internal sealed record SaleorCreditCard(string? Brand);

/// <summary>A transaction of Saleor's Transactions API.</summary>
internal sealed record SaleorTransaction
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? PspReference { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public SaleorMoney? AuthorizedAmount { get; init; }

    public SaleorMoney? AuthorizePendingAmount { get; init; }

    /// <summary>What was taken and did not go back, nor is on its way back.</summary>
    public SaleorMoney? ChargedAmount { get; init; }

    public SaleorMoney? ChargePendingAmount { get; init; }

    public SaleorMoney? RefundedAmount { get; init; }

    public SaleorMoney? RefundPendingAmount { get; init; }

    public SaleorMoney? CanceledAmount { get; init; }

    public string? Method { get; init; }

    public string? PrivateMethod { get; init; }

    public string? Prepayment { get; init; }

    public SaleorTransactionMaker? CreatedBy { get; init; }

    public IReadOnlyList<SaleorTransactionEvent>? Events { get; init; }
}

/// <summary>The app that made a transaction; without id it was a person.</summary>
internal sealed record SaleorTransactionMaker(string? Id, string? Name, string? Identifier);

internal sealed record SaleorTransactionEvent(DateTimeOffset? CreatedAt, string? Type, string? PspReference, SaleorMoney? Amount);
