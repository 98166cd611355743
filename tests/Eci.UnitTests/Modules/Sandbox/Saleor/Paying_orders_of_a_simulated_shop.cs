using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

internal sealed class Paying_orders_of_a_simulated_shop : ShopTests
{
    private const string Money = "query($id: ID!) { order(id: $id) { paymentStatus chargeStatus total { gross { amount } } payments { gateway chargeStatus transactions { kind token isSuccess } } transactions { id chargedAmount { amount } refundedAmount { amount } authorizedAmount { amount } } } }";
    private const string Refund = "mutation($id: ID!, $amount: PositiveDecimal!) { orderRefund(id: $id, amount: $amount) { errors { code } } }";
    private const string Report = "mutation($id: ID!, $type: TransactionEventTypeEnum!, $amount: PositiveDecimal!, $ref: String!) { transactionEventReport(id: $id, type: $type, amount: $amount, pspReference: $ref) { alreadyProcessed errors { code } } }";

    [Test]
    public async Task Takes_vouchers_and_gift_cards_off_the_total()
    {
        var order = await Shop.PlaceOrderAsync(new { lines = new[] { new { sku = "MAKERS-4-1", quantity = 2 } }, voucher = "WELCOME10", giftCard = "ABCD-EFGH-1234" });
        // Two pieces at 26.32 less a tenth, parcel 4.90, card 25.
        Assert.That(order.GetProperty("total").GetDecimal(), Is.EqualTo(52.64m - 5.26m + 4.90m - 25m));
        Assert.That(order.GetProperty("chargeStatus").GetString(), Is.EqualTo("FULL"));
    }

    [Test]
    public async Task Gives_money_back_until_none_is_left()
    {
        var order = await Shop.PlaceOrderAsync();
        var id = order.GetProperty("id").GetString();
        var total = order.GetProperty("total").GetDecimal();
        Assert.That(Codes(await DataAsync(Refund, new { id, amount = total + 1 })), Is.EqualTo(new[] { "PAYMENT_ERROR" }));
        Assert.That(Codes(await DataAsync(Refund, new { id, amount = 1 })), Is.Empty);
        Assert.That(await StatusAsync(id), Is.EqualTo("PARTIALLY_REFUNDED"));
        Assert.That(Codes(await DataAsync(Refund, new { id, amount = total - 1 })), Is.Empty);
        Assert.That(await StatusAsync(id), Is.EqualTo("FULLY_REFUNDED"));
        Assert.That(Codes(await DataAsync(Refund, new { id, amount = 1 })), Is.EqualTo(new[] { "CANNOT_REFUND" }));
    }

    [Test]
    public async Task Has_nothing_to_capture_for_an_order_without_a_payment()
    {
        var id = (await Shop.PlaceOrderAsync(new { paid = false })).GetProperty("id").GetString();
        var answer = await DataAsync("mutation($id: ID!) { orderCapture(id: $id, amount: 1) { errors { code } } }", new { id });
        Assert.That(Codes(answer), Is.EqualTo(new[] { "PAYMENT_MISSING" }));
        Assert.That(Codes(await DataAsync("mutation($id: ID!) { orderMarkAsPaid(id: $id, transactionReference: \"bank\") { errors { code } } }", new { id })), Is.Empty);
        Assert.That(await StatusAsync(id), Is.EqualTo("FULLY_CHARGED"));
    }

    [Test]
    public async Task Counts_a_reported_event_once_and_refuses_another_amount_for_it()
    {
        var id = (await Shop.PlaceOrderAsync(new { gateway = "transactions", paid = false })).GetProperty("id").GetString();
        var before = await OrderAsync(id);
        var total = before.GetProperty("total").GetProperty("gross").GetProperty("amount").GetDecimal();
        var transaction = before.GetProperty("transactions")[0].GetProperty("id").GetString();
        object Charge(decimal amount) => new { id = transaction, type = "CHARGE_SUCCESS", amount, @ref = "c1" };
        var processed = new List<bool>();
        foreach (var _ in Enumerable.Range(0, 2))
            processed.Add((await DataAsync(Report, Charge(total))).GetProperty("transactionEventReport").GetProperty("alreadyProcessed").GetBoolean());
        Assert.That(processed, Is.EqualTo(new[] { false, true }));
        Assert.That(Codes(await DataAsync(Report, Charge(1))), Is.EqualTo(new[] { "INCORRECT_DETAILS" }));
        var after = await OrderAsync(id);
        Assert.That(after.GetProperty("chargeStatus").GetString(), Is.EqualTo("FULL"));
        Assert.That(after.GetProperty("transactions")[0].GetProperty("authorizedAmount").GetProperty("amount").GetDecimal(), Is.Zero);
    }

    [Test]
    public async Task Creates_a_transaction_once_for_each_reference()
    {
        const string Create = "mutation($id: ID!, $t: TransactionCreateInput!) { transactionCreate(id: $id, transaction: $t) { transaction { createdBy { __typename ... on App { id } } } errors { code } } }";
        var id = (await Shop.PlaceOrderAsync(new { paid = false })).GetProperty("id").GetString();
        object With(string currency) => new { id, t = new { name = "Manual capture", pspReference = "m1", amountCharged = new { currency, amount = 5 } } };
        Assert.That(Codes(await DataAsync(Create, With("USD"))), Is.EqualTo(new[] { "INCORRECT_CURRENCY" }));
        var made = await DataAsync(Create, With("EUR"));
        Assert.That(made.GetProperty("transactionCreate").GetProperty("transaction").GetProperty("createdBy").GetProperty("__typename").GetString(), Is.EqualTo("App"));
        Assert.That(Codes(await DataAsync(Create, With("EUR"))), Is.EqualTo(new[] { "UNIQUE" }));
        Assert.That((await OrderAsync(id)).GetProperty("chargeStatus").GetString(), Is.EqualTo("PARTIAL"));
    }

