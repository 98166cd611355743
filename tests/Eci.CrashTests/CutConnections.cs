using Eci.CrashTests.Harness;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests;

[TestFixture(Category = "Postgres")]
[Category("Crash")]
internal sealed class A_database_that_cuts_its_connections() : CrashFixture(DatabaseKind.Postgres, CrashSettings.Rounds * ParcelsPerRound)
{
    private const int ParcelsPerRound = 25;
    private const int CutsPerRound = 4;
    private const int MinPause = 100;
    private const int MaxPause = 500;

    [Test]
    public async Task Costs_no_acknowledged_push_and_doubles_none()
    {
        var api = await Hosts.StartAsync(Options("api", ApiRole));
        await Hosts.StartAsync(Options("worker", WorkerRoles));
        using var carrier = new DpdCarrier(Ledger, () => api.Address);
        carrier.Start(Take(CrashSettings.Rounds * ParcelsPerRound), Connections);
        var cut = 0L;
        for (var cuts = 0; cuts < CrashSettings.Rounds * CutsPerRound; cuts++)
        {
            await Task.Delay(TestContext.CurrentContext.Random.Next(MinPause, MaxPause));
            cut += await Records.CutConnectionsAsync();
        }

        await carrier.FinishAsync();
        await AuditAsync(("cuts", CrashSettings.Rounds * CutsPerRound), ("connections", (int)cut));
        Assert.That(Ledger.Unavailable, Is.Positive, "pushes that were refused while the connections were cut");
    }
}
