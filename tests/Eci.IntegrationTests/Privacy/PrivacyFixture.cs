using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Messaging.Operations;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Privacy;

/// <summary>Exports and erasures over GraphQL in one host.</summary>
internal abstract class PrivacyFixture(DatabaseKind kind) : TrackingFixture(kind)
{
    protected const string Export = "mutation ($id: ID, $email: String) { exportContact(id: $id, email: $email) { contactId exportedAt complete document } }";

    protected const string Erase = """
        mutation ($id: ID, $email: String, $dryRun: Boolean!) {
          eraseContact(id: $id, email: $email, dryRun: $dryRun) { contactId dryRun counts { kind count } notes }
        }
        """;

    /// <summary>Erases, or counts what would be erased; the counts that are not zero.</summary>
    protected async Task<Dictionary<string, int>> EraseAsync(string key, object person)
    {
        var answer = await AskAsync(Erase, key, person);
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data").GetProperty("eraseContact").GetProperty("counts").EnumerateArray()
            .Select(count => (Kind: count.GetProperty("kind").GetString()!, Count: count.GetProperty("count").GetInt32()))
            .Where(count => count.Count > 0)
            .ToDictionary(count => count.Kind, count => count.Count, StringComparer.Ordinal);
    }

    protected async Task<JsonElement> ExportAsync(string key, object person)
    {
        var answer = await AskAsync(Export, key, person);
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return JsonDocument.Parse(answer.GetProperty("data").GetProperty("exportContact").GetProperty("document").GetString()!).RootElement;
    }

    /// <summary>One run of a job, now.</summary>
    protected async Task RunJobAsync(string name)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await Host.Services.GetServices<IRecurringJob>().Single(job => job.Name == name).RunAsync(scope.ServiceProvider, CancellationToken.None);
    }

    protected static Address NewAddress(Shop shop, string street = "Schildergasse 12") => new()
    {
        Id = Ids.New(IdPrefix.Address),
        TenantId = shop.TenantId,
        FullName = "Ada Lovelace",
        Street = street,
        PostalCode = "50667",
        City = "Köln",
        State = "NRW",
        CountryCode = "DE",
        Phone = "+49 221 1234567",
        NormalizedName = NaturalKey.Of("Ada Lovelace", street, "50667", "Köln", "DE"),
    };
}
