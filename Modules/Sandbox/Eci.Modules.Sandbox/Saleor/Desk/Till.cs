using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Control;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>Money that the staff takes and gives back in whichever way the order is paid.</summary>
internal sealed class Till(ShopRequest request)
{
    private readonly Cashier _cashier = new(request.Data);

    public void Pay(Order order, StaffWish wish)
    {
        var amount = Checked(wish.Amount ?? order.Sums.Due, order.Sums.Due);
        if (order.Accounts.LastOrDefault() is { } item)
            new TransactionDesk(request).Report(item, TransactionEventTypeEnum.ChargeSuccess, amount, wish.PspReference ?? item.PspReference, "", request.Now);
        else if (order.PaidBy.LastOrDefault(payment => payment.Authorized > 0) is { } payment)
            _cashier.Capture(payment, Checked(amount, payment.Authorized), wish.PspReference ?? payment.Token, request.Now);
        else
            _cashier.MarkAsPaid(order, wish.PspReference, request.Now);
    }

    public void Refund(Order order, StaffWish wish)
    {
        var amount = Checked(wish.Amount ?? order.Sums.Charged, order.Sums.Charged);
        if (order.Accounts.LastOrDefault(item => item.Charged >= amount) is { } account)
            new TransactionDesk(request).Report(account, TransactionEventTypeEnum.RefundSuccess, amount, ReferenceOf(account, wish), "", request.Now);
        else if (order.PaidBy.LastOrDefault(payment => payment.Captured >= amount) is { } payment)
            _cashier.Refund(payment, amount, wish.PspReference ?? payment.Token, request.Now);
        else
            throw new DeskException("amount: no payment of the order has so much.");
    }

    /// <summary>The customer's bank takes money back.</summary>
    public void ChargeBack(Order order, StaffWish wish)
    {
        var account = order.Accounts.LastOrDefault() ?? throw new DeskException("The order has no transaction.");
        var amount = Checked(wish.Amount ?? account.Charged, account.Charged);
        new TransactionDesk(request).Report(account, TransactionEventTypeEnum.ChargeBack, amount, ReferenceOf(account, wish), "", request.Now);
    }

    private static string ReferenceOf(TransactionItem account, StaffWish wish) => wish.PspReference ?? $"refund-{account.Reported.Count}";

    private static decimal Checked(decimal amount, decimal most) =>
        amount > 0 && amount <= most ? amount : throw new DeskException($"amount: must be more than 0 and at most {most}.");
}
