using Eci.Modules.Saleor.Payments;
using Eci.UnitTests.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Payments;

internal sealed class Payments_of_an_order_that_are_not_understood
{
    private const string Good = """{"id":"good","pspReference":"ch_1","chargedAmount":{"amount":20,"currency":"EUR"}}""";

    [TestCase("""{"id":"bad","pspReference":"ch_2","chargedAmount":{"amount":25,"currency":"EUR"},"refundedAmount":{"amount":-5,"currency":"EUR"}}""", "The payment has an amount below zero.")]
    [TestCase("""{"id":"bad","pspReference":"ch_2","chargedAmount":{"amount":5,"currency":"DOGE"}}""", "The payment has no currency of ISO 4217.")]
    [TestCase("""{"id":"bad","pspReference":"ch_1","chargedAmount":{"amount":5,"currency":"EUR"}}""", "Another payment of the order has the same number.")]
    public void Say_why_and_leave_the_others(string transaction, string problem)
    {
        var payments = OrderPaymentsMap.Of(SaleorSamples.Order($$"""{"transactions":[{{Good}},{{transaction}}]}"""), "EUR");

        Assert.That(payments.Payments.Select(p => p.ExternalId), Is.EqualTo(new[] { "good" }));
        Assert.That(payments.Problems, Is.EqualTo(new[] { new PaymentProblem("bad", problem) }));
    }
}
