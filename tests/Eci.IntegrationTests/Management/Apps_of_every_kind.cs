using System.Text.Json;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Dhl;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Management;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Apps_of_every_kind(DatabaseKind kind) : ManagementFixture(kind)
{
    private const string Shown = "id name kind enabled hasCredentials settings { name value }";
    private const string Secret = "s3cr3t-key-of-dhl";

    private static readonly object Mails = new { sender = "post@example.com", senderName = "Kaufhaus", shopName = "Kaufhaus", defaultLanguage = "de" };

    private static readonly TestCaseData[] Faults =
    [
        Fault("Dhl", new { name = " ", credentials = new { apiKey = "k" } }, "name"),
        Fault("Dhl", new { name = new string('x', 101), credentials = new { apiKey = "k" } }, "name"),
        Fault("Dhl", new { name = "x", credentials = new { apiKey = "two words" } }, "credentials.apiKey"),
        Fault("Dhl", new { name = "x", credentials = new { apiKey = new string('x', 501) } }, "credentials.apiKey"),
        Fault(
            "Dhl",
            new { name = "x", settings = new { requestsPerDay = 0, spacingSeconds = -1 }, credentials = new { apiKey = string.Empty } },
            "credentials.apiKey",
            "settings.requestsPerDay",
            "settings.spacingSeconds"),
        Fault(
            "Ups",
            new { name = "x", settings = new { requestsPerDay = 1_000_001, spacingSeconds = 3601, locale = "german" }, credentials = new { clientId = "a:b", clientSecret = "ä" } },
            "credentials.clientId",
            "credentials.clientSecret",
            "settings.locale",
            "settings.requestsPerDay",
            "settings.spacingSeconds"),
        Fault(
            "TrackingEmail",
            new { name = "x", settings = new { sender = "post", senderName = "a\nb", replyTo = "x@y", shopName = string.Empty, defaultLanguage = "deutsch", builtInStates = new[] { "DELIVERED", "DELIVERED" } } },
            "settings.builtInStates",
            "settings.defaultLanguage",
            "settings.replyTo",
            "settings.sender",
            "settings.senderName",
            "settings.shopName"),
        Fault("Dpd", new { name = "\t" }, "name"),
    ];

    private readonly StatementCounter _statements = new();

    [Test]
    public async Task Are_created_and_shown_without_their_credentials()
    {
        var shop = await AddShopAsync();
        var dhl = await CreateAsync(shop, "Dhl", new { name = "Parcels", settings = new { requestsPerDay = 500 }, credentials = new { apiKey = Secret } });
        Assert.That((Text(dhl, "kind"), dhl.GetProperty("enabled").GetBoolean(), dhl.GetProperty("hasCredentials").GetBoolean()), Is.EqualTo(("dhl", true, true)));
        Assert.That(SettingsOf(dhl), Is.EqualTo("requestsPerDay=500 spacingSeconds=5 refineByText=true"));
        var ups = await CreateAsync(shop, "Ups", new { name = "Abroad", enabled = false, credentials = new { clientId = "a", clientSecret = Secret } });
        Assert.That(SettingsOf(ups), Is.EqualTo("requestsPerDay=5000 spacingSeconds=1 locale=en_US"));
        Assert.That(ups.GetProperty("enabled").GetBoolean(), Is.False);
        var mails = await CreateAsync(shop, "TrackingEmail", new { name = "Mails", settings = Mails });
        Assert.That(SettingsOf(mails), Does.StartWith("sender=post@example.com senderName=Kaufhaus replyTo= shopName=Kaufhaus defaultLanguage=de"));
        Assert.That(Text(await CreateAsync(shop, "Dpd", new { name = "DPD" }), "kind"), Is.EqualTo("dpd"));

        var stored = (DhlApp)await StoredAsync(Text(dhl, "id"));
        Assert.That(Host.Services.GetRequiredService<CredentialProtector>().Unprotect(stored.Credentials!).ApiKey, Is.EqualTo(Secret));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM core_app WHERE credentials LIKE '%{Secret}%'"), Is.Zero);
        var list = await AskAsync($"{{ apps {{ nodes {{ {Shown} }} }} }}", shop.Key);
        Assert.That(list.GetProperty("data").GetProperty("apps").GetProperty("nodes").GetArrayLength(), Is.EqualTo(6));
        Assert.That(list.ToString(), Does.Not.Contain(Secret));
    }

    [TestCaseSource(nameof(Faults))]
    public async Task Say_of_each_field_what_is_wrong_with_it(string type, object input, string[] fields)
    {
        var shop = await AddShopAsync();
        var before = await Host.ScalarAsync("SELECT count(*) FROM core_app");
        var refusal = await RefusalAsync($"create{type}App", $"Create{type}AppInput", shop.Key, input);
        Assert.That(refusal.Code, Is.EqualTo("INVALID_INPUT"));
        Assert.That(refusal.Fields, Is.EqualTo(fields));
        Assert.That(await Host.ScalarAsync("SELECT count(*) FROM core_app"), Is.EqualTo(before));
    }

    [Test]
    public async Task Keep_what_a_change_leaves_out()
    {
        var shop = await AddShopAsync();
        var id = Text(await CreateAsync(shop, "Dhl", new { name = "Parcels", settings = new { requestsPerDay = 500 }, credentials = new { apiKey = Secret } }), "id");
        var before = (DhlApp)await StoredAsync(id);
        var changed = await ChangeAsync("updateDhlApp", "UpdateDhlAppInput", Shown, shop.Key, new { id, settings = new { spacingSeconds = 0.5 } });
        Assert.That((Text(changed, "name"), SettingsOf(changed)), Is.EqualTo(("Parcels", "requestsPerDay=500 spacingSeconds=0.5 refineByText=true")));
        Assert.That(((DhlApp)await StoredAsync(id)).Credentials, Is.EqualTo(before.Credentials));

        changed = await ChangeAsync(
            "updateDhlApp", "UpdateDhlAppInput", Shown, shop.Key, new { id, name = "Other", settings = new { requestsPerDay = (int?)null }, credentials = new { apiKey = "new" } });
        Assert.That((Text(changed, "name"), SettingsOf(changed)), Is.EqualTo(("Other", "requestsPerDay=250 spacingSeconds=0.5 refineByText=true")));
        var after = (DhlApp)await StoredAsync(id);
        Assert.That(Host.Services.GetRequiredService<CredentialProtector>().Unprotect(after.Credentials!).ApiKey, Is.EqualTo("new"));
        Assert.That(after.Version, Is.EqualTo(before.Version + 2));
    }

    [Test]
    public async Task Are_not_found_by_other_tenants_and_by_other_kinds()
    {
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        var id = Text(await CreateAsync(shop, "Dhl", new { name = "Parcels", credentials = new { apiKey = Secret } }), "id");
        foreach (var (key, app) in new[] { (other.Key, id), (shop.Key, "app_nowhere") })
        {
            Assert.That((await RefusalAsync("updateDhlApp", "UpdateDhlAppInput", key, new { id = app, name = "x" })).Code, Is.EqualTo("APP_NOT_FOUND"));
            Assert.That((await RefusalAsync("setAppSchedule", "SetAppScheduleInput", key, new { id = app })).Code, Is.EqualTo("APP_NOT_FOUND"));
            Assert.That((await RefusalAsync("createWebhook", "CreateWebhookInput", key, new { appId = app })).Code, Is.EqualTo("APP_NOT_FOUND"));
            foreach (var field in new[] { "setAppEnabled(id: $id, enabled: false) { id }", "deleteApp(id: $id) { id }", "testApp(id: $id) { works }" })
                Assert.That(CodeOf(await AskAsync($"mutation ($id: ID!) {{ {field} }}", key, new { id = app })), Is.EqualTo("APP_NOT_FOUND"), field);
            Assert.That((await AnswerAsync("query ($id: ID!) { app(id: $id) { id } }", key, new { id = app })).ValueKind, Is.EqualTo(JsonValueKind.Null));
        }

        Assert.That((await RefusalAsync("updateUpsApp", "UpdateUpsAppInput", shop.Key, new { id, name = "x" })).Code, Is.EqualTo("APP_NOT_FOUND"));
        Assert.That((await StoredAsync(id)).Name, Is.EqualTo("Parcels"));
    }

    [Test]
    public async Task Are_scheduled_by_what_can_be_read()
    {
        var shop = await AddShopAsync();
        var id = Text(await CreateAsync(shop, "Dhl", new { name = "Parcels", credentials = new { apiKey = Secret } }), "id");
        var app = await ChangeAsync(
            "setAppSchedule", "SetAppScheduleInput", "cron timeZone timeoutSeconds schedule { cron timeZone state }", shop.Key, new { id, cron = "0 3 * * *", timeZone = "America/New_York", timeoutSeconds = 90 });
        Assert.That(app.ToString(), Is.EqualTo("""{"cron":"0 3 * * *","timeZone":"America/New_York","timeoutSeconds":90,"schedule":{"cron":"0 3 * * *","timeZone":"America/New_York","state":"INTEGRATION_DISABLED"}}"""));
        var refusal = await RefusalAsync("setAppSchedule", "SetAppScheduleInput", shop.Key, new { id, cron = "61 * * * *", timeZone = "Mars/Olympus", timeoutSeconds = 0 });
        Assert.That((refusal.Code, refusal.Fields), Is.EqualTo(("INVALID_INPUT", new[] { "cron", "timeoutSeconds", "timeZone" })));
        Assert.That((await RefusalAsync("setAppSchedule", "SetAppScheduleInput", shop.Key, new { id, cron = "0 0 30 2 *" })).Fields, Is.EqualTo(["cron"]));
        Assert.That((await RefusalAsync("setAppSchedule", "SetAppScheduleInput", shop.Key, new { id = shop.CarrierApp.Id, cron = "0 3 * * *" })).Code, Is.EqualTo("APP_WITHOUT_JOB"));
        Assert.That((await StoredAsync(id)).CronSchedule, Is.EqualTo("0 3 * * *"));
        app = await ChangeAsync("setAppSchedule", "SetAppScheduleInput", "cron timeZone timeoutSeconds", shop.Key, new { id });
        Assert.That(app.ToString(), Is.EqualTo("""{"cron":null,"timeZone":null,"timeoutSeconds":null}"""));
    }

    [Test]
    public async Task Are_deleted_only_when_nothing_refers_to_them()
    {
        var shop = await AddShopAsync();
        const string delete = "mutation ($id: ID!) { deleteApp(id: $id) { id name } }";
        Assert.That(CodeOf(await AskAsync(delete, shop.Key, new { id = shop.CarrierApp.Id })), Is.EqualTo("APP_IN_USE"));
        var id = Text(await CreateAsync(shop, "TrackingEmail", new { name = "Mails", settings = Mails }), "id");
        await StoreAsync(db => db.Add(new Eci.Modules.Tracking.Data.EmailTemplate
        {
            Id = $"tpl_{id}",
            TenantId = shop.TenantId,
            EmailAppId = id,
            State = Eci.Vocabulary.PackageState.Delivered,
            Language = "de",
            Subject = "s",
            Html = "h",
            Text = "t",
        }));
        Assert.That(CodeOf(await AskAsync(delete, shop.Key, new { id })), Is.EqualTo("APP_IN_USE"));
        var free = Text(await CreateAsync(shop, "Dpd", new { name = "Free" }), "id");
        Assert.That(Text(await AnswerAsync(delete, shop.Key, new { id = free }), "name"), Is.EqualTo("Free"));
        Assert.That(CodeOf(await AskAsync(delete, shop.Key, new { id = free })), Is.EqualTo("APP_NOT_FOUND"));
    }

    [Test]
    public async Task Are_listed_by_kind_and_switch_with_as_many_statements_for_many_as_for_few()
    {
        var (small, large) = (await AddShopAsync(), await AddShopAsync());
        foreach (var (shop, count) in new[] { (small, 2), (large, 20) })
        {
            for (var i = 0; i < count; i++)
                await CreateAsync(shop, "Dhl", new { name = $"Parcels {i}", enabled = i % 2 == 0, credentials = new { apiKey = Secret } });
        }

        const string query = "query ($filter: AppFilterInput) { apps(first: 25, filter: $filter) { nodes { id schedule { state } webhooks { id url secrets { id } } } } }";
        const string parts = "{ apps(first: 25) { nodes { integrations { id subscription { paid } apps { app { id } } } } } }";
        foreach (var (document, most) in new[] { (query, 6), (parts, 5) })
        {
            var few = await StatementsAsync(() => AnswerAsync(document, small.Key));
            var many = await StatementsAsync(() => AnswerAsync(document, large.Key));
            Assert.That((many, few), Is.EqualTo((many, many)), document);
            Assert.That(many, Is.LessThanOrEqualTo(most), document);
        }

        Assert.That(await CountAsync(query, large, new { kind = "dhl" }), Is.EqualTo(20));
        Assert.That(await CountAsync(query, large, new { kind = "dhl", enabled = false }), Is.EqualTo(10));
        Assert.That(await CountAsync(query, large, new { kind = "nothing" }), Is.Zero);
    }

    [Test]
    public async Task Are_recorded_in_the_audit_log_without_secrets()
    {
        var name = $"shop {NextNumber()}";
        await CommandAnswerAsync("tenant", "create", "--name", name);
        var id = Text(await CommandAnswerAsync("app", "create", "--tenant", name, "--kind", "dhl", "--name", "Parcels", "--credential", $"apiKey={Secret}"), "id");
        await CommandAnswerAsync("app", "update", id, "--tenant", name, "--set", "requestsPerDay=7", "--credential", $"apiKey={Secret}2");
        await CommandAnswerAsync("app", "disable", id, "--tenant", name);
        var entries = await Host.QueryAsync(db => db.Set<AuditEntry>().Where(a => a.SubjectId == id).OrderBy(a => a.Time).ThenBy(a => a.Id).ToListAsync());
        Assert.That(entries.Select(e => (e.Action, e.Subject)), Is.EqualTo([("created", "DhlApp"), ("changed", "DhlApp"), ("changed", "DhlApp")]));
        Assert.That(entries[1].Details, Does.Contain("\"credentials\":\"•\"").And.Contain("\"requestsPerDay\":7"));
        Assert.That(entries[2].Details, Is.EqualTo("""{"enabled":{"from":true,"to":false}}"""));
        Assert.That(entries.Select(e => e.Details ?? string.Empty), Has.None.Contains(Secret));
        Assert.That(entries.Select(e => e.Actor), Has.All.StartWith("command line"));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Services = services => services.AddSingleton<IInterceptor>(_statements);
    }

    private static TestCaseData Fault(string type, object input, params string[] fields) =>
        new TestCaseData(type, input, fields).SetArgDisplayNames(type, string.Join(' ', fields));

    private static string SettingsOf(JsonElement app) =>
        string.Join(' ', app.GetProperty("settings").EnumerateArray().Select(s => $"{Text(s, "name")}={s.GetProperty("value").GetString()}"));

    private Task<JsonElement> CreateAsync(Shop shop, string type, object input) => ChangeAsync($"create{type}App", $"Create{type}AppInput", Shown, shop.Key, input);

    private Task<App> StoredAsync(string id) => Host.QueryAsync(db => db.Set<App>().AsNoTracking().SingleAsync(app => app.Id == id));

    private async Task<int> CountAsync(string query, Shop shop, object filter) =>
        (await AnswerAsync(query, shop.Key, new { filter })).GetProperty("nodes").GetArrayLength();

    private async Task<int> StatementsAsync(Func<Task> work)
    {
        var before = _statements.Count;
        await work();
        return _statements.Count - before;
    }
}