    [Test]
    public async Task Lets_the_app_of_a_gateway_reserve_and_take_the_money()
    {
        await using var app = await StubApp.StartAsync();
        (app.AsyncEvents, app.SyncEvents) = ([], ["PAYMENT_LIST_GATEWAYS", "PAYMENT_PROCESS", "PAYMENT_CAPTURE"]);
        app.Query = "subscription { event { issuedAt ... on PaymentProcessEvent { payment { total { amount } } } ... on PaymentCaptureEvent { payment { gateway } } } }";
        app.Answer = (call, context) => context.Response.WriteAsync(Gateway(call));
        var number = (await Shop.PostAsync("install", new { manifestUrl = app.ManifestUrl })).GetProperty("id").GetString();
        var id = (await Shop.PlaceOrderAsync(new { gateway = "prepayment" })).GetProperty("id").GetString();

        var payment = (await OrderAsync(id)).GetProperty("payments")[0];
        Assert.That(number, Is.EqualTo("QXBwOjI="));
        Assert.That(payment.GetProperty("gateway").GetString(), Is.EqualTo("app:2:prepay"));
        Assert.That(payment.GetProperty("chargeStatus").GetString(), Is.EqualTo("NOT_CHARGED"));
        Assert.That(app.Webhooks.Last().Json.GetProperty("payment").GetProperty("total").GetProperty("amount").GetDecimal(), Is.Positive);

        await DataAsync("mutation($id: ID!, $a: PositiveDecimal!) { orderCapture(id: $id, amount: $a) { errors { code } } }", new { id, a = 12.8 });
        Assert.That(await StatusAsync(id), Is.EqualTo("FULLY_CHARGED"));
    }

    [Test]
    public async Task Makes_no_order_when_the_app_of_the_gateway_refuses()
    {
        await using var app = await StubApp.StartAsync();
        (app.AsyncEvents, app.SyncEvents, app.Query) = ([], ["PAYMENT_LIST_GATEWAYS", "PAYMENT_PROCESS"], null);
        app.Answer = (call, context) => context.Response.WriteAsync(call.Headers.GetValueOrDefault("Saleor-Event") == "payment_process" ? "{\"error\":\"No.\"}" : Gateway(call));
        await Shop.PostAsync("install", new { manifestUrl = app.ManifestUrl });
        Assert.That(() => Shop.PlaceOrderAsync(new { gateway = "prepayment" }), Throws.InvalidOperationException.With.Message.Contains("No."));
        Assert.That((await DataAsync("{ orders(first: 1) { totalCount } }")).GetProperty("orders").GetProperty("totalCount").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Finishes_an_order_although_the_customer_does_not_wait_for_it()
    {
        await using var app = await StubApp.StartAsync();
        using var patience = new CancellationTokenSource();
        (app.AsyncEvents, app.SyncEvents, app.Query) = ([], ["PAYMENT_LIST_GATEWAYS", "PAYMENT_PROCESS"], null);
        app.Answer = async (call, context) =>
        {
            if (call.Headers.GetValueOrDefault("Saleor-Event") == "payment_process")
                await patience.CancelAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(200), context.RequestAborted);
            await context.Response.WriteAsync(Gateway(call));
        };
        await Shop.PostAsync("install", new { manifestUrl = app.ManifestUrl });
        using var wish = JsonContent.Create(new { gateway = "prepayment" });
        Assert.That(() => Shop.Http.PostAsync("orders", wish, patience.Token), Throws.InstanceOf<OperationCanceledException>());
        var orders = (await DataAsync("{ orders(first: 1) { edges { node { payments { gateway } } } } }")).GetProperty("orders").GetProperty("edges");
        Assert.That(orders[0].GetProperty("node").GetProperty("payments").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Takes_nothing_from_an_order_that_costs_nothing()
    {
        foreach (var sku in new[] { "FREE-1", "FREE-2" })
            await Shop.PostAsync("products", new { name = sku, sku, price = 0 });
        var order = await Shop.PlaceOrderAsync(new { lines = new[] { new { sku = "FREE-1" }, new { sku = "FREE-2" } }, voucher = "WELCOME10" });
        Assert.That(order.GetProperty("total").GetDecimal(), Is.EqualTo(4.90m), "only the parcel costs something");
    }

    [Test]
    public async Task Keeps_nothing_for_an_order_that_it_refuses()
    {
        Assert.That(() => Shop.PlaceOrderAsync(new { voucher = "WELCOME10", giftCard = "NONE" }), Throws.InvalidOperationException.With.Message.Contains("giftCard"));
        const string Stocks = "{ productVariant(sku: \"COFFEE-1-1\") { stocks { quantityAllocated } } }";
        var stocks = (await DataAsync(Stocks)).GetProperty("productVariant").GetProperty("stocks");
        Assert.That(stocks.EnumerateArray().Select(stock => stock.GetProperty("quantityAllocated").GetInt32()), Is.All.Zero);
    }

    private static string Gateway(AppCall call) => call.Headers.GetValueOrDefault("Saleor-Event") switch
    {
        "payment_list_gateways" => """[{"id":"prepay","name":"Prepayment","currencies":["EUR"],"config":[]}]""",
        "payment_process" => """{"action_required":false,"kind":"auth","transaction_id":"t-1"}""",
        "payment_capture" => """{"action_required":false,"kind":"capture","transaction_id":"t-2"}""",
        _ => "{}",
    };

    private async Task<JsonElement> OrderAsync(string? id) => (await DataAsync(Money, new { id })).GetProperty("order");

    private async Task<string?> StatusAsync(string? id) => (await OrderAsync(id)).GetProperty("paymentStatus").GetString();
}
