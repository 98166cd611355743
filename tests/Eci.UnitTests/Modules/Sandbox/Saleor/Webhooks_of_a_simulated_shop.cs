using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Eci.Testing.Servers;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

internal sealed class Webhooks_of_a_simulated_shop : ShopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private StubApp _app = null!;

    [SetUp]
    public async Task StartApp() => _app = await StubApp.StartAsync();

    [TearDown]
    public async Task StopApp() => await _app.DisposeAsync();

    [Test]
    public async Task Carry_what_the_subscription_selects()
    {
        await InstallAsync();
        var number = (await Shop.PlaceOrderAsync()).GetProperty("number").GetString();
        var webhook = (await ReceiveAsync(1))[0];
        Assert.Multiple(() =>
        {
            Assert.That(webhook.Headers["Saleor-Event"], Is.EqualTo("order_created"));
            Assert.That(webhook.Headers["Saleor-Api-Url"], Is.EqualTo(Shop.ApiUrl));
            Assert.That(webhook.Headers.Keys, Is.SupersetOf(new[] { "Saleor-Domain", "Saleor-Signature", "X-Saleor-Event", "X-Saleor-Domain", "X-Saleor-Signature" }));
            Assert.That(webhook.Json.GetProperty("order").GetProperty("number").GetString(), Is.EqualTo(number));
            Assert.That(webhook.Json.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "issuedAt", "order" }));
        });
    }

    [Test]
    public async Task Wrap_what_a_subscription_by_channel_selects_and_leave_other_channels_out()
    {
        _app.Query = "subscription { orderCreated(channels: [\"us-channel\"]) { order { number } } }";
        await InstallAsync();
        await Shop.PlaceOrderAsync();
        var number = (await Shop.PlaceOrderAsync(new { channel = "us-channel", lines = new[] { new { sku = "COFFEE-1-1" } } })).GetProperty("number").GetString();
        var webhook = (await ReceiveAsync(1))[0];
        Assert.That(webhook.Json.GetProperty("data").GetProperty("orderCreated").GetProperty("order").GetProperty("number").GetString(), Is.EqualTo(number));
        Assert.That(await DeliveriesAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Name_the_address_that_the_app_was_installed_from_wherever_the_shop_is_called_later()
    {
        await InstallAsync();
        using var order = new HttpRequestMessage(HttpMethod.Post, "orders");
        order.Headers.Host = "shop.example.com:81";
        using (await Shop.Http.SendAsync(order))
        {
            var webhook = (await ReceiveAsync(1))[0];
            Assert.That(webhook.Headers["Saleor-Api-Url"], Is.EqualTo(Shop.ApiUrl));
            Assert.That(webhook.Headers["Saleor-Domain"], Is.EqualTo(new Uri(Shop.Origin).Authority));
        }
    }

    [Test]
    public async Task Carry_the_errors_of_what_the_app_may_not_see()
    {
        _app.Permissions = ["MANAGE_PRODUCTS"];
        _app.Query = "subscription { event { issuedAt ... on OrderCreated { order { transactions { id } } } } }";
        await InstallAsync();
        await Shop.PlaceOrderAsync();
        var body = (await ReceiveAsync(1))[0].Json;
        Assert.That(body.GetProperty("order").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Exception(body), Is.EqualTo("PermissionDenied"));
    }

    [Test]
    public async Task Are_signed_with_the_key_that_the_shop_shows_also_after_it_was_changed()
    {
        await InstallAsync();
        await Shop.PlaceOrderAsync();
        var first = (await ReceiveAsync(1))[0];
        using var oldKey = await KeyAsync();
        await Shop.PostAsync("keys/rotate");
        await Shop.PlaceOrderAsync();
        var second = (await ReceiveAsync(2))[1];
        using var newKey = await KeyAsync();
        Assert.That((IsSigned(first, oldKey), IsSigned(second, newKey), IsSigned(second, oldKey)), Is.EqualTo((true, true, false)));
    }

    [Test]
    public async Task Are_repeated_five_times_with_longer_and_longer_pauses_while_the_app_fails()
    {
        await InstallAsync();
        _app.Answer = Status(StatusCodes.Status503ServiceUnavailable);
        await Shop.PlaceOrderAsync();
        foreach (var (pause, attempts) in new[] { (10, 1), (20, 2), (40, 3), (80, 4), (160, 5) })
        {
            await AttemptedAsync(attempts);
            Time.Advance(TimeSpan.FromSeconds(pause - 1));
            Assert.That((await DeliveriesAsync())[0].GetProperty("attempts").GetInt32(), Is.EqualTo(attempts));
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        await AttemptedAsync(6);
        Assert.That((await DeliveriesAsync())[0].GetProperty("state").GetString(), Is.EqualTo("Failed"));
    }

    [TestCase(StatusCodes.Status400BadRequest)]
    [TestCase(StatusCodes.Status404NotFound)]
    [TestCase(StatusCodes.Status302Found)]
    public async Task Are_not_repeated_when_the_app_refuses(int status)
    {
        await InstallAsync();
        _app.Answer = Status(status);
        await Shop.PlaceOrderAsync();
        await AttemptedAsync(1);
        var delivery = (await DeliveriesAsync())[0];
        Assert.That(delivery.GetProperty("state").GetString(), Is.EqualTo("Failed"));
        Assert.That(delivery.GetProperty("nextAttemptAt").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Come_twice_or_in_the_wrong_order_when_told_so()
    {
        await InstallAsync();
        await Shop.PostAsync("control/deliveries", new { hold = true });
        var first = (await Shop.PlaceOrderAsync()).GetProperty("number").GetString();
        var second = (await Shop.PlaceOrderAsync()).GetProperty("number").GetString();
        Assert.That(_app.Webhooks, Is.Empty);
        await Shop.PostAsync("control/deliveries", new { reverse = true, copies = 2 });
        await ReceiveAsync(2);
        var third = (await Shop.PlaceOrderAsync()).GetProperty("number").GetString();
        await ReceiveAsync(4);
        var order = (await DeliveriesAsync()).Count;
        var numbers = _app.Webhooks.Select(call => call.Json.GetProperty("order").GetProperty("number").GetString()).ToList();
        Assert.That(numbers.Take(2), Is.EquivalentTo(new[] { first, second }));
        Assert.That(numbers.Skip(2), Is.EqualTo(new[] { third, third }));
        Assert.That(order, Is.EqualTo(4));
    }

    [Test]
    public async Task Tell_of_everything_that_becomes_of_an_order()
    {
        _app.AsyncEvents = ["ANY_EVENTS"];
        _app.Query = "subscription { event { issuedAt } }";
        await InstallAsync();
        var number = (await Shop.PlaceOrderAsync(new { confirmed = false, paid = false })).GetProperty("number").GetString();
        foreach (var action in new[] { "confirm", "pay", "fulfil", "refund" })
            await Shop.PostAsync($"orders/{number}/{action}", action == "fulfil" ? new { trackingNumber = "0190" } : null);
        var events = (await DeliveriesAsync()).ConvertAll(delivery => delivery.GetProperty("event").GetString());
        Assert.That(events, Is.SupersetOf(new[]
        {
            "order_created", "order_confirmed", "order_paid", "order_fully_paid", "fulfillment_created", "fulfillment_tracking_number_updated",
            "order_fulfilled", "order_refunded", "order_fully_refunded", "order_updated",
        }));
    }

    [Test]
    public async Task Tell_of_products_and_stock()
    {
        _app.Permissions = ["MANAGE_PRODUCTS"];
        _app.AsyncEvents = ["ANY_EVENTS"];
        _app.Query = "subscription { event { ... on ProductDeleted { product { name } } ... on ProductVariantOutOfStock { productVariant { sku } } ... on ProductUpdated { product { name } } } }";
        await InstallAsync();
        await Shop.PostAsync("stock", new { sku = "TEA-2-1", quantity = 0 });
        using (await Shop.Http.PatchAsJsonAsync("products/TEA-2-1", new { name = "Assam" }))
        using (await Shop.Http.DeleteAsync("products/TEA-2-1"))
            Assert.That((await DeliveriesAsync()).Select(delivery => delivery.GetProperty("body").GetString()), Is.EqualTo(new[]
            {
                """{"productVariant":{"sku":"TEA-2-1"}}""", """{"product":{"name":"Assam"}}""", """{"product":{"name":"Assam"}}""",
            }));
    }

    private Task<JsonElement> InstallAsync() => Shop.PostAsync("install", new { manifestUrl = _app.ManifestUrl });

    private static Func<AppCall, HttpContext, Task> Status(int status) => (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private async Task<List<AppCall>> ReceiveAsync(int count)
    {
        await Eventually.Async(() => _app.Webhooks.Count() >= count, Patience, $"{count} webhooks");
        return [.. _app.Webhooks];
    }

    private Task AttemptedAsync(int count) => Eventually.Async(
        async () => (await DeliveriesAsync())[0].GetProperty("attempts").GetInt32() == count, Patience, $"{count} attempts");

    private async Task<List<JsonElement>> DeliveriesAsync() => [.. JsonDocument.Parse(await Shop.Http.GetStringAsync("deliveries")).RootElement.EnumerateArray()];

    private async Task<RSA> KeyAsync()
    {
        var key = JsonDocument.Parse(await Shop.Http.GetStringAsync($"{Shop.Origin}/.well-known/jwks.json")).RootElement.GetProperty("keys")[0];
        return RSA.Create(new RSAParameters { Modulus = Bytes("n"), Exponent = Bytes("e") });

        byte[] Bytes(string member) => Base64Url.DecodeFromChars(key.GetProperty(member).GetString());
    }

    private static bool IsSigned(AppCall call, RSA key)
    {
        var parts = call.Headers["Saleor-Signature"].Split("..");
        byte[] input = [.. Encoding.ASCII.GetBytes(parts[0]), (byte)'.', .. call.Body];
        return key.VerifyData(input, Base64Url.DecodeFromChars(parts[1]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
