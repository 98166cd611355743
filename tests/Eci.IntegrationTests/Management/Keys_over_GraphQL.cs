using System.Text.Json;
using Eci.Core;
using Eci.Host.Commands;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Management;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Keys_over_GraphQL(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string Create = "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key apiKey { id name scopes createdAt expiresAt revokedAt lastUsedAt } } }";
    private const string Change = "mutation ($input: ChangeApiKeyInput!) { changeApiKey(input: $input) { id name expiresAt } }";
    private const string Revoke = "mutation ($id: ID!) { revokeApiKey(id: $id) { id revokedAt } }";
    private const string List = "{ apiKeys(orderBy: NAME_ASC) { totalCount nodes { id name scopes lastUsedAt } } }";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);
    private static readonly string[] ReadApps = ["read:apps"];

    [Test]
    public async Task Are_shown_once_and_work_until_they_are_revoked()
    {
        var shop = await AddShopAsync();
        var created = Data(await AskAsync(Create, shop.Key, new { input = new { name = " Shop ", scopes = new[] { "read:orders", "manage:keys", "read:orders" } } }), "createApiKey");
        var (key, id) = (created.GetProperty("key").GetString()!, created.GetProperty("apiKey").GetProperty("id").GetString()!);
        Assert.That(key, Does.Match("^eci_[1-9A-HJ-NP-Za-km-z]{22}$"));
        Assert.That(created.GetProperty("apiKey").GetProperty("name").GetString(), Is.EqualTo("Shop"));
        Assert.That(created.GetProperty("apiKey").GetProperty("scopes").ToString(), Is.EqualTo("""["manage:keys","read:orders"]"""));
        Assert.That(await Host.QueryAsync(db => db.Set<ApiKey>().AsNoTracking().SingleAsync(k => k.Id == id)), Has.Property(nameof(ApiKey.Hash)).EqualTo(ApiKey.HashOf(key)));

        var listed = Data(await AskAsync(List, key), "apiKeys");
        Assert.That(listed.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("name").GetString()), Is.EquivalentTo(["Shop", "Test"]));
        Assert.That(listed.ToString(), Does.Not.Contain(key));

        Assert.That(Data(await AskAsync(Revoke, key, new { id }), "revokeApiKey").GetProperty("revokedAt").GetDateTimeOffset(), Is.GreaterThan(DateTimeOffset.UnixEpoch));
        Assert.That(CodeOf(await AskAsync(List, key)), Is.EqualTo("UNAUTHENTICATED"));
        var revoked = Data(await AskAsync(Revoke, shop.Key, new { id }), "revokeApiKey");
        var again = Data(await AskAsync(Revoke, shop.Key, new { id }), "revokeApiKey");
        Assert.That(again.GetProperty("revokedAt").GetString(), Is.EqualTo(revoked.GetProperty("revokedAt").GetString()));
        Assert.That(CodeOf(await AskAsync(Change, shop.Key, new { input = new { id, name = "Back" } })), Is.EqualTo("API_KEY_REVOKED"));
    }

    [Test]
    public async Task Do_not_help_anybody_to_more_than_they_have()
    {
        var shop = await AddShopAsync();
        var keeper = await NewKeyAsync(shop, "manage:keys read:apps");
        Assert.That(CodeOf(await AskAsync(Create, keeper, new { input = new { name = "More", scopes = new[] { "read:apps", "read:orders" } } })), Is.EqualTo("FORBIDDEN"));
        Assert.That(Data(await AskAsync(Create, keeper, new { input = new { name = "Same", scopes = ReadApps } }), "createApiKey").ValueKind, Is.EqualTo(JsonValueKind.Object));

        var theOther = await Host.QueryAsync(db => db.Set<ApiKey>().Where(k => k.Hash == ApiKey.HashOf(shop.Key)).Select(k => k.Id).SingleAsync());
        Assert.That(CodeOf(await AskAsync(Change, keeper, new { input = new { id = theOther, expiresAt = (string?)null } })), Is.EqualTo("FORBIDDEN"));
        var reader = await NewKeyAsync(shop, "read:apps read:audit");
        foreach (var (document, variables) in (IEnumerable<(string, object?)>)
            [(List, null), (Create, new { input = new { name = "Any", scopes = ReadApps } }), (Change, new { input = new { id = theOther } }), (Revoke, new { id = theOther })])
            Assert.That(CodeOf(await AskAsync(document, reader, variables)), Is.EqualTo("FORBIDDEN"));
    }

    [TestCase("", "read:apps", null, "INVALID_ARGUMENT")]
    [TestCase("   ", "read:apps", null, "INVALID_ARGUMENT")]
    [TestCase("Key", "", null, "INVALID_ARGUMENT")]
    [TestCase("Key", "read:apps read:secrets", null, "UNKNOWN_SCOPE")]
    [TestCase("Key", "manage:tenants", null, "UNKNOWN_SCOPE")]
    [TestCase("Key", "read:apps", "2020-01-01T00:00:00Z", "INVALID_ARGUMENT")]
    [TestCase("Key", "read:apps", "tomorrow", "INVALID_VARIABLES")]
    public async Task Are_refused_when_they_make_no_sense(string name, string scopes, string? expiresAt, string code)
    {
        var shop = await AddShopAsync();
        var input = new { name, scopes = scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), expiresAt };
        Assert.That(CodeOf(await AskAsync(Create, shop.Key, new { input })), Is.EqualTo(code));
        Assert.That(CodeOf(await AskAsync(Create, shop.Key, new { input = input with { name = new string('n', 101) } })), Is.Not.Null);
        Assert.That(await Host.QueryAsync(db => db.Set<ApiKey>().CountAsync(k => k.TenantId == shop.TenantId)), Is.EqualTo(1));
    }

    [Test]
    public async Task Are_changed_in_what_is_given_only()
    {
        var shop = await AddShopAsync();
        var id = Data(await AskAsync(Create, shop.Key, new { input = new { name = "Old", scopes = ReadApps, expiresAt = "2098-01-01T00:00:00Z" } }), "createApiKey")
            .GetProperty("apiKey").GetProperty("id").GetString();

        Assert.That(Data(await AskAsync(Change, shop.Key, new { input = new { id, name = "New" } }), "changeApiKey").ToString(), Is.EqualTo($$"""{"id":"{{id}}","name":"New","expiresAt":"2098-01-01T00:00:00Z"}"""));
        Assert.That(Data(await AskAsync(Change, shop.Key, new { input = new { id, expiresAt = (string?)null } }), "changeApiKey").ToString(), Is.EqualTo($$"""{"id":"{{id}}","name":"New","expiresAt":null}"""));
        Assert.That(CodeOf(await AskAsync(Change, shop.Key, new { input = new { id, expiresAt = "2020-01-01T00:00:00Z" } })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(Change, shop.Key, new { input = new { id, name = " " } })), Is.EqualTo("INVALID_ARGUMENT"));
    }

    [Test]
    public async Task Of_another_tenant_are_as_unknown_as_those_that_do_not_exist()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        var id = await Host.QueryAsync(db => db.Set<ApiKey>().Where(k => k.TenantId == shop.TenantId).Select(k => k.Id).SingleAsync());
        foreach (var unknown in (string[])[id, "ak_none", new string('a', 5000)])
        {
            Assert.That(CodeOf(await AskAsync(Revoke, other.Key, new { id = unknown })), Is.EqualTo("API_KEY_NOT_FOUND"));
            Assert.That(CodeOf(await AskAsync(Change, other.Key, new { input = new { id = unknown, name = "Mine" } })), Is.EqualTo("API_KEY_NOT_FOUND"));
        }

        Assert.That(Data(await AskAsync(List, other.Key), "apiKeys").GetProperty("totalCount").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task Tell_when_they_were_last_used_to_the_minute()
    {
        var shop = await AddShopAsync();
        var before = TimeProvider.System.GetUtcNow();
        await AskAsync("{ healthCheck }", shop.Key);
        DateTimeOffset? used = null;
        await Eventually.Async(
            async () => (used = await Host.QueryAsync(db => db.Set<ApiKey>().Where(k => k.TenantId == shop.TenantId).Select(k => k.LastUsedAt).SingleAsync())) is not null,
            Deadline,
            "the time of the use");
        Assert.That(used!.Value.ToUnixTimeSeconds() % 60, Is.Zero);
        Assert.That(used, Is.GreaterThan(before.AddMinutes(-1)).And.LessThanOrEqualTo(TimeProvider.System.GetUtcNow()));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM core_audit_entry WHERE tenant_id = '{shop.TenantId}'"), Is.Zero);
    }

    [Test]
    public async Task Of_the_demo_operator_act_for_any_tenant_that_is_named()
    {
        var shop = await AddShopAsync();
        Assert.That(CodeOf(await AskAsync(List, DemoTenant.OperatorKey)), Is.EqualTo("TENANT_REQUIRED"));
        Host.Client.DefaultRequestHeaders.Add("eci-tenant", shop.TenantId);
        try
        {
            Assert.That(Data(await AskAsync(List, DemoTenant.OperatorKey), "apiKeys").GetProperty("totalCount").GetInt32(), Is.EqualTo(1));
        }
        finally
        {
            Host.Client.DefaultRequestHeaders.Remove("eci-tenant");
        }
    }

    [Test]
    public async Task Are_made_and_listed_by_command_too()
    {
        var shop = await AddShopAsync();
        var line = ApiKeyCommands.Create().Parse(["create", "--tenant", shop.TenantId, "--name", "By command", "--scopes", "read:apps,read:orders", "read:audit", "--expires", "2098-01-01"]);
        Assert.That(line.Errors, Is.Empty);
        Assert.That(await ApiKeyCommands.CreateAsync(Host.Services, line, CancellationToken.None), Is.Zero);
        var key = await Host.QueryAsync(db => db.Set<ApiKey>().AsNoTracking().SingleAsync(k => k.TenantId == shop.TenantId && k.Name == "By command"));
        Assert.That((key.Scopes, key.ExpiresAt), Is.EqualTo(("read:apps read:audit read:orders", (DateTimeOffset?)new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero))));
        Assert.That(
            await Host.QueryAsync(db => db.Set<AuditEntry>().Where(e => e.SubjectId == key.Id).Select(e => e.Actor).SingleAsync()),
            Is.EqualTo(CommandScope.Actor).And.StartsWith("command line"));

        foreach (var wrong in (string[][])
            [["create", "--tenant", "nobody", "--name", "x", "--scopes", "all"], ["create", "--tenant", shop.TenantId, "--name", "x", "--scopes", "nix"], ["create", "--name", "x"]])
            Assert.That(await ApiKeyCommands.CreateAsync(Host.Services, ApiKeyCommands.Create().Parse(wrong), CancellationToken.None), Is.EqualTo(1));
    }

    private static JsonElement Data(JsonElement answer, string field)
    {
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data").GetProperty(field);
    }
}
