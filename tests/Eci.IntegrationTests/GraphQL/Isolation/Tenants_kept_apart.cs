using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Eci.Core;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.GraphQL.Isolation;

/// <summary>Walks every field of the schema, whoever added it, with the key of one tenant and all that can be known of another.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Tenants_kept_apart(DatabaseKind kind) : HostFixture(kind)
{
    private const string Victim = "pk_" + TenantRows.Known;
    private const string Key = "eci_attack_key";

    /// <summary>Answers that say that the request itself was no good: they would prove nothing.</summary>
    private static readonly string[] Void =
    [
        "BAD_REQUEST", "SYNTAX_ERROR", "VALIDATION_FAILED", "INVALID_VARIABLES", "QUERY_TOO_DEEP", "QUERY_TOO_WIDE", "QUERY_TOO_COMPLEX",
        "DOCUMENT_TOO_LONG", "UNAUTHENTICATED", "TENANT_REQUIRED", "TIMEOUT", "SERVICE_UNAVAILABLE", "INTERNAL_ERROR",
    ];

    private readonly List<string> _findings = [];
    private readonly HashSet<string> _noLongerTelling = new(StringComparer.Ordinal);
    private IReadOnlyList<KnownValue> _foreign = [];
    private IReadOnlyList<KnownValue> _own = [];
    private SchemaTypes _schema = null!;

    protected override void Configure(EciTestHostOptions options)
    {
        // Nothing but the requests may change the rows.
        options.Settings["Eci:Roles"] = "api,migrate";
        foreach (var limit in (string[])["MaxSelections", "MaxAliases", "MaxFieldsWithArguments", "MaxFragments"])
            options.Settings[$"Eci:GraphQL:{limit}"] = "10000";
        options.Settings["Eci:GraphQL:MaxDocumentLength"] = "1000000";
        options.Settings["Eci:GraphQL:MaxComplexity"] = "2000000000";
        options.Settings["Eci:GraphQL:MaxDepth"] = "50";
    }

    [SetUp]
    public async Task StoreRowsAsync()
    {
        _foreign = await Host.InScopeAsync(async services =>
        {
            var rows = new TenantRows(services.GetRequiredService<EciDbContext>(), services.GetRequiredService<CredentialProtector>(), Victim);
            await rows.StoreAsync();
            return rows.Values;
        });
        _own = await Host.QueryAsync(OwnValuesAsync);
        await Host.QueryAsync(database =>
        {
            database.Add(new ApiKey { Id = "ak_attack", TenantId = DemoTenant.Id, Name = "Attack", Hash = ApiKey.HashOf(Key), Scopes = DemoTenant.AllScopes });
            return database.SaveChangesAsync();
        });
        _schema = new SchemaTypes((await AskAsync(Key, SchemaTypes.Query)).Json.GetProperty("data").GetProperty("__schema"));
    }

    [Test]
    public async Task Neither_see_nor_change_anything_of_each_other_by_any_field()
    {
        var before = await TableDump.ReadAsync(Host, Victim);
        Assert.That(before.Select(row => row.Split(':')[0]).Distinct(), Is.SupersetOf(await OwnedTablesAsync()), "Every table has a row of the other tenant.");

        var requests = new ForeignRequests(_schema, _own, _foreign);
        foreach (var request in _schema.Queries.SelectMany(field => requests.Of("query", field)))
            await TryAsync(request);
        foreach (var request in _schema.Mutations.SelectMany(field => requests.Of("mutation", field)))
            await TryAsync(request);

        var after = await TableDump.ReadAsync(Host, Victim);
        _findings.AddRange(before.Except(after, StringComparer.Ordinal).Select(row => $"No longer as it was: {row}"));
        _findings.AddRange(after.Except(before, StringComparer.Ordinal).Select(row => $"New: {row}"));
        Assert.That(_findings, Is.Empty, string.Join('\n', _findings));
        await AssertThatFieldsShowSomethingToTheirOwnTenantAsync();
    }

    /// <summary>A walk that saw nothing because there was nothing to see would prove nothing.</summary>
    private async Task AssertThatFieldsShowSomethingToTheirOwnTenantAsync()
    {
        var requests = new ForeignRequests(_schema, own: [], _foreign);
        var telling = new List<string>();
        foreach (var field in _schema.Queries)
        {
            foreach (var request in requests.Of("query", field))
            {
                var (_, json) = await AskAsync(TenantRows.Key, request.Document);
                if (Foreign(json.GetRawText(), request).Any() && !telling.Contains(field.Name, StringComparer.Ordinal))
                    telling.Add(field.Name);
            }
        }

        await TestContext.Out.WriteLineAsync($"Told their own tenant something: {string.Join(", ", telling)}");
        Assert.That(telling, Is.SupersetOf(new[]
        {
            "apiKeys", "auditLog", "order", "orderSteps", "packageByTrackingId", "packagesNeedingAttention", "product", "products", "productVariant", "schedules", "stock",
        }));
    }

    private async Task TryAsync(ForeignRequest request)
    {
        var (status, json) = await AskAsync(Key, request.Document);
        var text = json.GetRawText();
        var codes = json.TryGetProperty("errors", out var errors)
            ? errors.EnumerateArray().Select(e => e.GetProperty("extensions").GetProperty("code").GetString()!).ToList()
            : [];
        if ((int)status >= 500 || codes.Intersect(Void, StringComparer.Ordinal).Any())
            _findings.Add(Finding(request, $"was not answered properly ({(int)status})", text));
        if (Foreign(text, request).FirstOrDefault() is { } leak)
            _findings.Add(Finding(request, $"told '{leak}' of the other tenant", text));
        if (codes.Count == 0 && request.Document.StartsWith("mutation", StringComparison.Ordinal))
            _noLongerTelling.UnionWith(request.Given);
    }

    /// <summary>What an answer says of the other tenant that the request did not say itself, and that no earlier change may have made its own.</summary>
    private IEnumerable<string> Foreign(string answer, ForeignRequest request)
    {
        if (answer.Contains(TenantRows.Secret, StringComparison.OrdinalIgnoreCase))
            yield return TenantRows.Secret;
        foreach (var value in _foreign.Select(v => v.Value).Where(v => v.Contains(TenantRows.Known, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal))
        {
            var isGiven = request.Given.Contains(value, StringComparer.Ordinal) || _noLongerTelling.Contains(value);
            if (!isGiven && answer.Contains($"\"{value}\"", StringComparison.OrdinalIgnoreCase))
                yield return value;
        }
    }

    private static string Finding(ForeignRequest request, string what, string answer) =>
        $"{request.Field} {what}, asked with [{string.Join(", ", request.Given)}]\n  {Short(request.Document)}\n  {Short(answer)}";

    private static string Short(string text) => text.Length <= 600 ? text : text[..600] + "…";

    private Task<List<string>> OwnedTablesAsync() => Host.QueryAsync(database => Task.FromResult(database.Model.GetEntityTypes()
        .Where(e => e.FindProperty(nameof(ITenantOwned.TenantId)) is not null).Select(e => e.GetTableName()!).Distinct(StringComparer.Ordinal).ToList()));

    /// <summary>Ids and texts of the demo tenant, whose data is as the hub itself makes it.</summary>
    private static async Task<IReadOnlyList<KnownValue>> OwnValuesAsync(EciDbContext database)
    {
        var values = new List<KnownValue>();
        foreach (var entity in database.Model.GetEntityTypes().Where(e => e.BaseType is null && typeof(ITenantOwned).IsAssignableFrom(e.ClrType)))
        {
            var rows = (IQueryable<ITenantOwned>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity.ClrType).Invoke(database, null)!;
            foreach (var row in await rows.Where(r => r.TenantId == DemoTenant.Id).ToListAsync())
            {
                values.AddRange(database.Entry(row).Properties
                    .Where(p => p.Metadata.ClrType == typeof(string) && (p.Metadata.IsPrimaryKey() || p.Metadata.Name is "TrackingId" or "OrderNumber" or "ReferenceNumber" or "Sku" or "Email"))
                    .Select(p => new KnownValue(row.GetType().Name, p.Metadata.Name, (string?)p.CurrentValue ?? string.Empty, p.Metadata.IsPrimaryKey())));
            }
        }

        return values;
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> AskAsync(string key, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await Host.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
