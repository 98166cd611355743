using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Dhl;
using Eci.Persistence;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Management;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_audit_log(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string Log = """
        query ($filter: AuditFilterInput, $first: Int) {
          auditLog(filter: $filter, first: $first) { totalCount nodes { id time actor action subject subjectId details traceId } }
        }
        """;

    [Test]
    public async Task Tells_who_did_what_the_newest_first()
    {
        var shop = await AddShopAsync();
        var keyId = (await KeyIdsAsync(shop)).Single();
        await AskAsync("mutation ($id: ID!) { replaceTrackingToken(orderId: $id) { orderId } }", shop.Key, new { id = shop.Order.Id });
        await AskAsync("mutation { createApiKey(input: { name: \"New\", scopes: [\"read:apps\"] }) { key } }", shop.Key);

        var entries = await LogAsync(shop);
        Assert.That(entries.Select(e => (Text(e, "actor"), Text(e, "action"), Text(e, "subject"))), Is.EqualTo(new[]
        {
            ($"key {keyId}", "created", "ApiKey"),
            ($"key {keyId}", "changed", "Order"),
        }));
        Assert.That(entries.Select(e => Text(e, "subjectId")), Is.EqualTo([(await KeyIdsAsync(shop)).Single(id => id != keyId), shop.Order.Id]));
        Assert.That(Text(entries[1], "details"), Is.EqualTo("""{"trackingToken":"•"}"""));
        Assert.That(entries.Select(e => Text(e, "traceId")), Is.All.Not.Empty);
    }

    [Test]
    public async Task Is_filtered_by_everything_it_tells()
    {
        var shop = await AddShopAsync();
        await AskAsync("mutation { createApiKey(input: { name: \"New\", scopes: [\"read:apps\"] }) { key } }", shop.Key);
        await AskAsync("mutation ($id: ID!) { replaceTrackingToken(orderId: $id) { orderId } }", shop.Key, new { id = shop.Order.Id });
        var entries = await LogAsync(shop);
        var change = entries[0];

        foreach (var filter in (object[])
            [
                new { subject = "Order" }, new { action = "changed" }, new { subjectId = shop.Order.Id }, new { actor = Text(change, "actor"), subject = "Order" },
                new { from = Text(change, "time"), subject = "Order" }, new { from = Text(change, "time"), to = "2098-01-01T00:00:00Z", action = "changed" },
            ])
            Assert.That((await LogAsync(shop, filter)).Select(e => Text(e, "id")), Is.EqualTo([Text(change, "id")]), filter.ToString());
        foreach (var filter in (object[])
            [new { subject = "order" }, new { action = "deleted" }, new { subjectId = shop.Package.Id }, new { actor = "user ada" }, new { to = "2020-01-01T00:00:00Z" }, new { from = "2098-01-01T00:00:00Z" }])
            Assert.That(await LogAsync(shop, filter), Is.Empty, filter.ToString());
        Assert.That(
            CodeOf(await AskAsync(Log, shop.Key, new { filter = new { from = "2026-01-02T00:00:00Z", to = "2026-01-01T00:00:00Z" } })), Is.EqualTo("INVALID_ARGUMENT"));
    }

    [Test]
    public async Task Needs_its_scope_and_is_the_tenants_own()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        await AskAsync("mutation { createApiKey(input: { name: \"New\", scopes: [\"read:apps\"] }) { key } }", shop.Key);
        Assert.That(CodeOf(await AskAsync(Log, await NewKeyAsync(shop, "read:apps manage:keys"))), Is.EqualTo("FORBIDDEN"));
        Assert.That(await LogAsync(other), Is.Empty);
    }

    [Test]
    public async Task Holds_neither_secrets_nor_personal_data()
    {
        var shop = await AddShopAsync();
        await ActAsync(shop, async (services, database) =>
        {
            var protector = services.GetRequiredService<CredentialProtector>();
            var app = new DhlApp
            {
                Id = $"app_{NextNumber()}",
                TenantId = shop.TenantId,
                Name = "Old name",
                Settings = new DhlSettings(),
                Credentials = protector.Protect(new DhlCredentials("s3cret-1")),
            };
            var address = new Address { Id = $"address_{NextNumber()}", TenantId = shop.TenantId, FullName = "Ada Lovelace", Street = "Schildergasse 12", City = "Köln", NormalizedName = $"ada|{NextNumber()}" };
            database.AddRange(app, address);
            await database.SaveChangesAsync();
            app.Credentials = protector.Protect(new DhlCredentials("s3cret-2"));
            app.Name = "New name";
            (address.Street, address.City, address.CountryCode) = ("Park Street 14", "Bristol", "GB");
            var contact = await database.Set<Contact>().SingleAsync(c => c.Id == shop.Contact.Id);
            (contact.Email, contact.LastName, contact.Phone, contact.MarketingEmailsConsent) = ($"grace.{NextNumber()}@example.com", "Hopper", "+49 221 1", true);
            var order = await database.Set<Order>().SingleAsync(o => o.Id == shop.Order.Id);
            (order.FirstName, order.LastName, order.Language, order.ShippingAddressId) = ("Grace", "Hopper", "en", address.Id);
            await database.SaveChangesAsync();
        });

        var details = (await LogAsync(shop)).Where(e => Text(e, "action") == "changed").ToDictionary(e => Text(e, "subject")!, e => JsonDocument.Parse(Text(e, "details")!).RootElement.ToString());
        Assert.That(details["DhlApp"], Is.EqualTo("""{"name":{"from":"Old name","to":"New name"},"credentials":"•"}"""));
        Assert.That(details["Address"], Does.Contain("\"street\":\"•\"").And.Contain("\"city\":\"•\"").And.Contain("\"GB\""));
        Assert.That(details["Contact"], Does.Contain("\"email\":\"•\"").And.Contain("\"phone\":\"•\"").And.Contain("\"marketingEmailsConsent\":{\"from\":false,\"to\":true}"));
        Assert.That(details["Order"], Does.Contain("\"lastName\":\"•\"").And.Contain("\"language\":{\"from\":\"de\",\"to\":\"en\"}"));
        var all = string.Join('\n', await Host.QueryAsync(db => db.Set<AuditEntry>().Where(e => e.TenantId == shop.TenantId).Select(e => e.Details ?? string.Empty).ToListAsync()));
        foreach (var secret in (string[])["s3cret", "Lovelace", "Hopper", "Grace", "example.com", "Park Street", "Schildergasse", "Bristol", "+49"])
            Assert.That(all, Does.Not.Contain(secret));
    }

    [Test]
    public async Task Does_not_record_what_the_hub_does_by_itself()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(PackageState.InTransit));
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(PackageState.InTransit));
        Assert.That(await LogAsync(shop), Is.Empty);
    }

    [Test]
    public async Task Is_written_with_the_change_or_not_at_all()
    {
        var shop = await AddShopAsync();
        await Assert.ThatAsync(
            () => ActAsync(shop, (_, database) =>
            {
                database.Add(new Contact { Id = $"c_{NextNumber()}", TenantId = shop.TenantId, Email = shop.Contact.Email });
                return database.SaveChangesAsync();
            }),
            Throws.InstanceOf<DbUpdateException>());
        Assert.That(await LogAsync(shop), Is.Empty);
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private Task ActAsync(Shop shop, Func<IServiceProvider, EciDbContext, Task> work) => Host.InScopeAsync(
        async services =>
        {
            services.GetRequiredService<TenantScope>().ActAs("user ada");
            await work(services, services.GetRequiredService<EciDbContext>());
            return true;
        },
        shop.TenantId);

    private Task<List<string>> KeyIdsAsync(Shop shop) => Host.QueryAsync(db => db.Set<ApiKey>().Where(k => k.TenantId == shop.TenantId).Select(k => k.Id).ToListAsync());

    private async Task<List<JsonElement>> LogAsync(Shop shop, object? filter = null)
    {
        var answer = await AskAsync(Log, shop.Key, new { filter, first = 50 });
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return [.. answer.GetProperty("data").GetProperty("auditLog").GetProperty("nodes").EnumerateArray()];
    }
}
