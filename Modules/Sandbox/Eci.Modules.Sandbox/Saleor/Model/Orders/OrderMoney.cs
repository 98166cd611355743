namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Sums of an order, taken from its lines, discounts and payments.</summary>
internal sealed class OrderMoney(Order order)
{
    private string Currency => order.Channel.Currency;

    /// <summary>Lines as sold.</summary>
    public TaxedMoney Subtotal => Sum(order.Items.Select(line => line.TotalPrice));

    public TaxedMoney Shipping { get; set; } = TaxedMoney.OfGross(order.Channel.Currency, 0, 0);

    public decimal ShippingTaxRate { get; set; }

    public decimal PaidByGiftCards { get; set; }

    /// <summary>What is still to be paid.</summary>
    public decimal Due => Math.Max(0, Total.Gross.Value - Charged);

    /// <summary>What the customer has to pay: gift cards are taken off, and lines carry their part of a voucher already.</summary>
    public TaxedMoney Total => Less(Sum([Subtotal, Shipping]), PaidByGiftCards);

    public TaxedMoney UndiscountedTotal => Sum([.. order.Items.Select(line => line.UndiscountedTotalPrice), Shipping]);

    public decimal Authorized => order.PaidBy.Where(p => p.IsActive).Sum(p => p.Authorized) + order.Accounts.Sum(t => t.AuthorizedAmount.Value);

    public decimal Charged => order.PaidBy.Where(p => p.IsActive).Sum(p => p.Captured) + order.Accounts.Sum(t => t.ChargedAmount.Value);

    public decimal Refunded => order.PaidBy.Sum(p => p.Refunded) + order.Accounts.Sum(t => t.RefundedAmount.Value);

    public OrderChargeStatusEnum ChargeStatus => Charged switch
    {
        var charged when charged > Total.Gross.Value => OrderChargeStatusEnum.Overcharged,
        var charged when charged == Total.Gross.Value => OrderChargeStatusEnum.Full,
        > 0 => OrderChargeStatusEnum.Partial,
        _ => OrderChargeStatusEnum.None,
    };

    public OrderAuthorizeStatusEnum AuthorizeStatus => (Authorized + Charged) switch
    {
        var known when known >= Total.Gross.Value => OrderAuthorizeStatusEnum.Full,
        > 0 => OrderAuthorizeStatusEnum.Partial,
        _ => OrderAuthorizeStatusEnum.None,
    };

    /// <summary>Of the last legacy payment, or told from the transactions when there is none.</summary>
    public PaymentChargeStatusEnum PaymentStatus => order.PaidBy.Count > 0 ? order.PaidBy[^1].ChargeStatus : ChargeStatus switch
    {
        _ when Refunded > 0 => Charged > 0 ? PaymentChargeStatusEnum.PartiallyRefunded : PaymentChargeStatusEnum.FullyRefunded,
        OrderChargeStatusEnum.None when Total.Gross.Value > 0 => PaymentChargeStatusEnum.NotCharged,
        OrderChargeStatusEnum.Partial => PaymentChargeStatusEnum.PartiallyCharged,
        _ => PaymentChargeStatusEnum.FullyCharged,
    };

    public Money Of(decimal amount) => new(Currency, amount);

    /// <summary>Takes from gross and net in proportion, as Saleor does with gift cards.</summary>
    private TaxedMoney Less(TaxedMoney sum, decimal amount) => amount == 0
        ? sum
        : new TaxedMoney(Currency, sum.Gross.Value - amount, Math.Max(0, sum.Net.Value - Money.Round(amount * sum.Net.Value / sum.Gross.Value, Currency)));

    private TaxedMoney Sum(IEnumerable<TaxedMoney> parts)
    {
        var all = parts.ToList();
        return new TaxedMoney(Currency, all.Sum(part => part.Gross.Value), all.Sum(part => part.Net.Value));
    }
}
