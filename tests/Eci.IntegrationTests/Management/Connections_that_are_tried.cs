using System.Net.Http.Json;
using System.Text.Json;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Management;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Connections_that_are_tried(DatabaseKind kind) : ManagementFixture(kind)
{
    private readonly string _address = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", FreePort.Next()).Uri.AbsoluteUri;

    [SetUp]
    public async Task ClearSimulatorsAsync()
    {
        foreach (var system in new[] { "dhl", "ups", "sendgrid" })
            (await Host.Client.PostAsync($"/sandbox/{system}/control/clear", content: null)).Dispose();
    }

    [TestCase("demo-dhl-key", null, true, "DHL accepts the key.")]
    [TestCase("wrong-key", null, false, "DHL answered with 401")]
    [TestCase("demo-dhl-key", "403", false, "DHL answered with 403")]
    [TestCase("demo-dhl-key", "429", false, "takes no further requests")]
    [TestCase("demo-dhl-key", "500", false, "DHL answered with 500")]
    [TestCase("demo-dhl-key", "html", false, "instead of JSON")]
    public async Task Tell_what_DHL_says(string key, string? failure, bool works, string message)
    {
        var shop = await AddShopAsync();
        var id = await CreateDhlAsync(shop, key);
        await FailAsync("dhl", failure);
        var test = await TestAsync(shop, id);
        Assert.That(test.GetProperty("works").GetBoolean(), Is.EqualTo(works), Text(test, "message"));
        Assert.That(Text(test, "message"), Does.Contain(message).And.Not.Contain(key));
        Assert.That(test.GetProperty("milliseconds").GetInt32(), Is.InRange(0, 15_000));
        Assert.That(test.GetProperty("checkedAt").GetDateTimeOffset(), Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
        Assert.That(await Host.ScalarAsync($"SELECT used FROM carriers_budget WHERE app_id = '{id}'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Leave_a_carrier_alone_that_asked_for_it()
    {
        var shop = await AddShopAsync();
        var id = await CreateDhlAsync(shop, "demo-dhl-key");
        await FailAsync("dhl", "429");
        await TestAsync(shop, id);
        Assert.That(Text(await TestAsync(shop, id), "message"), Does.StartWith("The carrier was not asked: after its last answer the app rests until"));
        Assert.That(await Host.ScalarAsync($"SELECT used FROM carriers_budget WHERE app_id = '{id}'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Use_no_more_than_the_requests_of_the_day()
    {
        var shop = await AddShopAsync();
        var id = await CreateDhlAsync(shop, "demo-dhl-key", requestsPerDay: 1);
        Assert.That((await TestAsync(shop, id)).GetProperty("works").GetBoolean(), Is.True);
        Assert.That(Text(await TestAsync(shop, id), "message"), Does.Contain("requests of the day are used up"));
    }

    [Test]
    public async Task Wait_no_longer_than_fifteen_seconds()
    {
        var shop = await AddShopAsync();
        var id = await CreateDhlAsync(shop, "demo-dhl-key");
        await FailAsync("dhl", "timeout");
        var test = await TestAsync(shop, id);
        Assert.That((test.GetProperty("works").GetBoolean(), Text(test, "message")), Is.EqualTo((false, "DHL did not answer within 15 seconds.")));
        Assert.That(test.GetProperty("milliseconds").GetInt32(), Is.InRange(14_000, 20_000));
    }

    [TestCase("demo-ups-secret", null, true, "UPS gives the client a token.")]
    [TestCase("wrong", null, false, "with 401")]
    [TestCase("demo-ups-secret", "429", false, "with 429")]
    [TestCase("demo-ups-secret", "503", false, "with 503")]
    public async Task Tell_whether_UPS_gives_a_token(string secret, string? failure, bool works, string message)
    {
        var shop = await AddShopAsync();
        var id = Text(await ChangeAsync("createUpsApp", "CreateUpsAppInput", "id", shop.Key, new { name = "UPS", credentials = new { clientId = "demo-ups-client", clientSecret = secret } }), "id");
        if (failure is not null)
            (await Host.Client.PostAsJsonAsync("/sandbox/ups/control/failures", new { target = "token", kind = failure })).EnsureSuccessStatusCode().Dispose();
        var test = await TestAsync(shop, id);
        Assert.That(test.GetProperty("works").GetBoolean(), Is.EqualTo(works), Text(test, "message"));
        Assert.That(Text(test, "message"), Does.Contain(message).And.Not.Contain(secret));
    }

    [Test]
    public async Task Tell_whether_mails_would_leave()
    {
        var shop = await AddShopAsync();
        var before = Directory.Exists(Host.MailFolder) ? Directory.GetFiles(Host.MailFolder) : [];
        var test = await TestAsync(shop, shop.EmailApp.Id);
        Assert.That((test.GetProperty("works").GetBoolean(), Text(test, "message")), Is.EqualTo((true, "Pickup would take mails of this app. None was sent.")));
        Assert.That(Directory.GetFiles(Host.MailFolder), Is.EquivalentTo(before));
        Directory.Delete(Host.MailFolder, recursive: true);
        await File.WriteAllTextAsync(Host.MailFolder, "in the way");
        try
        {
            test = await TestAsync(shop, shop.EmailApp.Id);
            Assert.That((test.GetProperty("works").GetBoolean(), Text(test, "message")), Is.EqualTo((false, "The pickup directory cannot be written to.")));
        }
        finally
        {
            File.Delete(Host.MailFolder);
        }
    }

    [Test]
    public async Task Tell_when_DPD_last_called()
    {
        var shop = await AddShopAsync();
        Assert.That(Text(await TestAsync(shop, shop.CarrierApp.Id), "message"), Does.Contain("has no webhook yet"));
        var url = Text(await ChangeAsync("createWebhook", "CreateWebhookInput", "url", shop.Key, new { appId = shop.CarrierApp.Id }), "url");
        Assert.That(Text(await TestAsync(shop, shop.CarrierApp.Id), "message"), Does.Contain("no known parcel yet"));
        using (var answer = await Host.Client.GetAsync($"{url}?pushid=1&pnr={shop.Package.TrackingId}&status=pickup_depot&statusdate=05012026100200"))
            answer.EnsureSuccessStatusCode();
        await SettleAsync();
        var test = await TestAsync(shop, shop.CarrierApp.Id);
        Assert.That(Text(test, "message"), Does.Contain($"came at {TimeProvider.System.GetUtcNow():yyyy-MM-dd}"));
        Assert.That(test.GetProperty("works").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Are_tried_by_the_command_line_too()
    {
        var name = $"shop {NextNumber()}";
        await CommandAnswerAsync("tenant", "create", "--name", name);
        var (code, output, _) = await CommandAsync("wrong-key\n", "app", "create", "--tenant", name, "--kind", "dhl", "--name", "DHL", "--set", "spacingSeconds=0", "--credential", "apiKey=-", "--json");
        Assert.That(code, Is.Zero);
        using var app = JsonDocument.Parse(output);
        var id = Text(app.RootElement, "id");
        var test = await CommandAsync(input: null, "app", "test", id, "--tenant", name);
        Assert.That(test.Code, Is.EqualTo(1));
        Assert.That(test.Output, Does.StartWith("Does not work: DHL answered with 401"));
        await CommandAnswerAsync("app", "update", id, "--tenant", name, "--credential", "apiKey=demo-dhl-key");
        test = await CommandAsync(input: null, "app", "test", id, "--tenant", name);
        Assert.That((test.Code, test.Output.Trim()), Is.EqualTo((0, "Works: DHL accepts the key.")));
        var entries = await Host.QueryAsync(db => db.Set<AuditEntry>().Where(a => a.SubjectId == id && a.Action == "tested").OrderBy(a => a.Id).Select(a => a.Details).ToListAsync());
        Assert.That(entries, Is.EqualTo(["""{"works":false}""", """{"works":true}"""]));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Settings["Kestrel:Endpoints:Http:Url"] = _address;
        base.Configure(options);
        options.Settings["Eci:PublicUrl"] = _address;
        options.Settings["Eci:Dhl:BaseAddress"] = $"{_address}sandbox/dhl";
        options.Settings["Eci:Ups:BaseAddress"] = $"{_address}sandbox/ups";
    }

    private async Task<string> CreateDhlAsync(Shop shop, string key, int requestsPerDay = 250) => Text(
        await ChangeAsync("createDhlApp", "CreateDhlAppInput", "id", shop.Key, new { name = "DHL", settings = new { requestsPerDay, spacingSeconds = 0 }, credentials = new { apiKey = key } }), "id");

    private async Task FailAsync(string system, string? failure)
    {
        if (failure is not null)
            (await Host.Client.PostAsJsonAsync($"/sandbox/{system}/control/failures", new { kind = failure, count = 1 })).EnsureSuccessStatusCode().Dispose();
    }

    private Task<JsonElement> TestAsync(Shop shop, string id) =>
        AnswerAsync("mutation ($id: ID!) { testApp(id: $id) { works message checkedAt milliseconds } }", shop.Key, new { id });
}
