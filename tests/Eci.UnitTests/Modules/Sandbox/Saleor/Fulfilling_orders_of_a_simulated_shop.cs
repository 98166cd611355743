using System.Text.Json;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

internal sealed class Fulfilling_orders_of_a_simulated_shop : ShopTests
{
    private const string Sku = "COFFEE-1-1";

    private const string Fulfil =
        "mutation($order: ID!, $input: OrderFulfillInput!) { orderFulfill(order: $order, input: $input) { fulfillments { id status trackingNumber lines { quantity orderLine { id } } } errors { field message code orderLines warehouse } } }";

    private const string Stocks =
        "query($id: ID!) { order(id: $id) { status lines { id quantityToFulfill quantityFulfilled allocations { quantity warehouse { id } } variant { stocks { quantity quantityAllocated warehouse { id slug } } } } } }";

    [Test]
    public async Task Keeps_pieces_when_ordered_and_takes_them_from_the_shelf_when_sent()
    {
        var id = await PlaceAsync(3);
        Assert.That(await HamburgAsync(id), Is.EqualTo((100, 3)));
        Assert.That(Codes(await FulfilAsync(id, 2)), Is.Empty);
        Assert.That(await HamburgAsync(id), Is.EqualTo((98, 1)));
        Assert.That(await StatusAsync(id), Is.EqualTo("PARTIALLY_FULFILLED"));
        Assert.That(Codes(await FulfilAsync(id, 1)), Is.Empty);
        Assert.That(await HamburgAsync(id), Is.EqualTo((97, 0)));
        Assert.That(await StatusAsync(id), Is.EqualTo("FULFILLED"));
    }

