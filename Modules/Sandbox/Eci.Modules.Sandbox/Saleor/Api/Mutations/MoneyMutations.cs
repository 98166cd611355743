using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Mutations of legacy payments.</summary>
internal sealed partial class Mutation
{
    [Needs(Permissions.Orders)]
    public static async Task<OrderCapture?> OrderCaptureAsync(IResolveFieldContext context, [Id] string id, decimal amount)
    {
        var payload = new OrderCapture();
        if (!payload.Find(context.Shop(), id))
            return payload;
        var payment = payload.Order!.PaidBy.LastOrDefault();
        if (amount <= 0)
            payload.Refuse("amount", OrderErrorCode.ZeroQuantity, "Amount should be a positive number.");
        else if (payment is null)
            payload.Refuse("payment", OrderErrorCode.PaymentMissing, "There's no payment associated with the order.");
        else if (!payment.IsActive || payment.Authorized == 0)
            payload.Refuse("payment", OrderErrorCode.CaptureInactivePayment, "Only pre-authorized payments can be captured");
        else if (amount > payment.Authorized)
            payload.Refuse("payment", OrderErrorCode.PaymentError, "Unable to charge more than authorized.");
        else if (await AskAsync(context, payload, payment, new PaymentCaptureEvent(payment), amount) is { } token)
            new Cashier(context.Shop().Data).Capture(payment, amount, token, context.Shop().Now);
        return payload;
    }

    [Needs(Permissions.Orders)]
    public static async Task<OrderRefund?> OrderRefundAsync(IResolveFieldContext context, [Id] string id, decimal amount)
    {
        var payload = new OrderRefund();
        if (!payload.Find(context.Shop(), id))
            return payload;
        var payment = payload.Order!.PaidBy.LastOrDefault();
        if (amount <= 0)
            payload.Refuse("amount", OrderErrorCode.ZeroQuantity, "Amount should be a positive number.");
        else if (payment is null)
            payload.Refuse("payment", OrderErrorCode.PaymentMissing, "There's no payment associated with the order.");
        else if (payment.Captured == 0 || payment.Gateway == Cashier.Manual)
            payload.Refuse("payment", OrderErrorCode.CannotRefund, "Payment cannot be refunded.");
        else if (amount > payment.Captured)
            payload.Refuse("payment", OrderErrorCode.PaymentError, "Cannot refund more than captured.");
        else if (await AskAsync(context, payload, payment, new PaymentRefundEvent(payment), amount) is { } token)
            new Cashier(context.Shop().Data).Refund(payment, amount, token, context.Shop().Now);
        return payload;
    }

    [Needs(Permissions.Orders)]
    public static async Task<OrderVoid?> OrderVoidAsync(IResolveFieldContext context, [Id] string id)
    {
        var payload = new OrderVoid();
        if (!payload.Find(context.Shop(), id))
            return payload;
        var payment = payload.Order!.PaidBy.LastOrDefault();
        if (payment is null)
            payload.Refuse("payment", OrderErrorCode.PaymentMissing, "There's no payment associated with the order.");
        else if (!payment.IsActive || payment.Authorized == 0)
            payload.Refuse("payment", OrderErrorCode.VoidInactivePayment, "Only pre-authorized payments can be voided");
        else if (await AskAsync(context, payload, payment, new PaymentVoidEvent(payment), payment.Authorized) is { } token)
            new Cashier(context.Shop().Data).Void(payment, token, context.Shop().Now);
        return payload;
    }

    [Needs(Permissions.Orders)]
    public static OrderMarkAsPaid? OrderMarkAsPaid(IResolveFieldContext context, [Id] string id, string? transactionReference)
    {
        var payload = new OrderMarkAsPaid();
        if (!payload.Find(context.Shop(), id))
            return payload;
        if (payload.Order!.PaidBy.Exists(payment => payment.IsActive) || payload.Order.Accounts.Count > 0)
            payload.Refuse(null, OrderErrorCode.PaymentError, "Orders with payments can not be manually marked as paid.");
        else
            new Cashier(context.Shop().Data).MarkAsPaid(payload.Order, transactionReference, context.Shop().Now);
        return payload;
    }

    /// <summary>Asks the app of the gateway, if it is one of an app.</summary>
    /// <returns>Reference of what the gateway did; null, with the reason, when it refuses.</returns>
    private static async Task<string?> AskAsync(IResolveFieldContext context, OrderPayload payload, Payment payment, PaymentHappening happened, decimal amount)
    {
        var payments = new Payments(context.Shop());
        if (payments.AppOf(payment.Gateway) is not { } gateway)
            return payment.Token;
        var answer = await payments.AskAsync(happened, gateway.App, gateway.Gateway, amount, context.CancellationToken);
        if (answer is { Error: null or "" })
            return answer.TransactionId ?? payment.Token;
        payload.Refuse("payment", OrderErrorCode.PaymentError, answer?.Error ?? "The payment gateway did not answer.");
        return null;
    }
}
