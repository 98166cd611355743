using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>Keeps the books of the transactions API: amounts follow from what was reported.</summary>
internal sealed class TransactionDesk(ShopRequest request)
{
    public TransactionItem Create(Order order, IUserOrApp? creator)
    {
        var item = request.Data.Register(new TransactionItem(request.Data.NextNumber(nameof(TransactionItem)), order, request.Now) { Creator = creator });
        order.Accounts.Add(item);
        return item;
    }

    public TransactionEvent Report(TransactionItem item, TransactionEventTypeEnum type, decimal amount, string reference, string message, DateTimeOffset at)
    {
        var paidBefore = item.PaysFor.Sums.Charged;
        var refundedBefore = item.PaysFor.Sums.Refunded;
        var happened = new TransactionEvent(request.Data.NextNumber(nameof(TransactionEvent)), type, new Money(item.PaysFor.Channel.Currency, amount), at)
        {
            PspReference = reference,
            Message = message,
            CreatedBy = request.App,
        };
        item.Reported.Add(happened);
        Sum(item);
        item.ModifiedAt = request.Now;
        item.PaysFor.UpdatedAt = request.Now;
        Tell(item.PaysFor, paidBefore, refundedBefore);
        return happened;
    }

    /// <summary>Makes an amount what an app says it is: what is missing to it is reported.</summary>
    public void Settle(TransactionItem item, TransactionEventTypeEnum type, decimal amount)
    {
        var known = item.Reported.Where(e => e.Type == type).Sum(e => e.Amount.Value);
        // Charging uses up what was authorised, and apps name what is left.
        var used = type switch
        {
            TransactionEventTypeEnum.AuthorizationSuccess => item.Charged + item.Refunded,
            TransactionEventTypeEnum.ChargeSuccess => item.Refunded,
            _ => 0,
        };
        if (amount + used != known)
            Report(item, type, amount + used - known, item.PspReference, "", request.Now);
    }

    private void Tell(Order order, decimal paidBefore, decimal refundedBefore)
    {
        if (order.Sums.Charged > paidBefore)
        {
            request.Data.Happened(new OrderPaid(order));
            if (order.IsPaid)
                request.Data.Happened(new OrderFullyPaid(order));
        }

        if (order.Sums.Refunded > refundedBefore)
        {
            request.Data.Happened(new OrderRefunded(order));
            if (order.Sums.Charged == 0)
                request.Data.Happened(new OrderFullyRefunded(order));
        }

        request.Data.Happened(new OrderUpdated(order));
    }

    /// <summary>Adds up what was reported. What was only asked for is pending until its reference succeeds or fails.</summary>
    private static void Sum(TransactionItem item)
    {
        decimal Of(TransactionEventTypeEnum type) => item.Reported.Where(e => e.Type == type).Sum(e => e.Amount.Value);
        decimal Pending(TransactionEventTypeEnum asked, TransactionEventTypeEnum done, TransactionEventTypeEnum failed) => item.Reported
            .Where(e => e.Type == asked && !item.Reported.Exists(other => other.PspReference == e.PspReference && (other.Type == done || other.Type == failed)))
            .Sum(e => e.Amount.Value);

        var charges = Of(TransactionEventTypeEnum.ChargeSuccess);
        var refunds = Of(TransactionEventTypeEnum.RefundSuccess) - Of(TransactionEventTypeEnum.RefundReverse);
        item.Canceled = Of(TransactionEventTypeEnum.CancelSuccess);
        item.ChargePending = Pending(TransactionEventTypeEnum.ChargeRequest, TransactionEventTypeEnum.ChargeSuccess, TransactionEventTypeEnum.ChargeFailure);
        item.RefundPending = Pending(TransactionEventTypeEnum.RefundRequest, TransactionEventTypeEnum.RefundSuccess, TransactionEventTypeEnum.RefundFailure);
        item.AuthorizePending = Pending(
            TransactionEventTypeEnum.AuthorizationRequest, TransactionEventTypeEnum.AuthorizationSuccess, TransactionEventTypeEnum.AuthorizationFailure);
        item.Authorized = Math.Max(0, Of(TransactionEventTypeEnum.AuthorizationSuccess) - charges - item.ChargePending - item.Canceled);
        item.Refunded = refunds;
        item.Charged = charges - refunds - item.RefundPending - Of(TransactionEventTypeEnum.ChargeBack);
    }
}
