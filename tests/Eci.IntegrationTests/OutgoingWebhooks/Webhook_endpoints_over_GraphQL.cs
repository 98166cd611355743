using System.Text.Json;
using Eci.IntegrationTests.OutgoingWebhooks.Support;
using Eci.IntegrationTests.Tracking;
using Eci.Messaging.Operations;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.OutgoingWebhooks;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Webhook_endpoints_over_GraphQL(DatabaseKind kind) : WebhooksFixture(kind)
{
    private const string Endpoints = """
        query ($first: Int) {
          webhookEndpoints(first: $first, orderBy: CREATED_AT_ASC) {
            nodes { id url description eventTypes enabled disabledReason failingSince pausedUntil secrets { id expiresAt } createdAt }
          }
        }
        """;

    private const string Log = """
        query ($filter: WebhookDeliveriesFilterInput) {
          webhookDeliveries(filter: $filter) {
            nodes { id eventType status attemptCount webhookEndpoint { id } nextAttemptAt attempts { number time duration outcome statusCode responseBody } }
          }
        }
        """;

    private const string Update = "mutation ($input: UpdateWebhookEndpointInput!) { updateWebhookEndpoint(input: $input) { url description eventTypes } }";
    private const string Rotate = "mutation ($input: RotateWebhookEndpointSecretInput!) { rotateWebhookEndpointSecret(input: $input) { secret } }";
    private const string Enable = "mutation ($id: ID!) { setWebhookEndpointEnabled(id: $id, enabled: false) { enabled disabledReason } }";
    private const string ResendFailed = "mutation ($input: ResendFailedWebhookDeliveriesInput!) { resendFailedWebhookDeliveries(input: $input) { count more } }";

    private readonly StatementCounter _statements = new();

    [Test]
    public async Task Are_made_changed_and_listed()
    {
        var shop = await AddShopAsync();
        var (id, secret) = await SubscribeAsync(shop, "https://example.com/hooks", "order.delivered", "package.mail_sent");
        Assert.That(secret, Does.Match("^whsec_[A-Za-z0-9+/]{43}=$"));
        var changed = Data(
            await AskAsync(Update, shop.Key, new { input = new { id, description = " The shop's own ", eventTypes = Array.Empty<string>() } }), "updateWebhookEndpoint");
        Assert.That(changed.ToString(), Is.EqualTo("""{"url":"https://example.com/hooks","description":"The shop's own","eventTypes":[]}"""));
        Assert.That(Data(await AskAsync(Enable, shop.Key, new { id }), "setWebhookEndpointEnabled").ToString(), Is.EqualTo("""{"enabled":false,"disabledReason":"MANUAL"}"""));
        var listed = (await NodesAsync(shop, Endpoints)).Single();
        Assert.That((Text(listed, "id"), listed.GetProperty("secrets").GetArrayLength()), Is.EqualTo((id, 1)));
        Assert.That(listed.ToString(), Does.Not.Contain(secret));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM outgoing_webhooks_secret WHERE key LIKE '%{secret[6..]}%'"), Is.Zero, "It is encrypted.");
        Data(await AskForAsync("deleteWebhookEndpoint", id, shop.Key), "deleteWebhookEndpoint");
        Assert.That(await NodesAsync(shop, Endpoints), Is.Empty);
    }

    [Test]
    public async Task Of_other_tenants_are_unknown()
    {
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        var name = NextNumber();
        var (id, _) = await SubscribeAsync(shop, Receiver(name), "package.state_changed");
        await TellAsync(shop.Scan(InTransit));
        var delivery = await TriedAsync(shop);
        foreach (var unknown in (string[])[id, "whe_unknown"])
        {
            Assert.That(CodeOf(await AskAsync(Update, other.Key, new { input = new { id = unknown, url = "https://example.com/" } })), Is.EqualTo("WEBHOOK_ENDPOINT_NOT_FOUND"));
            Assert.That(CodeOf(await AskAsync(Rotate, other.Key, new { input = new { id = unknown } })), Is.EqualTo("WEBHOOK_ENDPOINT_NOT_FOUND"));
            Assert.That(CodeOf(await AskAsync(Enable, other.Key, new { id = unknown })), Is.EqualTo("WEBHOOK_ENDPOINT_NOT_FOUND"));
            Assert.That(CodeOf(await AskForAsync("sendTestWebhook", unknown, other.Key)), Is.EqualTo("WEBHOOK_ENDPOINT_NOT_FOUND"));
            Assert.That(CodeOf(await AskForAsync("deleteWebhookEndpoint", unknown, other.Key)), Is.EqualTo("WEBHOOK_ENDPOINT_NOT_FOUND"));
            Assert.That(CodeOf(await AskAsync(ResendFailed, other.Key, new { input = Range(unknown) })), Is.EqualTo("WEBHOOK_ENDPOINT_NOT_FOUND"));
        }

        Assert.That(CodeOf(await AskForAsync("resendWebhookDelivery", delivery.Id, other.Key)), Is.EqualTo("WEBHOOK_DELIVERY_NOT_FOUND"));
        Assert.That(CodeOf(await AskForAsync("resendWebhookDelivery", "msg_unknown", other.Key)), Is.EqualTo("WEBHOOK_DELIVERY_NOT_FOUND"));
        Assert.That(await NodesAsync(other, Endpoints), Is.Empty);
        Assert.That(await NodesAsync(other, Log, new { filter = new { webhookEndpointId = id } }), Is.Empty);
        Assert.That(await ReceivedAsync(name), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Refuse_wrong_arguments()
    {
        var shop = await AddShopAsync();
        var (id, _) = await SubscribeAsync(shop, "https://example.com/");
        Assert.That(CodeOf(await CreateAsync(shop, "https://example.com/", "package.lost")), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(Update, shop.Key, new { input = new { id, description = new string('x', 201) } })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(Update, shop.Key, new { input = new { id, description = "a\0b" } })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(Rotate, shop.Key, new { input = new { id, graceHours = -1 } })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(Rotate, shop.Key, new { input = new { id, graceHours = 169 } })), Is.EqualTo("INVALID_ARGUMENT"));
        var turned = new { webhookEndpointId = id, from = "2026-01-02T00:00:00Z", to = "2026-01-01T00:00:00Z" };
        Assert.That(CodeOf(await AskAsync(ResendFailed, shop.Key, new { input = turned })), Is.EqualTo("INVALID_ARGUMENT"));
        Data(await AskAsync(Enable, shop.Key, new { id }), "setWebhookEndpointEnabled");
        Assert.That(CodeOf(await AskForAsync("sendTestWebhook", id, shop.Key)), Is.EqualTo("WEBHOOK_ENDPOINT_DISABLED"));
    }

    [Test]
    public async Task Are_few_and_have_few_secrets()
    {
        var shop = await AddShopAsync();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
            ids.Add((await SubscribeAsync(shop, "https://example.com/")).Id);
        Assert.That(CodeOf(await CreateAsync(shop, "https://example.com/")), Is.EqualTo("TOO_MANY_WEBHOOK_ENDPOINTS"));
        for (var i = 0; i < 4; i++)
            Data(await AskAsync(Rotate, shop.Key, new { input = new { id = ids[0] } }), "rotateWebhookEndpointSecret");
        Assert.That(CodeOf(await AskAsync(Rotate, shop.Key, new { input = new { id = ids[0] } })), Is.EqualTo("TOO_MANY_WEBHOOK_SECRETS"));
        Data(await AskAsync(Rotate, shop.Key, new { input = new { id = ids[0], graceHours = 0 } }), "rotateWebhookEndpointSecret");
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM outgoing_webhooks_secret WHERE endpoint_id = '{ids[0]}'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Need_their_scopes()
    {
        var shop = await AddShopAsync();
        var (id, _) = await SubscribeAsync(shop, "https://example.com/");
        var reader = await NewKeyAsync(shop, "read:apps");
        Assert.That(CodeOf(await AskAsync(Update, reader, new { input = new { id } })), Is.EqualTo("FORBIDDEN"));
        Assert.That(CodeOf(await AskForAsync("resendWebhookDelivery", "msg_1", reader)), Is.EqualTo("FORBIDDEN"));
        Assert.That(CodeOf(await AskAsync("{ webhookDeliveries { nodes { payload } } }", reader)), Is.EqualTo("FORBIDDEN"));
        Data(await AskAsync(Log, reader), "webhookDeliveries");
        Data(await AskAsync(Endpoints, reader), "webhookEndpoints");
        Assert.That(CodeOf(await AskAsync(Endpoints, await NewKeyAsync(shop, "read:packages"))), Is.EqualTo("FORBIDDEN"));
    }

    [Test]
    public async Task Get_again_what_was_delivered_or_has_failed()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await AnswerAsync(name, 500);
        var (id, _) = await SubscribeAsync(shop, Receiver(name), "order.delivered");
        Data(await AskForAsync("sendTestWebhook", id, shop.Key), "sendTestWebhook");
        Assert.That((await TriedAsync(shop)).Status, Is.EqualTo(WebhookDeliveryStatus.Failed), "A test is sent once.");

        var resent = Data(await AskAsync(ResendFailed, shop.Key, new { input = Range(id) }), "resendFailedWebhookDeliveries");
        Assert.That(resent.ToString(), Is.EqualTo("""{"count":1,"more":false}"""));
        var delivery = await TriedAsync(shop, attempts: 2);
        Assert.That(delivery.Status, Is.EqualTo(WebhookDeliveryStatus.Delivered));
        Data(await AskForAsync("resendWebhookDelivery", delivery.Id, shop.Key), "resendWebhookDelivery");
        await TriedAsync(shop, attempts: 3);
        Assert.That((await ReceivedAsync(name)).Select(c => HeaderOf(c, "webhook-id")), Is.EqualTo([delivery.Id, delivery.Id, delivery.Id]));
        Assert.That(
            Data(await AskAsync(ResendFailed, shop.Key, new { input = Range(id) }), "resendFailedWebhookDeliveries").GetProperty("count").GetInt32(), Is.Zero);

        var logged = (await NodesAsync(shop, Log, new { filter = new { status = "DELIVERED", eventType = "webhook.test" } })).Single();
        Assert.That(logged.GetProperty("attempts").EnumerateArray().Select(a => (a.GetProperty("number").GetInt32(), Text(a, "outcome"))), Is.EqualTo([(3, "DELIVERED"), (2, "DELIVERED"), (1, "REFUSED")]));
        Assert.That(await NodesAsync(shop, Log, new { filter = new { status = "FAILED" } }), Is.Empty);
        Assert.That(await NodesAsync(shop, Log, new { filter = new { to = "2020-01-01T00:00:00Z" } }), Is.Empty);
    }

    [Test]
    public async Task Are_listed_with_as_many_statements_for_many_as_for_one()
    {
        var (small, large) = (await AddShopAsync(), await AddShopAsync());
        foreach (var (shop, endpoints) in ((Shop, int)[])[(small, 1), (large, 3)])
        {
            for (var i = 0; i < endpoints; i++)
            {
                var (id, _) = await SubscribeAsync(shop, Receiver(NextNumber()), "order.delivered");
                for (var sent = 0; sent < endpoints; sent++)
                    Data(await AskForAsync("sendTestWebhook", id, shop.Key), "sendTestWebhook");
            }

            await UntilAsync(async () => (await DeliveriesAsync(shop)).TrueForAll(d => d.Status is WebhookDeliveryStatus.Delivered), "the tests");
        }

        await SettleAsync();
        Assert.That(await StatementsAsync(() => NodesAsync(large, Endpoints)), Is.EqualTo(await StatementsAsync(() => NodesAsync(small, Endpoints))).And.LessThan(6));
        Assert.That(await StatementsAsync(() => NodesAsync(large, Log)), Is.EqualTo(await StatementsAsync(() => NodesAsync(small, Log))).And.LessThan(6));
        Assert.That((await NodesAsync(large, Log)).Select(d => d.GetProperty("attempts").GetArrayLength()), Is.All.EqualTo(1).And.Exactly(9).Items);
    }

    [Test]
    public async Task Lose_their_log_after_its_retention()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        var (id, _) = await SubscribeAsync(shop, Receiver(name), "order.delivered");
        Data(await AskForAsync("sendTestWebhook", id, shop.Key), "sendTestWebhook");
        await TriedAsync(shop);
        Clock.Advance(TimeSpan.FromDays(29));
        await SweepAsync();
        Assert.That(await DeliveriesAsync(shop), Has.Count.EqualTo(1));
        Clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync();
        Assert.That((await DeliveriesAsync(shop), await AttemptsAsync(shop)), Is.EqualTo((new List<WebhookDelivery>(), new List<WebhookAttempt>())));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        // Its own ticks would be counted among the statements of requests.
        options.Settings["Eci:Scheduler:Tick"] = "00:01:00";
        options.Settings["Eci:OutgoingWebhooks:MaxEndpoints"] = "3";
        options.Services = services => services.AddSingleton<IInterceptor>(_statements);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static object Range(string id) => new { webhookEndpointId = id, from = "2020-01-01T00:00:00Z", to = "2100-01-01T00:00:00Z" };

    private async Task<List<JsonElement>> NodesAsync(Shop shop, string query, object? variables = null)
    {
        var answer = await AskAsync(query, shop.Key, variables);
        return [.. Data(answer, query == Log ? "webhookDeliveries" : "webhookEndpoints").GetProperty("nodes").EnumerateArray()];
    }

    private async Task<int> StatementsAsync(Func<Task> work)
    {
        var before = _statements.Count;
        await work();
        return _statements.Count - before;
    }

    private async Task SweepAsync()
    {
        var job = Host.Services.GetServices<IRecurringJob>().Single(j => j.Name == "outgoing-webhooks-retention");
        await using var scope = Host.Services.CreateAsyncScope();
        await job.RunAsync(scope.ServiceProvider, CancellationToken.None);
    }
}
