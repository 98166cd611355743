using Eci.Core;
using Eci.Testing.Servers;
using Microsoft.AspNetCore.WebUtilities;
using NUnit.Framework;

namespace Eci.IntegrationTests.Dpd;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Recorded_pushes_of_DPD(DatabaseKind kind) : DpdFixture(kind)
{
    [Test, Category("Contracts")]
    public async Task Are_acknowledged_and_take_effect()
    {
        var recorded = (await File.ReadAllLinesAsync(Path.Combine(ContractsFolder.Find("dpd"), "push", "examples.txt"))).Where(line => line.Length > 0).ToList();
        Assert.That(recorded, Is.Not.Empty);
        var numbers = recorded.Select(query => QueryHelpers.ParseQuery(query)["pnr"].Single()!).ToList();
        await AddPackagesAsync(numbers.Where(number => number != "01906000683796"));
        foreach (var query in recorded)
        {
            var pushId = QueryHelpers.ParseQuery(query)["pushid"].Single();
            var answer = await Host.Client.GetStringAsync($"/api/v1/tracking/dpd/{DemoTenant.DpdWebhookId}?{query}");
            Assert.That(answer, Is.EqualTo($"<push><pushid>{pushId}</pushid><status>OK</status></push>"));
        }

        await SettleAsync();
        foreach (var number in numbers)
            Assert.That(await EventsOfAsync(number), Has.Count.EqualTo(1), number);
        Assert.That(await Host.ScalarAsync("SELECT count(*) FROM tracking_unmapped_news"), Is.Zero);
    }
}
