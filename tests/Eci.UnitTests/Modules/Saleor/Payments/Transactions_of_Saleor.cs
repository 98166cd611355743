using System.Globalization;
using Eci.Commerce;
using Eci.Modules.Saleor.Payments;
using Eci.UnitTests.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Payments;

internal sealed class Transactions_of_Saleor
{
    [TestCase("chargedAmount:20", PaymentStatus.Paid, 20, 0)]
    [TestCase("chargedAmount:15,refundedAmount:5", PaymentStatus.PartiallyRefunded, 20, 5)]
    [TestCase("chargedAmount:0,refundedAmount:20", PaymentStatus.Refunded, 20, 20)]
    [TestCase("chargedAmount:15,refundPendingAmount:5", PaymentStatus.Paid, 20, 0)]
    [TestCase("authorizedAmount:20", PaymentStatus.Authorized, 20, 0)]
    [TestCase("chargePendingAmount:20", PaymentStatus.Pending, 20, 0)]
    [TestCase("authorizePendingAmount:20", PaymentStatus.Pending, 20, 0)]
    [TestCase("canceledAmount:20", PaymentStatus.Cancelled, 20, 0)]
    public void Have_a_status_and_amounts(string amounts, PaymentStatus status, double taken, double refunded)
    {
        var payment = Of(Amounts(amounts))!;

        Assert.That((payment.Status, payment.Amount, payment.RefundedAmount), Is.EqualTo((status, (decimal)taken, (decimal)refunded)));
    }

    [Test]
    public void That_failed_say_so() => Assert.That(
        Of("""{"events":[{"type":"CHARGE_REQUEST","amount":{"amount":20}},{"type":"CHARGE_FAILURE","amount":{"amount":20}}]}""")!.Status, Is.EqualTo(PaymentStatus.Failed));

    [Test]
    public void Of_which_nothing_happened_are_no_payments() => Assert.That(Of("{}"), Is.Null);

    [TestCase("ch_1", "ch_1", true)]
    [TestCase("", "VHJhbnNhY3Rpb25JdGVtOjE=", false)]
    [TestCase("12345678-1234567890", "VHJhbnNhY3Rpb25JdGVtOjE=", false)]
    [TestCase("1234567-1234567890", "1234567-1234567890", true)]
    public void Are_known_by_the_gateways_number_unless_it_is_a_profile(string told, string number, bool isNumbered)
    {
        var payment = Of($$"""{"pspReference":"{{told}}","chargedAmount":{"amount":1,"currency":"EUR"} }""")!;

        Assert.That((payment.ReferenceNumber, payment.IsNumbered), Is.EqualTo((number, isNumbered)));
    }

    [TestCase("""{"createdBy":{"name":"Authorize.net for Saleor"}}""", PaymentGateway.AuthorizeNet, PaymentMethodType.Card)]
    [TestCase("""{"createdBy":{"identifier":"saleor.app.payment.stripe"}}""", PaymentGateway.Stripe, PaymentMethodType.Card)]
    [TestCase("""{"createdBy":{"name":"Manual payment method"}}""", PaymentGateway.BankTransfer, PaymentMethodType.BankTransfer)]
    [TestCase("""{"createdBy":{"name":"Manual payment method"},"privateMethod":"customerCredit"}""", PaymentGateway.CustomerCredit, PaymentMethodType.CustomerCredit)]
    [TestCase("""{"createdBy":{"name":"Checkout"},"privateMethod":"prepayment"}""", PaymentGateway.BankTransfer, PaymentMethodType.BankTransfer)]
    [TestCase("""{"createdBy":{"name":"Checkout"},"prepayment":"true"}""", PaymentGateway.BankTransfer, PaymentMethodType.BankTransfer)]
    [TestCase("""{"createdBy":{"name":"Authorize.net"},"method":"echeck"}""", PaymentGateway.AuthorizeNet, PaymentMethodType.Echeck)]
    [TestCase("""{"name":"PayPal","createdBy":null}""", PaymentGateway.Paypal, PaymentMethodType.Paypal)]
    [TestCase("""{"name":"Gift card"}""", PaymentGateway.GiftCard, PaymentMethodType.GiftCard)]
    [TestCase("{}", PaymentGateway.Unknown, PaymentMethodType.Unknown)]
    public void Name_who_takes_the_money_and_how(string fields, PaymentGateway gateway, PaymentMethodType method) => Assert.That(
        GatewayMap.Of(SaleorSamples.Transaction(fields.Insert(1, fields.Length > 2 ? "\"id\":\"x\"," : "\"id\":\"x\""))), Is.EqualTo(new GatewayFacts(gateway, method)));

    [TestCase(15, 5, PaymentStatus.PartiallyRefunded)]
    [TestCase(0, 20, PaymentStatus.Refunded)]
    public void That_the_customers_bank_took_back_are_refunded(double charged, double takenBack, PaymentStatus status)
    {
        var payment = Of($$"""{"chargedAmount":{"amount":{{charged}} },"events":[{"type":"CHARGE_SUCCESS","amount":{"amount":20} },{"type":"CHARGE_BACK","amount":{"amount":{{takenBack}} } }] }""")!;

        Assert.That((payment.Status, payment.Amount, payment.RefundedAmount), Is.EqualTo((status, 20m, (decimal)takenBack)));
    }

    [Test]
    public void That_promise_a_transfer_reserve_nothing() => Assert.That(
        Of("""{"prepayment":"true","authorizedAmount":{"amount":20,"currency":"EUR"}}""")!.Status, Is.EqualTo(PaymentStatus.Pending));

    private static PaymentFacts? Of(string fields) => TransactionMap.Of(
        SaleorSamples.Transaction(fields.Insert(1, fields.Length > 2 ? "\"id\":\"VHJhbnNhY3Rpb25JdGVtOjE=\"," : "\"id\":\"VHJhbnNhY3Rpb25JdGVtOjE=\"")), "EUR");

    private static string Amounts(string amounts) => "{" + string.Join(',', amounts.Split(',').Select(a => a.Split(':')).Select(a =>
        string.Create(CultureInfo.InvariantCulture, $$"""  "{{a[0]}}":{"amount":{{a[1]}},"currency":"EUR"} """))) + "}";
}
