using Eci.Commerce;
using Eci.Commerce.Statuses;
using NUnit.Framework;
using static Eci.Commerce.OrderPaymentStatus;

namespace Eci.UnitTests.BuildingBlocks.Commerce.Statuses;

internal sealed class The_payment_status
{
    [TestCase("", Unpaid)]
    [TestCase("PENDING 100", Unpaid)]
    [TestCase("AUTHORIZED 100", Unpaid)]
    [TestCase("FAILED 100", Unpaid)]
    [TestCase("CANCELLED 100", Unpaid)]
    [TestCase("PAID 40", PartiallyPaid)]
    [TestCase("PAID 99.98", PartiallyPaid)]
    [TestCase("PAID 99.99", FullyPaid)]
    [TestCase("PAID 100", FullyPaid)]
    [TestCase("PAID 60; PAID 40", FullyPaid)]
    [TestCase("PAID 130", FullyPaid)]
    [TestCase("PAID 100 0 USD", Unpaid)]
    [TestCase("PAID 100; PAID 5 0 USD", FullyPaid)]
    [TestCase("PARTIALLY_REFUNDED 100 30", PartiallyRefunded)]
    [TestCase("REFUNDED 100 100", FullyRefunded)]
    [TestCase("REFUNDED 100", FullyRefunded)]
    [TestCase("PARTIALLY_REFUNDED 100 99.99", FullyRefunded)]
    [TestCase("PARTIALLY_REFUNDED 110 10", FullyPaid)]
    [TestCase("REFUNDED 50 50; PAID 100", FullyPaid)]
    [TestCase("REFUNDED 60 60; PAID 40", PartiallyRefunded)]
    [TestCase("PAID 100 0.01", FullyPaid)]
    public void Compares_what_was_taken_and_went_back_with_the_total(string payments, OrderPaymentStatus expected) =>
        Assert.That(Of(SampleOrder.New(), payments), Is.EqualTo(expected));

    [TestCase(Unpaid, "PAID 40", Unpaid)]
    [TestCase(FullyPaid, "", FullyPaid)]
    [TestCase(FullyPaid, "PARTIALLY_REFUNDED 40 10", PartiallyRefunded)]
    [TestCase(Unpaid, "REFUNDED 40 40", FullyRefunded)]
    public void Keeps_what_was_told_while_the_total_is_not_known_save_for_refunds(OrderPaymentStatus told, string payments, OrderPaymentStatus expected)
    {
        var order = SampleOrder.New(total: null);
        order.PaymentStatus = told;
        Assert.That(Of(order, payments), Is.EqualTo(expected));
    }

    [TestCase(FullyPaid, "", FullyPaid)]
    [TestCase(FullyPaid, "PAID 40", FullyPaid)]
    [TestCase(PartiallyPaid, "", PartiallyPaid)]
    [TestCase(FullyRefunded, "PAID 100", FullyRefunded)]
    [TestCase(FullyRefunded, "PARTIALLY_REFUNDED 100 30", FullyRefunded)]
    [TestCase(FullyRefunded, "REFUNDED 100 100; PAID 100", FullyPaid)]
    [TestCase(PartiallyRefunded, "PAID 40", PartiallyRefunded)]
    public void Never_goes_back_unless_the_price_is_paid_anew(OrderPaymentStatus reached, string payments, OrderPaymentStatus expected)
    {
        var order = SampleOrder.New();
        order.PaymentStatus = reached;
        Assert.That(Of(order, payments), Is.EqualTo(expected));
    }

    [TestCase(PaymentStatus.Pending, PaymentStatus.Authorized, PaymentStatus.Authorized)]
    [TestCase(PaymentStatus.Authorized, PaymentStatus.Pending, PaymentStatus.Authorized)]
    [TestCase(PaymentStatus.Paid, PaymentStatus.Pending, PaymentStatus.Paid)]
    [TestCase(PaymentStatus.Paid, PaymentStatus.Authorized, PaymentStatus.Paid)]
    [TestCase(PaymentStatus.Failed, PaymentStatus.Authorized, PaymentStatus.Failed)]
    [TestCase(PaymentStatus.Failed, PaymentStatus.Paid, PaymentStatus.Paid)]
    [TestCase(PaymentStatus.Paid, PaymentStatus.Failed, PaymentStatus.Failed)]
    public void Of_a_single_payment_is_not_begun_again_by_late_news(PaymentStatus stored, PaymentStatus told, PaymentStatus expected) =>
        Assert.That(PaymentStatuses.Recorded(stored, told), Is.EqualTo(expected));

    [Test]
    public void Of_an_order_that_costs_nothing_is_fully_paid() => Assert.That(Of(SampleOrder.New(total: 0), ""), Is.EqualTo(FullyPaid));

    [Test]
    public void Counts_every_currency_while_the_order_names_none() => Assert.That(Of(SampleOrder.New(currency: null), "PAID 100 0 USD"), Is.EqualTo(FullyPaid));

    private static OrderPaymentStatus Of(Order order, string payments) =>
        OrderStatuses.Derive(order, new OrderEvidence { Payments = SampleOrder.Payments(payments) }).PaymentStatus;
}
