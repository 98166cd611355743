using Eci.Commerce;
using Eci.Modules.Saleor.Payments;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Payments;

internal sealed class How_a_payment_goes_on
{
    [TestCase(PaymentStatus.Pending, PaymentStatus.Authorized, PaymentStatus.Authorized)]
    [TestCase(PaymentStatus.Authorized, PaymentStatus.Pending, PaymentStatus.Authorized)]
    [TestCase(PaymentStatus.Failed, PaymentStatus.Pending, PaymentStatus.Failed)]
    [TestCase(PaymentStatus.Failed, PaymentStatus.Authorized, PaymentStatus.Authorized)]
    [TestCase(PaymentStatus.Authorized, PaymentStatus.Failed, PaymentStatus.Failed)]
    [TestCase(PaymentStatus.Cancelled, PaymentStatus.Authorized, PaymentStatus.Cancelled)]
    [TestCase(PaymentStatus.Cancelled, PaymentStatus.Paid, PaymentStatus.Paid)]
    [TestCase(PaymentStatus.Paid, PaymentStatus.Cancelled, PaymentStatus.Paid)]
    [TestCase(PaymentStatus.Paid, PaymentStatus.Authorized, PaymentStatus.Paid)]
    [TestCase(PaymentStatus.Refunded, PaymentStatus.Paid, PaymentStatus.Refunded)]
    public void Never_back(PaymentStatus stored, PaymentStatus told, PaymentStatus expected)
    {
        var payment = New(stored);
        PaymentProgress.Apply(payment, Told(told));

        Assert.That((payment.Status, payment.Amount), Is.EqualTo((expected, 20m)));
    }

    [Test]
    public void From_refunded_to_partly_refunded_when_more_was_taken()
    {
        var payment = New(PaymentStatus.Refunded);
        payment.RefundedAmount = 20;
        PaymentProgress.Apply(payment, Told(PaymentStatus.Paid) with { Amount = 30 });

        Assert.That((payment.Status, payment.Amount, payment.RefundedAmount), Is.EqualTo((PaymentStatus.PartiallyRefunded, 30m, 20m)));
    }

    private static Payment New(PaymentStatus status) =>
        new() { Id = "pay_1", TenantId = "t", ReferenceNumber = "r", Currency = "EUR", Status = status, Amount = 20 };

    private static PaymentFacts Told(PaymentStatus status) => new(
        "x", "r", IsNumbered: true, new GatewayFacts(PaymentGateway.Stripe, PaymentMethodType.Card), status, 20, 0, "EUR", Date: null);
}
