using System.Text.Json;
using Eci.Commerce;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Payments;
using Eci.UnitTests.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Payments;

internal sealed class Payments_of_the_older_API
{
    private const string Money = """ "total":{"amount":20,"currency":"EUR"} """;

    [Test]
    public void Of_a_recorded_answer_are_what_came_and_no_more()
    {
        var answer = JsonDocument.Parse(SaleorContract.Read("graphql-responses/orders-with-payments.json"));
        var payments = answer.RootElement.GetProperty("data").GetProperty("orders").GetProperty("edges").EnumerateArray()
            .SelectMany(edge => edge.GetProperty("node").GetProperty("payments").EnumerateArray())
            .SelectMany(payment => LegacyPaymentMap.Of(payment.Deserialize<SaleorPayment>(SaleorHttp.Json)!, "EUR"))
            .ToList();

        Assert.That(payments, Has.Count.EqualTo(1), "two of the three orders wait for a transfer");
        Assert.That(payments[0], Is.EqualTo(new PaymentFacts(
            "UGF5bWVudDozMjI3",
            "11068bv7",
            IsNumbered: true,
            new GatewayFacts(PaymentGateway.Braintree, PaymentMethodType.Paypal),
            PaymentStatus.Paid,
            128.8m,
            0,
            "EUR",
            DateTimeOffset.Parse("2022-09-15T08:03:10.106598+00:00", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [TestCase("FULLY_CHARGED", "CAPTURE", PaymentStatus.Paid)]
    [TestCase("PARTIALLY_CHARGED", "CAPTURE", PaymentStatus.Paid)]
    [TestCase("NOT_CHARGED", "AUTH", PaymentStatus.Authorized)]
    [TestCase("NOT_CHARGED", "VOID", PaymentStatus.Cancelled)]
    [TestCase("PENDING", "PENDING", PaymentStatus.Pending)]
    [TestCase("REFUSED", "AUTH", PaymentStatus.Failed)]
    [TestCase("CANCELLED", "AUTH", PaymentStatus.Cancelled)]
    public void Have_a_status(string chargeStatus, string kind, PaymentStatus status) => Assert.That(
        One($$"""{"id":"UDox","gateway":"stripe","isActive":true,"chargeStatus":"{{chargeStatus}}","pspReference":"p1",{{Money}},"transactions":[{{Step(kind, 20)}}]}""").Status,
        Is.EqualTo(status));

    [Test]
    public void Are_known_by_the_number_of_what_took_the_money() => Assert.That(
        One($$"""{"id":"UDox","gateway":"stripe","chargeStatus":"FULLY_CHARGED",{{Money}},"transactions":[{{Step("AUTH", 20, "auth")}},{{Step("CAPTURE", 20, "taken")}},{{Step("REFUND", 5, "back")}}]}"""),
        Has.Property(nameof(PaymentFacts.ReferenceNumber)).EqualTo("taken").And.Property(nameof(PaymentFacts.RefundedAmount)).EqualTo(5)
            .And.Property(nameof(PaymentFacts.Status)).EqualTo(PaymentStatus.PartiallyRefunded));

    [Test]
    public void That_went_back_as_a_whole_are_refunded() => Assert.That(
        One($$"""{"id":"UDox","gateway":"stripe","isActive":false,"chargeStatus":"FULLY_REFUNDED",{{Money}},"transactions":[{{Step("CAPTURE", 20)}}]}"""),
        Has.Property(nameof(PaymentFacts.Status)).EqualTo(PaymentStatus.Refunded).And.Property(nameof(PaymentFacts.RefundedAmount)).EqualTo(20));

    [Test]
    public void Without_a_number_bear_one_made_of_their_id() => Assert.That(
        One($$"""{"id":"UDox","gateway":"mirumee.payments.dummy","chargeStatus":"FULLY_CHARGED",{{Money}},"transactions":[{{Step("CAPTURE", 20, "")}}]}"""),
        Has.Property(nameof(PaymentFacts.ReferenceNumber)).EqualTo("saleor:UDox").And.Property(nameof(PaymentFacts.IsNumbered)).False);

    [TestCase("NOT_CHARGED", "")]
    [TestCase("REFUSED", "")]
    [TestCase("PENDING", "")]
    public void Of_which_nothing_is_known_are_none(string chargeStatus, string steps) => Assert.That(
        LegacyPaymentMap.Of(SaleorSamples.Payment($$"""{"id":"UDox","gateway":"stripe","chargeStatus":"{{chargeStatus}}",{{Money}},"transactions":[{{steps}}]}"""), "EUR"), Is.Empty);

    [TestCase("app:17:triebwork.payments.rechnung")]
    [TestCase("app:3:eci.prepayment")]
    [TestCase("eci.prepayment")]
    public void In_advance_are_nothing_before_the_transfer_and_one_per_transfer_after(string gateway)
    {
        string With(params string[] steps) =>
            $$"""{"id":"UDox","gateway":"{{gateway}}","isActive":true,"chargeStatus":"NOT_CHARGED",{{Money}},"transactions":[{{string.Join(',', steps)}}]}""";

        Assert.That(LegacyPaymentMap.Of(SaleorSamples.Payment(With(Step("AUTH", 20, "promise"))), "EUR"), Is.Empty);
        var transfers = LegacyPaymentMap.Of(
            SaleorSamples.Payment(With(Step("AUTH", 20, "t"), Step("CAPTURE", 12, "t", "VDox"), Step("CAPTURE", 8, "t", "VDoy"), Step("REFUND", 15, "b"))), "EUR");
        Assert.That(transfers.Select(t => (t.ExternalId, t.ReferenceNumber, t.IsNumbered, t.Amount, t.RefundedAmount, t.Status)), Is.EqualTo(new[]
        {
            ("VDox", "t", false, 12m, 12m, PaymentStatus.Refunded),
            ("VDoy", "saleor:VDoy", false, 8m, 3m, PaymentStatus.PartiallyRefunded),
        }));
    }

    [TestCase("mirumee.payments.braintree", "card", "VISA", PaymentGateway.Braintree, PaymentMethodType.Card)]
    [TestCase("mirumee.payments.braintree", "card", null, PaymentGateway.Braintree, PaymentMethodType.Paypal)]
    [TestCase("mirumee.payments.braintree", "paypal", null, PaymentGateway.Braintree, PaymentMethodType.Paypal)]
    [TestCase("mirumee.payments.braintree", "", null, PaymentGateway.Braintree, PaymentMethodType.Card)]
    [TestCase("app:7:stripe", "card", "VISA", PaymentGateway.Stripe, PaymentMethodType.Card)]
    [TestCase("manual", "", null, PaymentGateway.BankTransfer, PaymentMethodType.BankTransfer)]
    [TestCase("mirumee.payments.dummy", "card", "VISA", PaymentGateway.Unknown, PaymentMethodType.Card)]
    [TestCase("app:7", "", null, PaymentGateway.Unknown, PaymentMethodType.Unknown)]
    [TestCase("", "", null, PaymentGateway.Unknown, PaymentMethodType.Unknown)]
    public void Name_who_takes_the_money_and_how(string gateway, string type, string? brand, PaymentGateway expected, PaymentMethodType method) => Assert.That(
        GatewayMap.Of(new SaleorPayment { Id = "x", Gateway = gateway, PaymentMethodType = type, CreditCard = brand is null ? null : new SaleorCreditCard(brand) }),
        Is.EqualTo(new GatewayFacts(expected, method)));

    private static PaymentFacts One(string json) => LegacyPaymentMap.Of(SaleorSamples.Payment(json), "EUR").Single();

    private static string Step(string kind, decimal amount, string token = "tok", string id = "VDow") =>
        $$"""{"id":"{{id}}","kind":"{{kind}}","token":"{{token}}","isSuccess":true,"amount":{"amount":{{amount}} } }""";
}
