using Eci.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Orders;

internal sealed class Totals_of_Saleor_orders
{
    private const string Shipping = """ "shippingPrice":{"net":{"amount":4.2},"gross":{"amount":5.0}} """;

    [Test]
    public void Fit_when_lines_and_shipping_add_up() => Assert.That(
        Of("""{"total":{"net":{"amount":21.01},"gross":{"amount":25.0}},""" + Shipping + "}"), Is.EqualTo(new OrderTotals(0, null)));

    [TestCase(20.02)]
    [TestCase(19.98)]
    public void Fit_when_a_shop_rounds_each_line(double gross) =>
        Assert.That(Of($$"""{"total":{"net":{"amount":16.81},"gross":{"amount":{{gross}} } } }""").Mismatch, Is.Null);

    [TestCase("JPY", 21, true)]
    [TestCase("JPY", 23, false)]
    [TestCase("KWD", 20.002, true)]
    [TestCase("KWD", 20.02, false)]
    public void Fit_as_far_as_the_currency_has_coins(string currency, double gross, bool fits) => Assert.That(
        Of($$"""{"total":{"currency":"{{currency}}","net":{"amount":16.81},"gross":{"amount":{{gross}} } } }""").Mismatch is null, Is.EqualTo(fits));

    [Test]
    public void Are_explained_by_a_discount_beside_the_lines()
    {
        var totals = Of("""{"total":{"net":{"amount":12.61},"gross":{"amount":15.0}},"discounts":[{"amount":{"amount":5.0}}]}""");

        Assert.That(totals, Is.EqualTo(new OrderTotals(4.2m, null)));
    }

    [Test]
    public void Do_not_count_a_discount_twice_that_is_in_the_lines() => Assert.That(
        Of("""{"discounts":[{"amount":{"amount":5.0}}]}"""), Is.EqualTo(new OrderTotals(0, null)));

    [Test]
    public void Are_explained_by_a_gift_card_that_paid_a_part() => Assert.That(
        Of("""{"total":{"net":{"amount":4},"gross":{"amount":5}},"giftCards":[{"id":"R2lmdENhcmQ6MQ=="}]}"""), Is.EqualTo(new OrderTotals(12.81m, null)));

    [TestCase(19.97, "Lines, shipping and discounts add up to 20.00, the total is 19.97.")]
    [TestCase(23, "Lines, shipping and discounts add up to 20.00, the total is 23.00.")]
    public void Are_told_of_when_nothing_explains_them(double gross, string mismatch) => Assert.That(
        Of($$"""{"total":{"net":{"amount":16.81},"gross":{"amount":{{gross}} } } }""").Mismatch, Is.EqualTo(mismatch));

    [Test]
    public void Are_not_explained_by_a_gift_card_when_the_order_costs_more() => Assert.That(
        Of("""{"total":{"net":{"amount":20},"gross":{"amount":25}},"giftCards":[{"id":"R2lmdENhcmQ6MQ=="}]}""").Mismatch, Is.Not.Null);

    private static OrderTotals Of(string fields) => OrderTotals.Of(SaleorSamples.Order(fields));
}
