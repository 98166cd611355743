using System.Net;
using Eci.Core;
using Eci.IntegrationTests.Saleor.Support;
using Eci.IntegrationTests.Telemetry;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Events_of_a_shop(DatabaseKind kind) : ConnectionFixture(kind)
{
    private const string OrderBody = """{"issuedAt":"2026-01-05T12:00:00+00:00","order":{"id":"T3JkZXI6MQ=="}}""";

    private static readonly (HttpStatusCode, string?) Taken = (HttpStatusCode.OK, null);

    private readonly RunningClock _clock = new();

    [TestCase("order_created", """{"order":{"id":"O1"}}""", "orders:O1")]
    [TestCase("order_updated", """{"data":{"orderUpdated":{"order":{"id":"O2"}}}}""", "orders:O2")]
    [TestCase("order_bulk_created", """{"orders":[{"id":"O3"},{"id":"O4"},{"id":"O3"}]}""", "orders:O3 orders:O4")]
    [TestCase("fulfillment_canceled", """{"order":{"id":"O5"}}""", "orders:O5")]
    [TestCase("transaction_item_metadata_updated", """{"transaction":{"order":{"id":"O6"}}}""", "orders:O6")]
    [TestCase("transaction_item_metadata_updated", """{"transaction":{"order":null}}""", "")]
    [TestCase("product_deleted", """{"product":{"id":"P1"}}""", "products:P1")]
    [TestCase("product_variant_deleted", """{"productVariant":{"product":{"id":"P2"}}}""", "products:P2")]
    [TestCase("product_variant_out_of_stock", """{"productVariant":{"id":"V1"}}""", "stock:V1")]
    [TestCase("customer_updated", """{"user":{"id":"U1"}}""", "customers:U1")]
    [TestCase("category_deleted", """{"category":{"id":"C1"}}""", "categories:C1")]
    [TestCase("channel_status_changed", """{"channel":{"id":"CH1"}}""", "sales-channels:CH1")]
    [TestCase("warehouse_created", """{"warehouse":{"id":"W1"}}""", "warehouses:W1")]
    [TestCase("checkout_created", "anything", "")]
    public async Task Make_the_hub_read_what_they_are_about(string name, string body, string wishes)
    {
        var (tenant, _, webhookId) = await ConnectAsync();
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, name, body)), Is.EqualTo(Taken));
        Assert.That(string.Join(' ', await WishesAsync(tenant)), Is.EqualTo(wishes));
    }

    [Test]
    public async Task Count_once_however_often_they_are_delivered()
    {
        var (tenant, _, webhookId) = await ConnectAsync();
        using var instruments = new Instruments(Host.Services);
        foreach (var delivery in Enumerable.Range(0, 5).Select(_ => DeliverAsync(webhookId, "order_updated", OrderBody)).ToList())
            Assert.That(await OutcomeAsync(delivery), Is.EqualTo(Taken));
        Assert.That(await WishesAsync(tenant), Is.EqualTo(["orders:T3JkZXI6MQ=="]));
        Assert.That(instruments.Of("eci.saleor.events", "result=accepted").Sum(), Is.EqualTo(1));
        Assert.That(instruments.Of("eci.saleor.events", "result=duplicate").Sum(), Is.EqualTo(4));

        var later = OrderBody.Replace("12:00", "12:01", StringComparison.Ordinal);
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_updated", later)), Is.EqualTo(Taken));
        Assert.That(await WishesAsync(tenant), Has.Count.EqualTo(2), "What was issued later is another event.");
    }

    [Test]
    public async Task Count_once_also_when_deliveries_meet()
    {
        var (tenant, _, webhookId) = await ConnectAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OutcomeAsync(DeliverAsync(webhookId, "order_updated", OrderBody))));
        Assert.That(outcomes, Is.All.EqualTo(Taken));
        Assert.That(await WishesAsync(tenant), Is.EqualTo(["orders:T3JkZXI6MQ=="]));
    }

    [Test]
    public async Task Count_again_later_when_they_do_not_say_when_they_were_issued()
    {
        const string Undated = """{"order":{"id":"O1"}}""";
        var (tenant, _, webhookId) = await ConnectAsync();
        for (var i = 0; i < 3; i++)
            Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_updated", Undated)), Is.EqualTo(Taken));
        Assert.That(await WishesAsync(tenant), Has.Count.LessThanOrEqualTo(2), "One, or two around the end of a moment.");

        var before = (await WishesAsync(tenant)).Count;
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_updated", Undated)), Is.EqualTo(Taken));
        Assert.That(await WishesAsync(tenant), Has.Count.EqualTo(before + 1), "The order may have changed again.");
    }

    [Test]
    public async Task Count_for_each_app_of_the_shop()
    {
        var (tenant, _, webhookId) = await ConnectAsync();
        await using var other = await StubShop.StartAsync();
        var link = await LinkAsync(tenant);
        Assert.That((await RegisterAsync(link.Secret, other.NewToken(), other.ApiUrl, other.Address.Authority)).Status, Is.EqualTo(HttpStatusCode.OK));
        await StoreAsync(db => db.Add(new IntegrationApp { TenantId = tenant.TenantId, IntegrationId = tenant.Integration.Id, AppId = link.AppId, Role = "shop" }));
        using var first = await DeliverAsync(webhookId, "order_updated", OrderBody);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/saleor/webhook/v1?webhook={await WebhookOfAsync(link.AppId)}")
        {
            Content = new StringContent(OrderBody),
            Headers = { { "Saleor-Event", "order_updated" }, { "Saleor-Signature", other.Signer.Sign(OrderBody) } },
        };
        using var second = await Host.Client.SendAsync(request);
        Assert.That((first.StatusCode, second.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(await WishesAsync(tenant), Has.Count.EqualTo(2), "Two shops may have equal ids.");
    }

    [Test]
    public async Task May_bear_the_older_names_of_headers()
    {
        var (tenant, _, webhookId) = await ConnectAsync();
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", OrderBody, prefix: "X-")), Is.EqualTo(Taken));
        Assert.That(await WishesAsync(tenant), Has.Count.EqualTo(1));
        Assert.That(
            await OutcomeAsync(DeliverAsync(webhookId, "order_created", OrderBody, apiUrl: "https://other.example.com/graphql/", prefix: "X-")),
            Is.EqualTo((HttpStatusCode.Unauthorized, "invalid_signature")));
    }

    [Test]
    public async Task Are_counted_when_nobody_has_a_use_for_them()
    {
        var (_, _, webhookId) = await ConnectAsync();
        using var instruments = new Instruments(Host.Services);
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "promotion_started", "{}")), Is.EqualTo(Taken));
        Assert.That(instruments.Of("eci.saleor.events", "result=unknown"), Is.EqualTo([1]));
    }

    [TestCase("not JSON")]
    [TestCase("{}")]
    [TestCase("""{"order":{"id":7}}""")]
    [TestCase("""{"order":{"id":""}}""")]
    [TestCase("""{"order":{"id":"\ud800"}}""")]
    [TestCase("""[{"type":"Order","id":"T3JkZXI6MQ=="}]""")]
    public async Task Are_refused_when_they_do_not_say_what_they_are_about(string body)
    {
        var (tenant, _, webhookId) = await ConnectAsync();
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", body)), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_request")));
        Assert.That(await WishesAsync(tenant), Is.Empty);
    }

    [Test]
    public async Task Are_refused_unread_without_the_shops_signature()
    {
        var (tenant, _, webhookId) = await ConnectAsync();
        var refused = (HttpStatusCode.Unauthorized, "invalid_signature");
        await using var other = await StubShop.StartAsync();
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", OrderBody, "x..y")), Is.EqualTo(refused));
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", OrderBody, other.Signer.Sign(OrderBody))), Is.EqualTo(refused), "another shop's key");
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", "{", other.Signer.Sign("{"))), Is.EqualTo(refused), "not even read");
        Assert.That(
            await OutcomeAsync(DeliverAsync(webhookId, "order_created", OrderBody, other.Signer.Sign(OrderBody), apiUrl: other.ApiUrl)), Is.EqualTo(refused), "keys of the header's shop");
        Assert.That(await WishesAsync(tenant), Is.Empty);
        Assert.That(other.Questions, Is.Zero, "Nobody whom a header names is asked.");
    }

    [Test]
    public async Task Are_refused_at_the_address_of_another_tenant()
    {
        var (first, _, _) = await ConnectAsync();
        await using var elsewhere = await StubShop.StartAsync();
        var second = await AddShopAsync();
        var link = await LinkAsync(second);
        Assert.That((await RegisterAsync(link.Secret, elsewhere.NewToken(), elsewhere.ApiUrl, elsewhere.Address.Authority)).Status, Is.EqualTo(HttpStatusCode.OK));
        var outcome = await OutcomeAsync(DeliverAsync(await WebhookOfAsync(link.AppId), "order_created", OrderBody));
        Assert.That(outcome, Is.EqualTo((HttpStatusCode.Unauthorized, "invalid_signature")));
        Assert.That(await WishesAsync(first), Is.Empty);
        Assert.That(await WishesAsync(second), Is.Empty);
    }

    [Test]
    public async Task Are_not_found_at_addresses_that_are_none()
    {
        var (_, _, prepayment) = await ConnectAsync("PREPAYMENT");
        foreach (var webhookId in new[] { "wh_unknown", string.Empty, prepayment })
            Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", OrderBody)), Is.EqualTo((HttpStatusCode.NotFound, "webhook_not_found")));
    }

    [Test]
    public async Task Are_refused_before_a_shop_is_connected()
    {
        var link = await LinkAsync(await AddShopAsync());
        var outcome = await OutcomeAsync(DeliverAsync(await WebhookOfAsync(link.AppId), "order_created", OrderBody));
        Assert.That(outcome, Is.EqualTo((HttpStatusCode.Unauthorized, "invalid_signature")));
    }

    [Test]
    public async Task Are_refused_when_the_body_is_too_large()
    {
        var (_, _, webhookId) = await ConnectAsync();
        var body = $$"""{"order":{"id":"O1"},"pad":"{{new string('x', 1024 * 1024)}}"}""";
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", body)), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "payload_too_large")));
    }

    [Test]
    public async Task Are_refused_while_nobody_pays()
    {
        var (tenant, _, webhookId) = await ConnectAsync();
        await Host.QueryAsync(db => db.Set<Subscription>().Where(s => s.Id == tenant.Subscription.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.PaidUntil, DateTimeOffset.UnixEpoch)));
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", OrderBody)), Is.EqualTo((HttpStatusCode.PaymentRequired, "subscription_required")));
    }

    [Test]
    public async Task Are_refused_while_the_app_is_switched_off()
    {
        var (tenant, link, webhookId) = await ConnectAsync();
        await AnswerAsync($$"""mutation { setAppEnabled(id: "{{link.AppId}}", enabled: false) { id } }""", tenant.Key);
        Assert.That(await OutcomeAsync(DeliverAsync(webhookId, "order_created", OrderBody)), Is.EqualTo((HttpStatusCode.Forbidden, "integration_disabled")));
        Assert.That(await WishesAsync(tenant), Is.Empty);
    }

    [Test]
    public async Task Are_to_be_repeated_while_the_keys_of_the_shop_cannot_be_read()
    {
        var (tenant, _, webhookId) = await ConnectAsync();
        await RestartHostAsync();
        Saleor.HidesKeys = true;
        using var answer = await DeliverAsync(webhookId, "order_created", OrderBody);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Headers.RetryAfter, Is.Not.Null);
        Assert.That(await WishesAsync(tenant), Is.Empty);
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Time = _clock;
    }
}
