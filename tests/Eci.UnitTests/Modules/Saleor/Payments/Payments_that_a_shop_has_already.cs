using Eci.Modules.Saleor.Payments;
using Eci.UnitTests.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Payments;

internal sealed class Payments_that_a_shop_has_already
{
    private const string Shop = """
        {"id":"o","transactions":[{"id":"tx","pspReference":"ch_1"}],
         "payments":[
          {"id":"UGF5bWVudDox","gateway":"mirumee.payments.braintree","pspReference":"bt_9","transactions":[{"id":"t1","kind":"CAPTURE","token":"bt_1","isSuccess":true,"amount":{"amount":5}}]},
          {"id":"UGF5bWVudDoy","gateway":"app:1:eci.prepayment","isActive":true,"transactions":[
            {"id":"c1","kind":"CAPTURE","token":"bank_1","isSuccess":true,"amount":{"amount":10}},
            {"id":"c2","kind":"CAPTURE","token":"","isSuccess":true,"amount":{"amount":7}},
            {"id":"c3","kind":"CAPTURE","token":"","isSuccess":false,"amount":{"amount":9}}]}]}
        """;

    [TestCase("ch_1", 99, "tx")]
    [TestCase("bt_1", 5, "UGF5bWVudDox")]
    [TestCase("bt_9", 5, "UGF5bWVudDox")]
    [TestCase("bank_1", 10, "c1")]
    [TestCase("other", 7, "c2")]
    [TestCase("other", 9, null)]
    [TestCase("other", 5, null)]
    public void Are_found_by_number_and_transfers_also_by_amount(string number, double amount, string? found) =>
        Assert.That(PaymentMatch.Find(SaleorSamples.Money(Shop), number, (decimal)amount, _ => false), Is.EqualTo(found));

    [Test]
    public void Are_not_taken_from_another_payment() =>
        Assert.That(PaymentMatch.Find(SaleorSamples.Money(Shop), "other", 7, id => id is "c2"), Is.Null);

    [Test]
    public void Are_captured_only_when_the_newest_payment_waits_for_a_transfer()
    {
        Assert.That(SaleorSamples.Money(Shop).Prepayment?.Id, Is.EqualTo("UGF5bWVudDoy"));
        var card = Shop.Replace("UGF5bWVudDox", "UGF5bWVudDozMA==", StringComparison.Ordinal);
        Assert.That(SaleorSamples.Money(card).Prepayment, Is.Null, "Saleor would take the card's money");
    }
}
