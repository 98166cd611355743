using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Payments;

/// <summary>Answer of <c>OrderMoney</c>.</summary>
internal sealed record OrderMoneyAnswer(ShopMoney? Order);

/// <summary>What a shop knows of an order's money.</summary>
internal sealed record ShopMoney
{
    public required string Id { get; init; }

    public string? Status { get; init; }

    public SaleorTaxedMoney? Total { get; init; }

    public SaleorMoney? TotalCharged { get; init; }

    public IReadOnlyList<SaleorPayment>? Payments { get; init; }

    public IReadOnlyList<SaleorTransaction>? Transactions { get; init; }

    /// <summary>
    /// The payment that Saleor captures and refunds, when nobody but the customer's bank moves its money; else null: Saleor takes the
    /// newest payment of an order, and would ask its gateway for real money.
    /// </summary>
    public SaleorPayment? Prepayment =>
        (Payments ?? []).MaxBy(p => SaleorIds.NumberOf(p.Id)) is { } newest && GatewayMap.IsPrepayment(newest.Gateway) ? newest : null;
}

/// <summary>Answer of <c>CreateTransaction</c>.</summary>
internal sealed record CreateTransactionAnswer(CreateTransactionResult? TransactionCreate);

internal sealed record CreateTransactionResult(SaleorReference? Transaction, IReadOnlyList<SaleorError>? Errors);

/// <summary>Answer of <c>ReportTransactionEvent</c>.</summary>
internal sealed record ReportEventAnswer(ReportEventResult? TransactionEventReport);

internal sealed record ReportEventResult(bool? AlreadyProcessed, IReadOnlyList<SaleorError>? Errors);

/// <summary>Answer of <c>CaptureOrder</c>.</summary>
internal sealed record CaptureOrderAnswer(OrderMoneyResult? OrderCapture);

/// <summary>Answer of <c>RefundOrder</c>.</summary>
internal sealed record RefundOrderAnswer(OrderMoneyResult? OrderRefund);

internal sealed record OrderMoneyResult(ShopMoney? Order, IReadOnlyList<SaleorError>? Errors);
