using Eci.Modules.Dpd.ReceivePush;
using Eci.Modules.Sandbox.Dpd;
using Eci.Testing.Servers;
using Eci.UnitTests.Modules.Dpd;
using Microsoft.AspNetCore.WebUtilities;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Dpd;

internal sealed class Simulating_DPD_by_its_contract
{
    [Test]
    public async Task Sends_only_pushes_that_DPD_could_send()
    {
        var statuses = DpdTable.Read().Keys;
        var example = Parameters((await File.ReadAllLinesAsync(Path.Combine(ContractsFolder.Find("dpd"), "push", "examples.txt")))[0]);
        await using var host = await DpdSimulatorHost.StartAsync();
        await host.PostAsync("/sandbox/dpd/parcels/01906000683796/journey");
        foreach (var status in statuses)
            await host.PostAsync($"/sandbox/dpd/parcels/0190600068379/scans/{status}");
        await host.PassTimeUntilAsync(TimeSpan.FromSeconds(1), pushes => pushes.All(p => p.State is DpdPushState.Acknowledged));

        Assert.That(host.Received, Has.Count.GreaterThan(statuses.Count));
        foreach (var (_, query) in host.Received)
        {
            var push = Parameters(query);
            Assert.That(push.Select(p => p.Key), Is.EqualTo(example.Select(p => p.Key)), "The parameters and their order.");
            var values = push.ToDictionary(p => p.Key, p => p.Value);
            Assert.That(values["pushid"], Does.Match("^[0-9]+$"));
            Assert.That(values["pnr"], Does.Match("^[0-9A-Z]{13,14}$"));
            Assert.That(values["depot"], Does.Match("^[0-9]{4}$"));
            Assert.That(statuses, Does.Contain(values["status"]));
            Assert.That(new DpdTime().TryRead(values["statusdate"], host.Time.GetUtcNow(), out var time), Is.True);
            Assert.That(time, Is.LessThanOrEqualTo(host.Time.GetUtcNow()), "DPD reports what has happened.");
        }
    }

    private static List<KeyValuePair<string, string>> Parameters(string query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var pair in new QueryStringEnumerable(query))
            parameters.Add(new(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
        return parameters;
    }
}
