using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Servers;
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

    [TestCase(0, "EUR", "amount")]
    [TestCase(1.00001, "EUR", "amount")]
    [TestCase(1, "EURO", "currency")]
    public async Task Refuses_wrong_values_by_their_field(double amount, string currency, string field)
    {
        var shop = await AddPricedShopAsync();
        var answer = await AskAsync(Record, shop.Key, new { input = new { orderNumber = shop.Order.OrderNumber, referenceNumber = "r", amount, currency } });
        Assert.That(answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("fields").EnumerateObject().Single().Name, Is.EqualTo(field));
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