    [TestCase(1, 2, "Only 1 item remaining to fulfill.")]
    [TestCase(2, 3, "Only 2 items remaining to fulfill.")]
    public async Task Refuses_to_send_more_than_was_ordered(int ordered, int sent, string message)
    {
        var error = (await FulfilAsync(await PlaceAsync(ordered), sent)).GetProperty("orderFulfill").GetProperty("errors")[0];
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo(message));
        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo("FULFILL_ORDER_LINE"));
        Assert.That(error.GetProperty("orderLines").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Refuses_to_send_again_what_was_sent()
    {
        var id = await PlaceAsync(1);
        await FulfilAsync(id, 1);
        var error = (await FulfilAsync(id, 1)).GetProperty("orderFulfill").GetProperty("errors")[0];
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo("Only 0 items remaining to fulfill."));
        Assert.That((await ViewAsync(id)).GetProperty("fulfillments").GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task Refuses_to_send_what_is_not_there_unless_told_to()
    {
        var id = await PlaceAsync(3);
        await Shop.PostAsync("stock", new { sku = Sku, quantity = 1 });
        Assert.That(Codes(await FulfilAsync(id, 3)), Is.EqualTo(new[] { "INSUFFICIENT_STOCK" }));
        Assert.That(Codes(await FulfilAsync(id, 3, allowStockToBeExceeded: true)), Is.Empty);
        Assert.That(await HamburgAsync(id), Is.EqualTo((-2, 0)));
    }

    [Test]
    public async Task Does_not_send_what_is_kept_for_others()
    {
        var other = await PlaceAsync(2);
        var id = await PlaceAsync(3);
        await Shop.PostAsync("stock", new { sku = Sku, quantity = 4 });
        Assert.That(Codes(await FulfilAsync(id, 3)), Is.EqualTo(new[] { "INSUFFICIENT_STOCK" }));
        await DataAsync("mutation($id: ID!) { orderCancel(id: $id) { errors { code } } }", new { id = other });
        Assert.That(Codes(await FulfilAsync(id, 3)), Is.Empty);
    }

    [Test]
    public async Task Puts_the_goods_back_when_a_fulfilment_is_cancelled()
    {
        const string Cancel = "mutation($id: ID!, $w: ID) { orderFulfillmentCancel(id: $id, input: { warehouseId: $w }) { fulfillment { status } order { status } errors { code } } }";
        var id = await PlaceAsync(2);
        var fulfillment = (await FulfilAsync(id, 2)).GetProperty("orderFulfill").GetProperty("fulfillments")[0].GetProperty("id").GetString();
        Assert.That(Codes(await DataAsync(Cancel, new { id = fulfillment })), Is.EqualTo(new[] { "REQUIRED" }));
        var done = (await DataAsync(Cancel, new { id = fulfillment, w = await HamburgIdAsync(id) })).GetProperty("orderFulfillmentCancel");
        Assert.That(done.GetProperty("order").GetProperty("status").GetString(), Is.EqualTo("UNFULFILLED"));
        Assert.That(await HamburgAsync(id), Is.EqualTo((100, 2)));
    }

    [Test]
    public async Task Cancels_an_order_only_before_something_is_sent()
    {
        const string Cancel = "mutation($id: ID!) { orderCancel(id: $id) { errors { code } } }";
        var sent = await PlaceAsync(2);
        await FulfilAsync(sent, 1);
        var waiting = await PlaceAsync(2);
        Assert.That(Codes(await DataAsync(Cancel, new { id = sent })), Is.EqualTo(new[] { "CANNOT_CANCEL_ORDER" }));
        Assert.That(Codes(await DataAsync(Cancel, new { id = waiting })), Is.Empty);
        Assert.That(await HamburgAsync(waiting), Is.EqualTo((99, 1)));
        Assert.That(Codes(await FulfilAsync(waiting, 1)), Is.EqualTo(new[] { "INVALID" }));
    }

    [Test]
    public async Task Keeps_tracking_numbers_and_metadata_of_fulfilments()
    {
        var id = await PlaceAsync(1);
        var fulfillment = (await FulfilAsync(id, 1)).GetProperty("orderFulfill").GetProperty("fulfillments")[0].GetProperty("id").GetString();
        await DataAsync("mutation($id: ID!) { orderFulfillmentUpdateTracking(id: $id, input: { trackingNumber: \"0190\" }) { errors { code } } }", new { id = fulfillment });
        await DataAsync("mutation($id: ID!) { updateMetadata(id: $id, input: [{ key: \"state\", value: \"DELIVERED\" }]) { errors { code } } }", new { id = fulfillment });
        var shown = (await ViewAsync(id)).GetProperty("fulfillments")[0];
        Assert.That(shown.GetProperty("trackingNumber").GetString(), Is.EqualTo("0190"));
        Assert.That(shown.GetProperty("metadata").GetProperty("state").GetString(), Is.EqualTo("DELIVERED"));
    }

    [Test]
    public async Task Has_something_to_send_again_when_the_staff_adds_to_an_order_that_was_sent()
    {
        var id = await PlaceAsync(1);
        await FulfilAsync(id, 1);
        await EditAsync(id, (Sku, 3));
        Assert.That(await StatusAsync(id), Is.EqualTo("PARTIALLY_FULFILLED"));
        await EditAsync(id, (Sku, 1));
        Assert.That(await StatusAsync(id), Is.EqualTo("FULFILLED"));
    }

    [Test]
    public async Task Changes_nothing_when_one_line_of_an_edit_is_refused()
    {
        var id = await PlaceAsync(2);
        await Assert.ThatAsync(() => EditAsync(id, (Sku, 1), ("NONE", 1)), Throws.InvalidOperationException);
        Assert.That((await OrderAsync(id)).GetProperty("lines")[0].GetProperty("quantityToFulfill").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task Does_not_edit_an_order_that_was_cancelled()
    {
        var id = await PlaceAsync(2);
        await DataAsync("mutation($id: ID!) { orderCancel(id: $id) { errors { code } } }", new { id });
        await Assert.ThatAsync(() => EditAsync(id, (Sku, 1)), Throws.InvalidOperationException);
    }

    private async Task EditAsync(string id, params (string Sku, int Quantity)[] lines) =>
        await Shop.PostAsync($"orders/{await NumberAsync(id)}/lines", new { lines = lines.Select(line => new { sku = line.Sku, quantity = line.Quantity }) });

    private async Task<string> PlaceAsync(int quantity) =>
        (await Shop.PlaceOrderAsync(new { lines = new[] { new { sku = Sku, quantity } } })).GetProperty("id").GetString()!;

    private async Task<JsonElement> FulfilAsync(string order, int quantity, bool allowStockToBeExceeded = false)
    {
        var line = (await OrderAsync(order)).GetProperty("lines")[0].GetProperty("id").GetString();
        var lines = new[] { new { orderLineId = line, stocks = new[] { new { warehouse = await HamburgIdAsync(order), quantity } } } };
        return await DataAsync(Fulfil, new { order, input = new { lines, allowStockToBeExceeded, trackingNumber = "" } });
    }

    private async Task<JsonElement> OrderAsync(string id) => (await DataAsync(Stocks, new { id })).GetProperty("order");

    private async Task<string?> StatusAsync(string id) => (await OrderAsync(id)).GetProperty("status").GetString();

    private async Task<(int OnHand, int Allocated)> HamburgAsync(string id)
    {
        var stock = await HamburgStockAsync(id);
        return (stock.GetProperty("quantity").GetInt32(), stock.GetProperty("quantityAllocated").GetInt32());
    }

    private async Task<string?> HamburgIdAsync(string id) => (await HamburgStockAsync(id)).GetProperty("warehouse").GetProperty("id").GetString();

    private async Task<JsonElement> HamburgStockAsync(string id) => (await OrderAsync(id)).GetProperty("lines")[0].GetProperty("variant").GetProperty("stocks")
        .EnumerateArray().Single(stock => stock.GetProperty("warehouse").GetProperty("slug").GetString() == "hamburg");

    private async Task<JsonElement> ViewAsync(string id) => await Shop.OrderAsync(await NumberAsync(id));

    private async Task<string> NumberAsync(string id) =>
        (await DataAsync("query($id: ID!) { order(id: $id) { number } }", new { id })).GetProperty("order").GetProperty("number").GetString()!;
}
