using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Eci.Core;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Connection.Installation;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Installing_the_hub_in_a_shop(DatabaseKind kind) : ConnectionFixture(kind)
{
    private static readonly DateTimeOffset FarAway = new(2170, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Begins_with_a_manifest_that_names_the_app_and_the_link()
    {
        var tenant = await AddShopAsync();
        var link = await LinkAsync(tenant);
        var manifest = await Host.Client.GetFromJsonAsync<JsonElement>(link.ManifestUrl);
        var webhookId = await WebhookOfAsync(link.AppId);
        var hub = Host.BaseAddress.ToString().TrimEnd('/');
        var webhooks = manifest.GetProperty("webhooks").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(Text(manifest, "id"), Is.EqualTo("eci-entitysync"));
            Assert.That(Text(manifest, "tokenTargetUrl"), Is.EqualTo($"{hub}/api/saleor/register?link={link.Secret}"));
            Assert.That(manifest.GetProperty("permissions").EnumerateArray().Select(p => p.GetString()), Does.Contain("MANAGE_ORDERS").And.Contain("HANDLE_PAYMENTS"));
            Assert.That(webhooks.Select(w => Text(w, "targetUrl")), Is.All.EqualTo($"{hub}/api/saleor/webhook/v1?webhook={webhookId}"));
            Assert.That(webhooks.SelectMany(w => w.GetProperty("asyncEvents").EnumerateArray()).Select(e => e.GetString()),
                Does.Contain("ORDER_CREATED").And.Contain("PRODUCT_DELETED").And.Contain("PRODUCT_VARIANT_STOCK_UPDATED"));
            Assert.That(webhooks.TrueForAll(w => !w.TryGetProperty("syncEvents", out _)));
            Assert.That(Text(manifest, "requiredSaleorVersion"), Is.EqualTo(">=3.20.0 <4.0.0"));
        });
        using var logo = await Host.Client.GetAsync(manifest.GetProperty("brand").GetProperty("logo").GetProperty("default").GetString());
        Assert.That(logo.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/png"));
    }

    [Test]
    public async Task Gives_another_manifest_for_payment_in_advance()
    {
        var link = await LinkAsync(await AddShopAsync(), "PREPAYMENT");
        var manifest = await Host.Client.GetFromJsonAsync<JsonElement>(link.ManifestUrl);
        var webhook = manifest.GetProperty("webhooks").EnumerateArray().Single();
        Assert.That(Text(manifest, "id"), Is.EqualTo("eci-prepayment"));
        Assert.That(Text(webhook, "targetUrl"), Does.Contain("/api/saleor/syncwebhook/v1/prepayment?webhook="));
        Assert.That(webhook.GetProperty("syncEvents").EnumerateArray().Select(e => e.GetString()), Is.EquivalentTo(new[]
        {
            "PAYMENT_LIST_GATEWAYS", "PAYMENT_AUTHORIZE", "PAYMENT_CAPTURE", "PAYMENT_CONFIRM", "PAYMENT_PROCESS", "PAYMENT_REFUND", "PAYMENT_VOID",
        }));
    }

    [Test]
    public async Task Names_the_scheme_that_a_proxy_took_the_call_by()
    {
        var link = await LinkAsync(await AddShopAsync());
        using var request = new HttpRequestMessage(HttpMethod.Get, link.ManifestUrl);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Host = "hub.example.com";
        using var answer = await Host.Client.SendAsync(request);
        var manifest = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(Text(manifest, "tokenTargetUrl"), Does.StartWith("https://hub.example.com/api/saleor/register?link="));
    }

    [Test]
    public async Task Connects_the_shop_and_uses_up_the_link()
    {
        var tenant = await AddShopAsync();
        var link = await LinkAsync(tenant);
        var token = Saleor.NewToken("QXBwOjc=");
        Assert.That(await RegisterAsync(link.Secret, token), Is.EqualTo((HttpStatusCode.OK, (string?)null)));
        var installation = (await InstallationAsync(link.AppId))!;
        Assert.That((installation.ApiUrl, installation.SaleorAppId, installation.SchemaVersion, installation.RefusedSince),
            Is.EqualTo((Saleor.ApiUrl, "QXBwOjc=", "3.23", (DateTimeOffset?)null)));
        Assert.That(await TokenOfAsync(link.AppId), Is.EqualTo(token));
        Assert.That(await RegisterAsync(link.Secret), Is.EqualTo((HttpStatusCode.Forbidden, "LINK_REFUSED")));
        using var manifest = await Host.Client.GetAsync(link.ManifestUrl);
        Assert.That(manifest.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM core_app WHERE credentials LIKE '%{token}%'"), Is.Zero, "The token is encrypted.");
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM saleor_install_link WHERE secret_hash LIKE '%{link.Secret}%'"), Is.Zero);
        var audit = await Host.QueryAsync(db => db.Set<AuditEntry>().Where(e => e.TenantId == tenant.TenantId && e.Actor == "Saleor 127.0.0.1").ToListAsync());
        Assert.That(audit.Select(e => e.Subject), Is.EquivalentTo(new[] { nameof(SaleorApp), nameof(SaleorInstallation), nameof(SaleorInstallLink) }));
        Assert.That(string.Concat(audit.Select(e => e.Details)), Does.Not.Contain(token).And.Not.Contain(link.Secret));
    }

    [Test]
    public async Task Is_refused_from_the_moment_that_the_link_is_too_old()
    {
        var link = await LinkAsync(await AddShopAsync(), minutes: 1);
        var now = TimeProvider.System.GetUtcNow();
        await Host.QueryAsync(db => db.Set<SaleorInstallLink>().Where(l => l.AppId == link.AppId).ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, now)));
        Assert.That(await RegisterAsync(link.Secret), Is.EqualTo((HttpStatusCode.Forbidden, "LINK_REFUSED")));
        using var manifest = await Host.Client.GetAsync(link.ManifestUrl);
        Assert.That(manifest.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Is_refused_without_a_good_link_before_anybody_is_asked()
    {
        var tenant = await AddShopAsync();
        var link = await LinkAsync(tenant);
        await Host.QueryAsync(db => db.Set<SaleorInstallLink>().Where(l => l.AppId == link.AppId)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, DateTimeOffset.UnixEpoch)));
        foreach (var secret in new[] { link.Secret, "sil_unknown", string.Empty, new string('x', 500) })
            Assert.That(await RegisterAsync(secret), Is.EqualTo((HttpStatusCode.Forbidden, "LINK_REFUSED")), secret);
        Assert.That(Saleor.Questions, Is.Zero);
    }

    [Test]
    public async Task Gives_the_manifest_of_the_links_own_type_only()
    {
        var link = await LinkAsync(await AddShopAsync());
        using var answer = await Host.Client.GetAsync(link.ManifestUrl.Replace("entitysync", "prepayment", StringComparison.Ordinal));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [TestCase("{}", "MISSING_AUTH_TOKEN")]
    [TestCase("not JSON", "MISSING_AUTH_TOKEN")]
    [TestCase("""{"auth_token":""}""", "MISSING_AUTH_TOKEN")]
    [TestCase("""{"auth_token":"a b"}""", "MISSING_AUTH_TOKEN")]
    [TestCase("[]", "MISSING_AUTH_TOKEN")]
    [TestCase("""{"auth_token":"\ud800"}""", "MISSING_AUTH_TOKEN")]
    [TestCase("""{"auth_token":{"a":1}}""", "MISSING_AUTH_TOKEN")]
    public async Task Is_refused_without_a_token(string body, string code)
    {
        var link = await LinkAsync(await AddShopAsync());
        Assert.That(await RegisterAsync(link.Secret, body: body), Is.EqualTo((HttpStatusCode.BadRequest, code)));
        Assert.That((await RegisterAsync(link.Secret)).Status, Is.EqualTo(HttpStatusCode.OK), "The link is still good.");
    }

    [Test]
    public async Task Does_not_use_up_the_link_when_the_shop_does_not_pass()
    {
        var link = await LinkAsync(await AddShopAsync());
        Assert.That(await RegisterAsync(link.Secret, "not-its-token"), Is.EqualTo((HttpStatusCode.Unauthorized, "UNKNOWN_APP_ID")));
        Saleor.IsDown = true;
        Assert.That(await RegisterAsync(link.Secret), Is.EqualTo((HttpStatusCode.Unauthorized, "SHOP_NOT_REACHABLE")));
        (Saleor.IsDown, Saleor.HidesKeys) = (false, true);
        Assert.That(await RegisterAsync(link.Secret), Is.EqualTo((HttpStatusCode.Unauthorized, "JWKS_NOT_AVAILABLE")));
        (Saleor.HidesKeys, Saleor.Permissions) = (false, ["MANAGE_ORDERS"]);
        Assert.That(await RegisterAsync(link.Secret), Is.EqualTo((HttpStatusCode.Forbidden, "PERMISSIONS_MISSING")));
        Saleor.Permissions = null;
        Assert.That(await RegisterAsync(link.Secret, domain: "other.example.com"), Is.EqualTo((HttpStatusCode.Forbidden, "SALEOR_URL_PROHIBITED")));
        Assert.That(await RegisterAsync(link.Secret, apiUrl: "ftp://shop.example.com/"), Is.EqualTo((HttpStatusCode.Forbidden, "SALEOR_URL_PROHIBITED")));
        Assert.That(await InstallationAsync(link.AppId), Is.Null);
        Assert.That((await RegisterAsync(link.Secret)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(200, """{"data":{"app":{"id":"\ud800","permissions":[]}}}""", "SHOP_NOT_REACHABLE")]
    [TestCase(200, """{"data":{"app":{"id":"App:1","permissions":[{"code":"\ud800"}]}}}""", "SHOP_NOT_REACHABLE")]
    [TestCase(200, "{}", "SHOP_NOT_REACHABLE")]
    [TestCase(200, "[[[", "SHOP_NOT_REACHABLE")]
    [TestCase(500, """{"errors":[{"message":"Oops"}]}""", "SHOP_NOT_REACHABLE")]
    [TestCase(429, """{"errors":[{"message":"Slow down"}]}""", "SHOP_NOT_REACHABLE")]
    [TestCase(302, "", "SHOP_NOT_REACHABLE")]
    [TestCase(200, """{"data":{"app":null}}""", "UNKNOWN_APP_ID")]
    [TestCase(200, """{"data":{"app":{"id":"","permissions":[]}}}""", "UNKNOWN_APP_ID")]
    [TestCase(200, """{"data":{"app":{"id":"App:1","permissions":null}}}""", "PERMISSIONS_MISSING")]
    [TestCase(401, "No", "UNKNOWN_APP_ID")]
    public async Task Is_refused_to_shops_that_answer_nonsense(int status, string answer, string code)
    {
        var link = await LinkAsync(await AddShopAsync());
        Saleor.Answer = (status, answer);
        Assert.That((await RegisterAsync(link.Secret)).Code, Is.EqualTo(code));
        Saleor.Answer = null;
        Assert.That((await RegisterAsync(link.Secret)).Status, Is.EqualTo(HttpStatusCode.OK), "The link is still good.");
    }

    [Test]
    public async Task Needs_headers_that_are_given_once()
    {
        var link = await LinkAsync(await AddShopAsync());
        Assert.That((await RegisterAsync(link.Secret, headers: h => h.Add("Saleor-Api-Url", "https://other.example.com/graphql/"))).Status, Is.EqualTo(HttpStatusCode.Forbidden), "Both come as one value.");
        Assert.That(await RegisterAsync(link.Secret, headers: h => h.Add("Saleor-Domain", "other.example.com")), Is.EqualTo((HttpStatusCode.Forbidden, "SALEOR_URL_PROHIBITED")));
        Assert.That(await RegisterAsync(link.Secret, headers: h => h.Remove("Saleor-Api-Url")), Is.EqualTo((HttpStatusCode.BadRequest, "MISSING_API_URL")));
        Assert.That(
            (await RegisterAsync(link.Secret, headers: h =>
            {
                h.Remove("Saleor-Domain");
                h.Add("X-Saleor-Domain", Saleor.Address.Authority);
            })).Status,
            Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Is_mended_by_a_new_link_after_the_shop_uninstalled_the_app()
    {
        var (tenant, link, _) = await ConnectAsync();
        Saleor.Tokens.Clear();
        var trial = await AnswerAsync($$"""mutation { testApp(id: "{{link.AppId}}") { works } }""", tenant.Key);
        Assert.That(trial.GetProperty("works").GetBoolean(), Is.False);
        var shown = await AnswerAsync($$"""{ saleorInstallation(appId: "{{link.AppId}}") { apiUrl refusedSince } }""", tenant.Key);
        Assert.That(shown.GetProperty("refusedSince").ValueKind, Is.EqualTo(JsonValueKind.String));
        await StoreAsync(db => db.Add(new SyncPaceState
        {
            AppId = link.AppId,
            TenantId = tenant.TenantId,
            RestsUntil = FarAway,
            RestReason = "refused",
            Rests = 9,
        }));
        await StoreAsync(db => db.Add(new SyncRecord
        {
            Id = Ids.New(IdPrefix.SyncRecord),
            TenantId = tenant.TenantId,
            AppId = link.AppId,
            Entity = "orders",
            Direction = SyncDirection.Pull,
            Key = "O1",
            Status = SyncStatus.Failed,
            NextAttemptAt = FarAway,
        }));

        var again = await LinkAsync(tenant, appId: link.AppId);
        var token = Saleor.NewToken("QXBwOjI=");
        Assert.That((await RegisterAsync(again.Secret, token)).Status, Is.EqualTo(HttpStatusCode.OK));
        var installation = (await InstallationAsync(link.AppId))!;
        Assert.That((installation.SaleorAppId, installation.RefusedSince), Is.EqualTo(("QXBwOjI=", (DateTimeOffset?)null)));
        Assert.That(await TokenOfAsync(link.AppId), Is.EqualTo(token));
        var pace = await Host.QueryAsync(db => db.Set<SyncPaceState>().AsNoTracking().SingleAsync(p => p.AppId == link.AppId));
        Assert.That((pace.RestsUntil, pace.Rests), Is.EqualTo(((DateTimeOffset?)null, 0)), "The app no longer rests.");
        var record = await Host.QueryAsync(db => db.Set<SyncRecord>().AsNoTracking().SingleAsync(r => r.AppId == link.AppId));
        Assert.That(record.NextAttemptAt, Is.LessThan(FarAway), "What waited is due.");
        trial = await AnswerAsync($$"""mutation { testApp(id: "{{link.AppId}}") { works } }""", tenant.Key);
        Assert.That(trial.GetProperty("works").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Is_refused_to_a_shop_that_another_app_has_until_it_is_disconnected_there()
    {
        var (first, connected, _) = await ConnectAsync();
        var second = await AddShopAsync();
        var link = await LinkAsync(second);
        Assert.That(await RegisterAsync(link.Secret), Is.EqualTo((HttpStatusCode.Forbidden, "SHOP_CONNECTED_ELSEWHERE")));
        Assert.That((await RegisterAsync((await LinkAsync(second, "PREPAYMENT")).Secret)).Status, Is.EqualTo(HttpStatusCode.OK), "Another kind of app is another matter.");
        await AnswerAsync($$"""mutation { disconnectSaleorShop(appId: "{{connected.AppId}}") }""", first.Key);
        Assert.That((await RegisterAsync(link.Secret)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Is_nothing_that_other_tenants_see_or_change()
    {
        var (_, link, _) = await ConnectAsync();
        var stranger = await AddShopAsync();
        Assert.That((await AnswerAsync($$"""{ saleorInstallation(appId: "{{link.AppId}}") { apiUrl } }""", stranger.Key)).ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(CodeOf(await AskAsync($$"""mutation { disconnectSaleorShop(appId: "{{link.AppId}}") }""", stranger.Key)), Is.EqualTo("APP_NOT_FOUND"));
        Assert.That((await RefusalAsync("createSaleorInstallLink", "CreateSaleorInstallLinkInput", stranger.Key, new { type = "ENTITY_SYNC", appId = link.AppId })).Code,
            Is.EqualTo("APP_NOT_FOUND"));
    }

    [Test]
    public async Task Takes_links_of_apps_of_the_same_kind_only()
    {
        var tenant = await AddShopAsync();
        var link = await LinkAsync(tenant);
        var input = new { type = "PREPAYMENT", appId = link.AppId };
        Assert.That((await RefusalAsync("createSaleorInstallLink", "CreateSaleorInstallLinkInput", tenant.Key, input)).Code, Is.EqualTo("APP_OF_OTHER_KIND"));
        var late = new { type = "ENTITY_SYNC", expiresInMinutes = 100_000 };
        Assert.That((await RefusalAsync("createSaleorInstallLink", "CreateSaleorInstallLinkInput", tenant.Key, late)).Fields, Is.EqualTo(["expiresInMinutes"]));
    }

    private async Task<string?> TokenOfAsync(string appId) => (await CredentialsOfAsync(appId))?.Token;
}
