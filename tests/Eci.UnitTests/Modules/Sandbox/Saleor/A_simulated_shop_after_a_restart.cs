using System.Text.Json;
using AngleSharp.Html.Parser;
using Eci.Testing.Hosting;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

internal sealed class A_simulated_shop_after_a_restart
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void Tidy()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Knows_its_orders_apps_key_and_numbers()
    {
        string orders, keys, apps;
        await using (var shop = await StartAsync())
        {
            await using var app = await StubApp.StartAsync();
            await shop.PostAsync("install", new { manifestUrl = app.ManifestUrl });
            await shop.AddAppAsync("t");
            var first = await shop.PlaceOrderAsync(new { voucher = "FIVEOFF", language = "EN" });
            Assert.That(() => shop.PlaceOrderAsync(new { gateway = "prepayment" }), Throws.InvalidOperationException);
            await shop.PlaceOrderAsync(new { gateway = "transactions" });
            await shop.PostAsync($"orders/{first.GetProperty("number").GetString()}/fulfil", new { trackingNumber = "0190" });
            await shop.QueryAsync("mutation($id: ID!) { orderRefund(id: $id, amount: 1) { errors { code } } }", new { id = first.GetProperty("id").GetString() }, "t");
            (orders, keys, apps) = await StateAsync(shop);
        }

        await using var again = await StartAsync();
        Assert.That(await StateAsync(again), Is.EqualTo((orders, keys, apps)));
        Assert.That(orders, Does.Contain("0190").And.Contain("PARTIALLY_REFUNDED"));
        Assert.That((await again.QueryAsync("{ app { name } }", token: "t")).TryGetProperty("errors", out _), Is.False);
        var number = (await again.PlaceOrderAsync()).GetProperty("number").GetString();
        Assert.That(orders, Does.Not.Contain($"\"number\":\"{number}\""));
    }

    [Test]
    public async Task Survives_a_line_that_was_cut_off()
    {
        await using (var shop = await StartAsync())
            await shop.PlaceOrderAsync();
        await File.AppendAllTextAsync(StateFile, "\n{\"at\":\"2026-");
        await using (var shop = await StartAsync())
            await shop.PlaceOrderAsync();
        await using var again = await StartAsync();
        Assert.That(JsonDocument.Parse(await again.Http.GetStringAsync("orders")).RootElement.GetArrayLength(), Is.EqualTo(2));
    }

    [TestCase("""{"at":"2026-01-05T09:00:00Z","change":{"change":"staff","number":"2001","action":"pay","wish":null},"answers":[]}""")]
    [TestCase("""{"at":"2026-01-05T09:00:00Z","change":{"change":"api","query":"mutation { __typename }","variables":"[7"},"answers":[]}""")]
    [TestCase("""{"at":"2026-01-05T09:00:00Z","change":{"change":"juggle"},"answers":[]}""")]
    [TestCase("{}")]
    [TestCase("rubbish")]
    public async Task Comes_back_although_a_line_cannot_be_repeated(string line)
    {
        await using (var shop = await StartAsync())
            await shop.PlaceOrderAsync();
        await File.AppendAllTextAsync(StateFile, $"\n{line}");
        await using var again = await StartAsync();
        await again.PlaceOrderAsync();
        Assert.That(JsonDocument.Parse(await again.Http.GetStringAsync("orders")).RootElement.GetArrayLength(), Is.EqualTo(2));
    }

    [TestCase("-----BEGIN PRIVATE KEY-----\nMIIEv")]
    [TestCase("")]
    public async Task Makes_another_key_when_the_file_with_it_is_damaged(string content)
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync($"{StateFile}.pem", content);
        string keys;
        await using (var shop = await StartAsync())
            keys = (await StateAsync(shop)).Keys;
        await using var again = await StartAsync();
        Assert.That((await StateAsync(again)).Keys, Is.EqualTo(keys));
    }

    [Test]
    public async Task Belongs_to_one_process()
    {
        await using var owner = await StartAsync();
        await owner.PlaceOrderAsync();
        await using var other = await StartAsync();
        Assert.That(() => other.PlaceOrderAsync(), Throws.InvalidOperationException.With.Message.Contains("StateFile"));
        Assert.That((await owner.PlaceOrderAsync()).GetProperty("number").GetString(), Is.EqualTo("2002"));
    }

    [Test]
    public async Task Keeps_apps_and_numbers_when_another_shop_is_opened()
    {
        string? before;
        await using (var shop = await StartAsync())
        {
            await shop.AddAppAsync("t");
            before = (await shop.PlaceOrderAsync()).GetProperty("id").GetString();
            await shop.OpenAsync(products: 12, orders: 3);
        }

        await using var again = await StartAsync();
        var orders = (await again.QueryAsync("{ orders(first: 10) { edges { node { id } } } }", token: "t")).GetProperty("data").GetProperty("orders").GetProperty("edges");
        Assert.That(orders.GetArrayLength(), Is.EqualTo(3));
        Assert.That(orders.GetRawText(), Does.Not.Contain(before));
    }

    [Test]
    public async Task Shows_its_orders_on_a_page_without_trusting_their_texts()
    {
        await using var shop = await StartAsync();
        var order = await shop.PlaceOrderAsync(new { email = "<script>alert(1)</script>" });
        await shop.PostAsync($"orders/{order.GetProperty("number").GetString()}/fulfil", new { trackingNumber = "<b>0190</b>" });
        using (await shop.Http.PostAsync("page/orders", content: null))
        {
            var page = await new HtmlParser().ParseDocumentAsync(await shop.Http.GetStringAsync(""));
            Assert.That(page.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(2));
            Assert.That(page.QuerySelectorAll("script, b"), Is.Empty);
            Assert.That(page.QuerySelector("tbody")!.TextContent, Does.Contain("<b>0190</b>").And.Contain("<script>"));
        }
    }

    private string StateFile => Path.Combine(_folder, "shop.jsonl");

    private Task<SaleorShopServer> StartAsync() => SaleorShopServer.StartAsync(settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["StateFile"] = StateFile });

    private static async Task<(string Orders, string Keys, string Apps)> StateAsync(SaleorShopServer shop) =>
        (await shop.Http.GetStringAsync("orders"), await shop.Http.GetStringAsync($"{shop.Origin}/.well-known/jwks.json"), await shop.Http.GetStringAsync("apps"));
}
