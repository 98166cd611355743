using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;

namespace Eci.Modules.Saleor.Payments;

/// <summary>What payments ask of a shop.</summary>
internal sealed class PaymentShop(SaleorClient client)
{
    private static readonly SaleorOperation<OrderMoneyAnswer> OrderMoney = SaleorOperation.Query<OrderMoneyAnswer>("OrderMoney");
    private static readonly SaleorOperation<CreateTransactionAnswer> CreateTransaction =
        SaleorOperation.Mutation<CreateTransactionAnswer>("CreateTransaction");

    private static readonly SaleorOperation<ReportEventAnswer> ReportEvent = SaleorOperation.Mutation<ReportEventAnswer>("ReportTransactionEvent");
    private static readonly SaleorOperation<CaptureOrderAnswer> CaptureOrder = SaleorOperation.Mutation<CaptureOrderAnswer>("CaptureOrder");
    private static readonly SaleorOperation<RefundOrderAnswer> RefundOrder = SaleorOperation.Mutation<RefundOrderAnswer>("RefundOrder");

    /// <summary>Null when the shop does not have the order.</summary>
    public async Task<ShopMoney?> ReadAsync(SyncContext context, string orderId, CancellationToken cancellationToken) =>
        (await client.SendAsync((SaleorApp)context.App, OrderMoney, new { id = orderId }, cancellationToken)).Order;

    /// <summary>Books a payment that happened elsewhere: no gateway is asked.</summary>
    /// <returns>Saleor's id of the transaction.</returns>
    public async Task<string?> CreateTransactionAsync(
        SyncContext context, string orderId, PaymentToTell payment, CancellationToken cancellationToken)
    {
        var transaction = new
        {
            name = payment.Name,
            pspReference = payment.ReferenceNumber,
            availableActions = Array.Empty<string>(),
            amountCharged = new { amount = payment.Amount - payment.RefundedAmount, currency = payment.Currency },
            amountRefunded = payment.RefundedAmount > 0 ? new { amount = payment.RefundedAmount, currency = payment.Currency } : null,
        };
        var answer = await client.SendAsync((SaleorApp)context.App, CreateTransaction, new { id = orderId, transaction }, cancellationToken);
        SaleorErrors.ThrowIfAny(answer.TransactionCreate?.Errors);
        return answer.TransactionCreate?.Transaction?.Id;
    }

    /// <summary>Tells that money went back; the shop knows a repetition by the number.</summary>
    public async Task ReportRefundAsync(
        SyncContext context, string transactionId, decimal amount, string number, CancellationToken cancellationToken)
    {
        var variables = new { id = transactionId, type = "REFUND_SUCCESS", amount, pspReference = number };
        var answer = await client.SendAsync((SaleorApp)context.App, ReportEvent, variables, cancellationToken);
        SaleorErrors.ThrowIfAny(answer.TransactionEventReport?.Errors);
    }

    /// <summary>Counts a transfer to the order's newest payment.</summary>
    /// <returns>The order's money after that, as far as <c>CaptureOrder</c> selects it.</returns>
    public async Task<ShopMoney?> CaptureAsync(SyncContext context, string orderId, decimal amount, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync((SaleorApp)context.App, CaptureOrder, new { id = orderId, amount }, cancellationToken);
        SaleorErrors.ThrowIfAny(answer.OrderCapture?.Errors);
        return answer.OrderCapture?.Order;
    }

    /// <summary>Takes an amount off the order's newest payment.</summary>
    public async Task RefundAsync(SyncContext context, string orderId, decimal amount, CancellationToken cancellationToken)
    {
        var answer = await client.SendAsync((SaleorApp)context.App, RefundOrder, new { id = orderId, amount }, cancellationToken);
        SaleorErrors.ThrowIfAny(answer.OrderRefund?.Errors);
    }
}
