using System.Text.Json;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Saleor.Connection;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Syncing;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Records_over_GraphQL(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string Records = """
        query ($filter: SyncRecordFilterInput) {
          syncRecords(filter: $filter) { nodes { appId entity direction key status blockedBy error attempts nextAttempt syncedAt } }
        }
        """;

    private const string Status = """
        query ($id: ID!) {
          app(id: $id) { sync { restsUntil restReason parts { entity direction counts { status count } lag cursor { startedAt newestChange backfill { from read total finishedAt } } } } }
        }
        """;

    private const string Backfill = """
        mutation ($id: ID!, $entity: String!) { startBackfill(appId: $id, entity: $entity) { backfill { from read finishedAt } } }
        """;

    private const string Request = """
        mutation ($id: ID!, $entity: String!, $key: String!) { syncRecord(appId: $id, entity: $entity, direction: PULL, key: $key) { status key } }
        """;

    [Test]
    public async Task Are_found_by_what_they_wait_for_and_only_those_of_the_tenant()
    {
        var (shop, app) = await AddSaleorAsync();
        var (other, _) = await AddSaleorAsync();
        var filter = new { blockedBy = "variants:SKU-1" };
        var found = (await AskAsync(Records, shop.Key, new { filter })).GetProperty("data").GetProperty("syncRecords").GetProperty("nodes");
        var record = found.EnumerateArray().Single();
        Assert.That((Text(record, "appId"), Text(record, "status"), Text(record, "key")), Is.EqualTo((app, "BLOCKED", "T3JkZXI6MQ==")));
        found = (await AskAsync(Records, other.Key, new { filter = new { appId = app } })).GetProperty("data").GetProperty("syncRecords").GetProperty("nodes");
        Assert.That(found.GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Are_counted_by_app_and_can_be_filled_from_the_begin()
    {
        var (shop, app) = await AddSaleorAsync();
        var begun = await AskAsync(Backfill, shop.Key, new { id = app, entity = "orders" });
        Assert.That(begun.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        var sync = (await AskAsync(Status, shop.Key, new { id = app })).GetProperty("data").GetProperty("app").GetProperty("sync");
        var orders = sync.GetProperty("parts").EnumerateArray().Single(p => Text(p, "entity") == "orders" && Text(p, "direction") == "PULL");
        Assert.That(orders.GetProperty("counts").ToString(), Is.EqualTo("""[{"status":"BLOCKED","count":1}]"""));
        Assert.That(orders.GetProperty("cursor").GetProperty("backfill").ToString(), Is.EqualTo("""{"from":null,"read":0,"total":null,"finishedAt":null}"""));
    }

    [Test]
    public async Task Are_refused_when_the_app_or_the_kind_is_unknown()
    {
        var (shop, app) = await AddSaleorAsync();
        var (_, foreign) = await AddSaleorAsync();
        Assert.That(CodeOf(await AskAsync(Request, shop.Key, new { id = foreign, entity = "orders", key = "1" })), Is.EqualTo("APP_NOT_FOUND"));
        Assert.That(CodeOf(await AskAsync(Request, shop.Key, new { id = app, entity = "unicorns", key = "1" })), Is.EqualTo("SYNC_ENTITY_UNKNOWN"));
        var asked = await AskAsync(Request, shop.Key, new { id = app, entity = "orders", key = "T3JkZXI6MQ==" });
        Assert.That(Text(asked.GetProperty("data").GetProperty("syncRecord"), "status"), Is.EqualTo("PENDING"));
    }

    [TestCase(Records, "manage:sync", "read:sync")]
    [TestCase(Request, "read:sync", "manage:sync")]
    public async Task Need_their_scope(string document, string scopes, string missing)
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.Add(new ApiKey
        {
            Id = Ids.New(IdPrefix.ApiKey),
            TenantId = shop.TenantId,
            Name = "Other",
            Hash = ApiKey.HashOf($"other_{shop.Key}"),
            Scopes = scopes,
        }));
        var answer = await AskAsync(document, $"other_{shop.Key}", document == Request ? new { id = "a", entity = "orders", key = "1" } : null);
        Assert.That(CodeOf(answer), Is.EqualTo("FORBIDDEN"));
        Assert.That(answer.ToString(), Does.Contain(missing));
    }

    /// <summary>A tenant with a shop that is not installed, and an order of it that waits.</summary>
    private async Task<(Shop Shop, string AppId)> AddSaleorAsync()
    {
        var shop = await AddShopAsync();
        var id = $"app_saleor_{shop.TenantId}";
        await StoreAsync(db =>
        {
            db.Add(new SaleorApp { Id = id, TenantId = shop.TenantId, Name = "Saleor", Enabled = false, Settings = new SaleorSettings(), Credentials = null });
            db.Add(new SyncRecord
            {
                Id = Ids.New(IdPrefix.SyncRecord),
                TenantId = shop.TenantId,
                AppId = id,
                Entity = "orders",
                Direction = SyncDirection.Pull,
                Key = "T3JkZXI6MQ==",
                Status = SyncStatus.Blocked,
                BlockedBy = "variants:SKU-1",
            });
        });
        return (shop, id);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
