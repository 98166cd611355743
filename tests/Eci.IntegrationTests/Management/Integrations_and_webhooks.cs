using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Management.Kinds;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Management;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Integrations_and_webhooks(DatabaseKind kind) : ManagementFixture(kind)
{
    private const string Issued = "webhook { id expiresAt secrets { id expiresAt } } url secret";

    private readonly RunningClock _clock = new();

    [Test]
    public async Task Join_apps_that_fit_once()
    {
        var shop = await AddShopAsync();
        var integration = await ChangeAsync(
            "createTrackingIntegration",
            "CreateTrackingIntegrationInput",
            "id kind enabled settings { name value } subscription { id paid } apps { role app { id } }",
            shop.Key,
            new { name = "More", subscriptionId = shop.Subscription.Id, apps = new[] { shop.CarrierApp.Id, shop.CarrierApp.Id }, page = new { accentColor = "#0f766e" } });
        Assert.That(integration.GetProperty("apps").ToString(), Is.EqualTo($$$"""[{"role":"carrier","app":{"id":"{{{shop.CarrierApp.Id}}}"}}]"""));
        Assert.That(integration.GetProperty("settings").ToString(), Does.Contain("""{"name":"accentColor","value":"#0f766e"}"""));
        Assert.That(integration.GetProperty("subscription").GetProperty("paid").GetBoolean(), Is.True);

        var id = Text(integration, "id");
        for (var i = 0; i < 2; i++)
            Assert.That((await ConnectAsync("connectApp", shop.Key, id, shop.EmailApp.Id)).GetProperty("data").GetProperty("connectApp").GetProperty("apps").GetArrayLength(), Is.EqualTo(2));
        var second = Text(await ChangeAsync("createTrackingEmailApp", "CreateTrackingEmailAppInput", "id", shop.Key, new
        {
            name = "Second",
            settings = new { sender = "a@example.com", senderName = "A", shopName = "A", defaultLanguage = "en" },
        }), "id");
        Assert.That(CodeOf(await ConnectAsync("connectApp", shop.Key, id, second)), Is.EqualTo("PLACE_TAKEN"));
        await ConnectAsync("disconnectApp", shop.Key, id, shop.EmailApp.Id);
        Assert.That((await ConnectAsync("connectApp", shop.Key, id, second)).TryGetProperty("errors", out _), Is.False);
        var dhl = Text(await ChangeAsync("createDhlApp", "CreateDhlAppInput", "id", shop.Key, new { name = "Misfit", credentials = new { apiKey = "k" } }), "id");
        Assert.That(CodeOf(await ConnectAsync("connectApp", shop.Key, id, dhl)), Is.EqualTo("APP_DOES_NOT_FIT"));
    }

    [Test]
    public async Task Are_not_joined_with_what_belongs_to_others()
    {
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        Assert.That(CodeOf(await ConnectAsync("connectApp", shop.Key, other.Integration.Id, shop.CarrierApp.Id)), Is.EqualTo("INTEGRATION_NOT_FOUND"));
        Assert.That(CodeOf(await ConnectAsync("connectApp", shop.Key, shop.Integration.Id, other.CarrierApp.Id)), Is.EqualTo("APP_NOT_FOUND"));
        Assert.That(CodeOf(await ConnectAsync("disconnectApp", shop.Key, shop.Integration.Id, other.CarrierApp.Id)), Is.EqualTo("APP_NOT_FOUND"));
        const string create = "createTrackingIntegration", input = "CreateTrackingIntegrationInput";
        Assert.That((await RefusalAsync(create, input, shop.Key, new { name = "x", subscriptionId = other.Subscription.Id })).Code, Is.EqualTo("SUBSCRIPTION_NOT_FOUND"));
        Assert.That((await RefusalAsync(create, input, shop.Key, new { name = "x", apps = new[] { other.CarrierApp.Id } })).Code, Is.EqualTo("APP_NOT_FOUND"));
        Assert.That((await RefusalAsync("updateSubscription", "UpdateSubscriptionInput", shop.Key, new { id = other.Subscription.Id })).Code, Is.EqualTo("SUBSCRIPTION_NOT_FOUND"));
        var refusal = await RefusalAsync(create, input, shop.Key, new { name = "x", page = new { accentColor = "red", logoUrl = "http://example.com/a.png", supportEmail = "x" } });
        Assert.That((refusal.Code, refusal.Fields), Is.EqualTo(("INVALID_INPUT", new[] { "page.accentColor", "page.logoUrl", "page.supportEmail" })));
    }

    [Test]
    public async Task Stop_pushes_while_they_are_switched_off_or_not_paid()
    {
        var shop = await AddShopAsync();
        var url = Text(await ChangeAsync("createWebhook", "CreateWebhookInput", Issued, shop.Key, new { appId = shop.CarrierApp.Id }), "url");
        Assert.That(await PushAsync(url), Is.EqualTo(HttpStatusCode.OK));
        await AnswerAsync("mutation ($id: ID!) { setIntegrationEnabled(id: $id, enabled: false) { enabled } }", shop.Key, new { id = shop.Integration.Id });
        Assert.That(await PushAsync(url), Is.EqualTo(HttpStatusCode.Forbidden));
        await AnswerAsync("mutation ($id: ID!) { setIntegrationEnabled(id: $id, enabled: true) { enabled } }", shop.Key, new { id = shop.Integration.Id });
        await AnswerAsync("mutation ($id: ID!) { setAppEnabled(id: $id, enabled: false) { enabled } }", shop.Key, new { id = shop.CarrierApp.Id });
        Assert.That(await PushAsync(url), Is.EqualTo(HttpStatusCode.Forbidden));
        await AnswerAsync("mutation ($id: ID!) { setAppEnabled(id: $id, enabled: true) { enabled } }", shop.Key, new { id = shop.CarrierApp.Id });
        await ChangeAsync("updateSubscription", "UpdateSubscriptionInput", "paid", shop.Key, new { id = shop.Subscription.Id, paidUntil = "2001-01-01T00:00:00Z" });
        Assert.That(await PushAsync(url), Is.EqualTo(HttpStatusCode.PaymentRequired));
    }

    [Test]
    public async Task Keep_a_replaced_address_until_the_grace_period_ends()
    {
        var shop = await AddShopAsync();
        var old = await ChangeAsync("createWebhook", "CreateWebhookInput", Issued, shop.Key, new { appId = shop.CarrierApp.Id, name = "Push" });
        var webhookId = Text(old.GetProperty("webhook"), "id");
        Assert.That(Text(old, "url"), Is.EqualTo($"/api/v1/tracking/dpd/{webhookId}"));
        Assert.That(old.GetProperty("secret").ValueKind, Is.EqualTo(JsonValueKind.Null));
        var replaced = await ChangeAsync("replaceWebhook", "RotateWebhookInput", Issued, shop.Key, new { webhookId, graceHours = 2 });
        Assert.That(Text(replaced, "url"), Is.Not.EqualTo(Text(old, "url")));
        Assert.That((await PushAsync(Text(old, "url")), await PushAsync(Text(replaced, "url"))), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That((await RefusalAsync("replaceWebhook", "RotateWebhookInput", shop.Key, new { webhookId })).Code, Is.EqualTo("WEBHOOK_REPLACED"));
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.That((await PushAsync(Text(old, "url")), await PushAsync(Text(replaced, "url"))), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.OK)));
        var entries = await Host.QueryAsync(db => db.Set<AuditEntry>().Where(a => a.TenantId == shop.TenantId && a.Subject == "IncomingWebhook").ToListAsync());
        Assert.That(entries.Select(e => $"{e.SubjectId} {e.Details}"), Has.None.Contains(webhookId));

        var id = Text(replaced.GetProperty("webhook"), "id");
        await AnswerAsync("mutation ($id: ID!) { deleteWebhook(id: $id) { id } }", shop.Key, new { id });
        Assert.That(await PushAsync(Text(replaced, "url")), Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Accept_both_secrets_until_the_grace_period_ends()
    {
        var shop = await AddShopAsync();
        var app = Text(await ChangeAsync("createDhlApp", "CreateDhlAppInput", "id", shop.Key, new { name = "Signed", credentials = new { apiKey = "k" } }), "id");
        var created = await ChangeAsync("createWebhook", "CreateWebhookInput", Issued, shop.Key, new { appId = app, withSecret = true });
        var (webhookId, first) = (Text(created.GetProperty("webhook"), "id"), Text(created, "secret"));
        var rotated = await ChangeAsync("rotateWebhookSecret", "RotateWebhookInput", Issued, shop.Key, new { webhookId, graceHours = 1 });
        var second = Text(rotated, "secret");
        Assert.That((await AcceptsAsync(webhookId, first), await AcceptsAsync(webhookId, second), await AcceptsAsync(webhookId, "other")), Is.EqualTo((true, true, false)));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.That((await AcceptsAsync(webhookId, first), await AcceptsAsync(webhookId, second)), Is.EqualTo((false, true)));

        rotated = await ChangeAsync("rotateWebhookSecret", "RotateWebhookInput", Issued, shop.Key, new { webhookId, graceHours = 0 });
        Assert.That((await AcceptsAsync(webhookId, second), await AcceptsAsync(webhookId, Text(rotated, "secret"))), Is.EqualTo((false, true)));
        Assert.That(rotated.GetProperty("webhook").GetProperty("secrets").GetArrayLength(), Is.EqualTo(2), "the one that ended before is gone");
        var last = await Host.QueryAsync(db => db.Set<WebhookSecret>().Where(s => s.WebhookId == webhookId && s.ExpiresAt == null).Select(s => s.Id).SingleAsync());
        await AnswerAsync("mutation ($id: ID!) { revokeWebhookSecret(secretId: $id) { id } }", shop.Key, new { id = last });
        Assert.That(await AcceptsAsync(webhookId, Text(rotated, "secret")), Is.False);
        Assert.That((await RefusalAsync("replaceWebhook", "RotateWebhookInput", shop.Key, new { webhookId })).Code, Is.EqualTo("WEBHOOK_WITH_SECRET"));
        Assert.That((await RefusalAsync("rotateWebhookSecret", "RotateWebhookInput", shop.Key, new { webhookId, graceHours = -1 })).Fields, Is.EqualTo(["graceHours"]));
        Assert.That((await RefusalAsync("rotateWebhookSecret", "RotateWebhookInput", shop.Key, new { webhookId, graceHours = 721 })).Fields, Is.EqualTo(["graceHours"]));
    }

    [Test]
    public async Task Refuse_webhooks_that_nobody_would_call_or_that_belong_to_others()
    {
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        Assert.That((await RefusalAsync("createWebhook", "CreateWebhookInput", shop.Key, new { appId = shop.EmailApp.Id })).Code, Is.EqualTo("APP_WITHOUT_WEBHOOK"));
        var refusal = await RefusalAsync("createWebhook", "CreateWebhookInput", shop.Key, new { appId = shop.CarrierApp.Id, withSecret = true });
        Assert.That((refusal.Code, refusal.Fields), Is.EqualTo(("INVALID_INPUT", new[] { "withSecret" })));
        var webhook = await ChangeAsync("createWebhook", "CreateWebhookInput", Issued, shop.Key, new { appId = shop.CarrierApp.Id });
        var webhookId = Text(webhook.GetProperty("webhook"), "id");
        Assert.That((await RefusalAsync("rotateWebhookSecret", "RotateWebhookInput", shop.Key, new { webhookId })).Code, Is.EqualTo("WEBHOOK_WITHOUT_SECRET"));
        Assert.That((await RefusalAsync("replaceWebhook", "RotateWebhookInput", other.Key, new { webhookId })).Code, Is.EqualTo("WEBHOOK_NOT_FOUND"));
        Assert.That(CodeOf(await AskAsync("mutation ($id: ID!) { deleteWebhook(id: $id) { id } }", other.Key, new { id = webhookId })), Is.EqualTo("WEBHOOK_NOT_FOUND"));
        Assert.That(CodeOf(await AskAsync("mutation { revokeWebhookSecret(secretId: \"wh_sec_1\") { id } }", shop.Key)), Is.EqualTo("WEBHOOK_SECRET_NOT_FOUND"));
        Assert.That(CodeOf(await AskAsync("{ webhooks { nodes { id } } }", await NewKeyAsync(shop, "read:apps"))), Is.EqualTo("FORBIDDEN"));
        var found = await AnswerAsync("query ($id: ID!) { webhooks(filter: { appId: $id }) { totalCount nodes { id app { id } } } }", shop.Key, new { id = shop.CarrierApp.Id });
        Assert.That(found.ToString(), Is.EqualTo($$$"""{"totalCount":1,"nodes":[{"id":"{{{webhookId}}}","app":{"id":"{{{shop.CarrierApp.Id}}}"}}]}"""));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Time = _clock;
        base.Configure(options);
        options.Services = services =>
        {
            var dhl = services.Single(s => s.ServiceType == typeof(IAppKind) && s.ImplementationType?.Name == "DhlKind");
            services.Remove(dhl);
            services.AddSingleton<IAppKind>(provider => new OddKind((IAppKind)ActivatorUtilities.CreateInstance(provider, dhl.ImplementationType!)));
        };
    }

    private Task<JsonElement> ConnectAsync(string field, string key, string integrationId, string appId) => AskAsync(
        $"mutation ($i: ID!, $a: ID!) {{ {field}(integrationId: $i, appId: $a) {{ id apps {{ role }} }} }}", key, new { i = integrationId, a = appId });

    private async Task<HttpStatusCode> PushAsync(string url)
    {
        using var answer = await Host.Client.GetAsync($"{url}?pushid={NextNumber()}&pnr={NextNumber()}&status=pickup_depot&statusdate=05012026100200");
        return answer.StatusCode;
    }

    /// <summary>What a call with the secret would be told, by the lookup and the check of webhook endpoints.</summary>
    private async Task<bool> AcceptsAsync(string webhookId, string secret)
    {
        var target = await Host.Services.GetRequiredService<IWebhookDirectory>().FindAsync(webhookId, CancellationToken.None);
        var request = new DefaultHttpContext().Request;
        request.Headers["x-secret"] = secret;
        return new SecretHeader("x-secret").Accepts(request, Encoding.UTF8.GetBytes("{}"), target!.App, target, _clock.GetUtcNow());
    }

    /// <summary>DHL as a kind whose third party calls with a secret, and whose apps fit into no integration.</summary>
    private sealed class OddKind(IAppKind dhl) : IAppKind
    {
        public string Kind => dhl.Kind;

        public string Label => dhl.Label;

        public string Role => "odd";

        public Type AppType => dhl.AppType;

        public KindRecord Settings => dhl.Settings;

        public KindRecord Credentials => dhl.Credentials;

        public WebhookForm Webhook { get; } = new("/api/v1/odd/{webhookId}", TakesSecret: true);

        public App Create(AppHead head, KindValues settings, KindValues credentials) => dhl.Create(head, settings, credentials);

        public void Change(App app, KindValues? settings, KindValues? credentials) => dhl.Change(app, settings, credentials);

        public JsonObject SettingsOf(App app) => dhl.SettingsOf(app);

        public bool HasCredentials(App app) => dhl.HasCredentials(app);

        public Task<ConnectionVerdict> TryConnectionAsync(App app, CancellationToken cancellationToken) => dhl.TryConnectionAsync(app, cancellationToken);
    }
}
