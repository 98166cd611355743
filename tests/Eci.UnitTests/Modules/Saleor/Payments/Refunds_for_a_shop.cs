using Eci.Modules.Saleor.Payments;
using Eci.UnitTests.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Payments;

internal sealed class Refunds_for_a_shop
{
    [TestCase("QXBwOjE=", 8, 5, true)]
    [TestCase("QXBwOjE=", 3, 0, true)]
    [TestCase("QXBwOjI=", 3, 0, true)]
    [TestCase("QXBwOjI=", 8, 0, false)]
    public void Are_told_of_transactions_of_the_hub_only(string maker, double refunded, double told, bool isWanted)
    {
        var shop = SaleorSamples.Money($$"""{"id":"o","transactions":[{"id":"tx","refundedAmount":{"amount":2},"refundPendingAmount":{"amount":1},"createdBy":{"id":"{{maker}}"} }]}""");

        var plan = RefundPlan.OfTransaction(shop, "tx", (decimal)refunded, "QXBwOjE=");

        Assert.That((plan.Amount, plan.WhyNot is null), Is.EqualTo(((decimal)told, isWanted)));
    }

    [TestCase("app:1:eci.prepayment", 8, 6, true)]
    [TestCase("app:1:eci.prepayment", 2, 0, true)]
    [TestCase("mirumee.payments.braintree", 8, 0, false)]
    public void Never_send_money_once_more(string gateway, double refunded, double told, bool isWanted)
    {
        var shop = SaleorSamples.Money($$"""
            {"id":"o","payments":[{"id":"UGF5bWVudDox","gateway":"{{gateway}}","transactions":[
              {"id":"c1","kind":"CAPTURE","isSuccess":true,"amount":{"amount":20} },{"id":"r1","kind":"REFUND","isSuccess":true,"amount":{"amount":2} }] }] }
            """);

        var plan = RefundPlan.OfTransfer(shop, "c1", (decimal)refunded);

        Assert.That((plan.Amount, plan.WhyNot is null), Is.EqualTo(((decimal)told, isWanted)));
    }
}
