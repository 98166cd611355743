using Eci.Commerce;
using Eci.Modules.Saleor.Orders;
using Eci.Modules.Saleor.Payments;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Orders;

internal sealed class How_much_of_a_Saleor_order_is_paid
{
    [TestCase("FULLY_CHARGED", "NONE", OrderPaymentStatus.FullyPaid)]
    [TestCase("PARTIALLY_CHARGED", "NONE", OrderPaymentStatus.PartiallyPaid)]
    [TestCase("NOT_CHARGED", "FULL", OrderPaymentStatus.FullyPaid)]
    [TestCase("NOT_CHARGED", "OVERCHARGED", OrderPaymentStatus.FullyPaid)]
    [TestCase("NOT_CHARGED", "PARTIAL", OrderPaymentStatus.PartiallyPaid)]
    [TestCase("FULLY_REFUNDED", "NONE", OrderPaymentStatus.FullyRefunded)]
    [TestCase("PARTIALLY_REFUNDED", "PARTIAL", OrderPaymentStatus.PartiallyRefunded)]
    [TestCase("PENDING", "NONE", OrderPaymentStatus.Unpaid)]
    [TestCase("REFUSED", "NONE", OrderPaymentStatus.Unpaid)]
    [TestCase("CANCELLED", "NONE", OrderPaymentStatus.Unpaid)]
    [TestCase(null, null, OrderPaymentStatus.Unpaid)]
    public void Follows_from_its_fields(string? paymentStatus, string? chargeStatus, OrderPaymentStatus expected) =>
        Assert.That(Of([], paymentStatus, chargeStatus), Is.EqualTo(expected));

    [TestCase(20, 0, OrderPaymentStatus.FullyPaid)]
    [TestCase(19.99, 0, OrderPaymentStatus.FullyPaid)]
    [TestCase(12, 0, OrderPaymentStatus.PartiallyPaid)]
    [TestCase(20, 5, OrderPaymentStatus.PartiallyRefunded)]
    [TestCase(20, 20, OrderPaymentStatus.FullyRefunded)]
    public void Follows_from_its_payments_where_the_fields_lag(double taken, double refunded, OrderPaymentStatus expected) =>
        Assert.That(Of([Payment(PaymentStatus.Paid, taken, refunded)]), Is.EqualTo(expected));

    [TestCase(PaymentStatus.Authorized)]
    [TestCase(PaymentStatus.Pending)]
    [TestCase(PaymentStatus.Failed)]
    [TestCase(PaymentStatus.Cancelled)]
    public void Is_nothing_while_money_did_not_come(PaymentStatus status) =>
        Assert.That(Of([Payment(status, 20, 0)]), Is.EqualTo(OrderPaymentStatus.Unpaid));

    [Test]
    public void Is_all_of_it_when_it_was_paid_anew_after_money_went_back() => Assert.That(
        Of([Payment(PaymentStatus.Refunded, 20, 20), Payment(PaymentStatus.Paid, 20, 0)], "PARTIALLY_REFUNDED", "FULL"), Is.EqualTo(OrderPaymentStatus.FullyPaid));

    [Test]
    public void Is_the_sum_of_several_payments() => Assert.That(
        Of([Payment(PaymentStatus.Paid, 12, 0), Payment(PaymentStatus.Paid, 8, 0)]), Is.EqualTo(OrderPaymentStatus.FullyPaid));

    private static OrderPaymentStatus Of(PaymentFacts[] payments, string? paymentStatus = "NOT_CHARGED", string? chargeStatus = "NONE") =>
        OrderPaymentStatusMap.Of(SaleorSamples.Order() with { PaymentStatus = paymentStatus, ChargeStatus = chargeStatus }, payments);

    private static PaymentFacts Payment(PaymentStatus status, double taken, double refunded) => new(
        "x", "r", IsNumbered: true, new GatewayFacts(PaymentGateway.Stripe, PaymentMethodType.Card), status, (decimal)taken, (decimal)refunded, "EUR", Date: null);
}
