using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Recording_payments(DatabaseKind kind) : CommerceFixture(kind)
{
    private const string Record = "mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { id referenceNumber status amount refundedAmount currency method { gateway method currency } } }";
    private const string Refund = "mutation ($n: ID!, $amount: Decimal!) { recordRefund(referenceNumber: $n, amount: $amount) { status refundedAmount } }";

    [Test]
    public async Task Pays_an_order_once_and_gives_money_back()
    {
        var shop = await AddPricedShopAsync();
        var input = Payment(shop, 50);
        var first = await DataAsync(Record, shop.Key, new { input });
        await SettleAsync();
        Assert.That((await OrderAsync(shop)).PaymentStatus, Is.EqualTo(OrderPaymentStatus.FullyPaid));
        Assert.That(first.GetProperty("recordPayment").GetProperty("method").GetRawText(), Is.EqualTo("""{"gateway":"BRAINTREE","method":"CARD","currency":"EUR"}"""));
        Assert.That((await DataAsync(Record, shop.Key, new { input })).GetRawText(), Is.EqualTo(first.GetRawText()));
        Assert.That(await MessagesAsync(shop, "commerce.order.stored"), Is.EqualTo(1), "Nothing changed.");

        Assert.That((await RefundAsync(shop, 20)).GetRawText(), Is.EqualTo("""{"status":"PARTIALLY_REFUNDED","refundedAmount":20}"""));
        Assert.That((await RefundAsync(shop, 20)).GetRawText(), Is.EqualTo("""{"status":"PARTIALLY_REFUNDED","refundedAmount":20}"""));
        Assert.That((await RefundAsync(shop, 50)).GetRawText(), Is.EqualTo("""{"status":"REFUNDED","refundedAmount":50}"""));
        Assert.That((await DataAsync(Record, shop.Key, new { input })).GetProperty("recordPayment").GetProperty("status").GetString(), Is.EqualTo("REFUNDED"), "Told of again.");
        await SettleAsync();
        Assert.That((await OrderAsync(shop)).PaymentStatus, Is.EqualTo(OrderPaymentStatus.FullyRefunded));
    }

    [Test]
    public async Task Stores_one_payment_when_many_calls_come_at_once()
    {
        var shop = await AddPricedShopAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DataAsync(Record, shop.Key, new { input = Payment(shop, 50) })));
        Assert.That(answers.Select(a => a.GetRawText()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Keeps_what_is_not_said_and_what_is_later()
    {
        var shop = await AddPricedShopAsync();
        var input = new { orderNumber = shop.Order.OrderNumber, referenceNumber = "r", amount = 50, currency = "EUR" };
        async Task<JsonElement> RecordAsync(object more) => (await DataAsync(Record, shop.Key, new { input = Merge(input, more) })).GetProperty("recordPayment");
        await RecordAsync(new { status = "PENDING", gateway = "BRAINTREE", method = "CARD" });
        Assert.That((await RecordAsync(new { status = "AUTHORIZED" })).GetProperty("status").GetString(), Is.EqualTo("AUTHORIZED"));
        await RecordAsync(new { status = "PAID" });
        var late = await RecordAsync(new { status = "AUTHORIZED", gateway = "STRIPE" });
        Assert.That(late.GetProperty("status").GetString(), Is.EqualTo("PAID"));
        Assert.That(late.GetProperty("method").GetRawText(), Is.EqualTo("""{"gateway":"STRIPE","method":"CARD","currency":"EUR"}"""));
        Assert.That((await RecordAsync(new { status = "PENDING" })).GetProperty("status").GetString(), Is.EqualTo("PAID"));
    }

    [Test]
    public async Task Does_not_take_back_a_refund_whose_amount_nobody_told()
    {
        var shop = await AddPricedShopAsync();
        await StoreAsync(db => db.Add(new Payment { Id = $"pay_{shop.TenantId}", TenantId = shop.TenantId, ReferenceNumber = "r", OrderId = shop.Order.Id, Status = PaymentStatus.Refunded, Amount = 50, Currency = "EUR" }));
        var again = await DataAsync(Record, shop.Key, new { input = new { orderNumber = shop.Order.OrderNumber, referenceNumber = "r", amount = 50, currency = "EUR", status = "PAID" } });
        Assert.That(again.GetProperty("recordPayment").GetProperty("status").GetString(), Is.EqualTo("REFUNDED"));
    }

    [Test]
    public async Task Tells_how_much_of_an_amount_that_changed_went_back()
    {
        var shop = await AddPricedShopAsync();
        await DataAsync(Record, shop.Key, new { input = Payment(shop, 50) });
        await RefundAsync(shop, 50);
        Assert.That((await DataAsync(Record, shop.Key, new { input = Payment(shop, 60) })).GetProperty("recordPayment").GetProperty("status").GetString(), Is.EqualTo("PARTIALLY_REFUNDED"));
        var less = await AskAsync(Record, shop.Key, new { input = Payment(shop, 40) });
        Assert.That(FieldsOf(less), Is.EqualTo(new Dictionary<string, string>(StringComparer.Ordinal) { ["amount"] = "'amount' is less than what went back of it." }));
    }

    [Test]
    public async Task Takes_more_than_an_order_costs_and_gives_back_only_what_came()
    {
        var shop = await AddPricedShopAsync();
        await DataAsync(Record, shop.Key, new { input = Payment(shop, 70) });
        Assert.That(CodeOf(await AskAsync(Refund, shop.Key, new { n = $"ref {shop.TenantId}", amount = 70.01 })), Is.EqualTo("INVALID_ARGUMENT"));
        await RefundAsync(shop, 20);
        await SettleAsync();
        Assert.That((await OrderAsync(shop)).PaymentStatus, Is.EqualTo(OrderPaymentStatus.FullyPaid), "What was too much went back.");
    }

    [TestCase(0, "EUR", "amount")]
    [TestCase(-5, "EUR", "amount")]
    [TestCase(7e28, "EUR", "amount")]
    [TestCase(1.00001, "EUR", "amount")]
    [TestCase(1, "EURO", "currency")]
    public async Task Refuses_wrong_values_by_their_field(double amount, string currency, string field)
    {
        var shop = await AddPricedShopAsync();
        var answer = await AskAsync(Record, shop.Key, new { input = new { orderNumber = shop.Order.OrderNumber, referenceNumber = "r", amount, currency } });
        Assert.That(FieldsOf(answer).Keys, Is.EqualTo([field]));
    }

    [Test]
    public async Task Refuses_what_belongs_to_nobody_or_to_another_order()
    {
        var shop = await AddPricedShopAsync();
        await DataAsync(Record, shop.Key, new { input = Payment(shop, 50) });
        await DataAsync("mutation { registerOrder(input: {orderNumber: \"other\"}) { id } }", shop.Key);
        var other = new { orderNumber = "other", referenceNumber = $"ref {shop.TenantId}", amount = 1, currency = "EUR" };
        Assert.That(CodeOf(await AskAsync(Record, shop.Key, new { input = other })), Is.EqualTo("PAYMENT_EXISTS"));
        Assert.That(CodeOf(await AskAsync(Record, shop.Key, new { input = other with { orderNumber = "none" } })), Is.EqualTo("ORDER_NOT_FOUND"));
        Assert.That(CodeOf(await AskAsync(Refund, shop.Key, new { n = "none", amount = 1 })), Is.EqualTo("PAYMENT_NOT_FOUND"));
        foreach (var amount in (double[])[0, -1, 50.01, 0.00001])
            Assert.That(CodeOf(await AskAsync(Refund, shop.Key, new { n = $"ref {shop.TenantId}", amount })), Is.EqualTo("INVALID_ARGUMENT"));
        await RefundAsync(shop, 30);
        Assert.That(CodeOf(await AskAsync(Refund, shop.Key, new { n = $"ref {shop.TenantId}", amount = 20 })), Is.EqualTo("INVALID_ARGUMENT"), "Less than before.");
    }

    [Test]
    public async Task Calls_an_order_off_once_and_never_one_that_is_closed()
    {
        const string cancel = "mutation ($n: ID!, $reason: String) { cancelOrder(orderNumber: $n, reason: $reason) { status metadata { key value } } }";
        var (shop, closed) = (await AddPricedShopAsync(), await AddShopAsync(s => s.Order.Status = OrderStatus.Closed));
        var first = await DataAsync(cancel, shop.Key, new { n = shop.Order.OrderNumber, reason = "Sold out" });
        Assert.That(first.GetProperty("cancelOrder").GetRawText(), Is.EqualTo("""{"status":"CANCELED","metadata":[{"key":"eci.cancelReason","value":"Sold out"}]}"""));
        var again = await DataAsync(cancel, shop.Key, new { n = shop.Order.OrderNumber, reason = "Other" });
        Assert.That(again.GetRawText(), Is.EqualTo(first.GetRawText()));
        Assert.That(CodeOf(await AskAsync(cancel, closed.Key, new { n = closed.Order.OrderNumber })), Is.EqualTo("ORDER_CLOSED"));
        var done = await AddShopAsync(s => s.Order.Stage = OrderStage.Done);
        Assert.That(CodeOf(await AskAsync(cancel, done.Key, new { n = done.Order.OrderNumber })), Is.EqualTo("ORDER_CLOSED"), "Delivered, not paid.");
        Assert.That(CodeOf(await AskAsync(cancel, closed.Key, new { n = shop.Order.OrderNumber })), Is.EqualTo("ORDER_NOT_FOUND"), "Of another tenant.");
        Assert.That(CodeOf(await AskAsync(cancel, shop.Key, new { n = shop.Order.OrderNumber, reason = new string('a', 501) })), Is.EqualTo("INVALID_ARGUMENT"));
    }

    [TestCase("cancelOrder(orderNumber: \"1\") { id }")]
    [TestCase("recordPayment(input: {orderNumber: \"1\", referenceNumber: \"1\", amount: 1, currency: \"EUR\"}) { id }")]
    [TestCase("recordRefund(referenceNumber: \"1\", amount: 1) { id }")]
    public async Task Needs_a_scope(string field)
    {
        var shop = await AddShopAsync();
        var answer = await AskAsync($"mutation {{ {field} }}", await NewKeyAsync(shop, "read:orders write:packages"));
        Assert.That(answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("scope").GetString(), Is.EqualTo("write:orders"));
    }

    private static Dictionary<string, JsonElement> Merge(object one, object other) => ((object[])[one, other])
        .SelectMany(part => JsonSerializer.SerializeToElement(part).EnumerateObject())
        .ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);

    private Task<Shop> AddPricedShopAsync() => AddShopAsync(s => (s.Order.TotalGross, s.Order.Currency) = (50, "EUR"));

    private static object Payment(Shop shop, decimal amount) => new
    {
        orderNumber = shop.Order.OrderNumber,
        referenceNumber = $" ref {shop.TenantId} ",
        amount,
        currency = "eur",
        gateway = "BRAINTREE",
        method = "CARD",
    };

    private async Task<JsonElement> RefundAsync(Shop shop, decimal amount) =>
        (await DataAsync(Refund, shop.Key, new { n = $"ref {shop.TenantId}", amount })).GetProperty("recordRefund");

    private Task<Order> OrderAsync(Shop shop) => Host.QueryAsync(db => db.Set<Order>().AsNoTracking().SingleAsync(o => o.Id == shop.Order.Id));
}
