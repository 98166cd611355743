using Eci.CrashTests.Harness;
using Eci.Testing.Parcels;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests;

[TestFixture(Category = "Postgres")]
[Category("Crash")]
internal sealed class Several_processes_that_are_killed_at_random() : CrashFixture(DatabaseKind.Postgres, CrashSettings.Rounds * ParcelsPerRound)
{
    private const int ParcelsPerRound = 80;
    private const int MinLife = 1000;
    private const int MaxLife = 5000;

    private static readonly (string Name, string Roles)[] Processes = [("api", ApiRole), ("worker-1", WorkerRoles), ("worker-2", WorkerRoles)];

    [Test]
    public async Task Keep_every_acknowledged_push_exactly_once()
    {
        var current = new HostProcess?[Processes.Length];
        using var carrier = new DpdCarrier(Ledger, () => current[0]?.Address);
        carrier.Start(Take(CrashSettings.Rounds * ParcelsPerRound), Connections);
        await Task.WhenAll(Enumerable.Range(0, Processes.Length).Select(index => DieAndRestartAsync(current, index, TestContext.CurrentContext.Random.Next())));
        await carrier.FinishAsync();
        var audit = await AuditAsync(("rounds", CrashSettings.Rounds), ("kills", CrashSettings.Rounds * Processes.Length));
        Assert.That(audit.Events, Is.EqualTo(CrashSettings.Rounds * ParcelsPerRound * Parcel.Scans));
    }

    private async Task DieAndRestartAsync(HostProcess?[] current, int index, int seed)
    {
        var random = new Random(seed);
        var (name, roles) = Processes[index];
        for (var round = 0; round < CrashSettings.Rounds; round++)
        {
            current[index] = Hosts.Launch(Options($"{name}-{round}", roles));
            await current[index]!.LiveAndDieAsync(TimeSpan.FromMilliseconds(random.Next(MinLife, MaxLife)));
        }

        current[index] = await Hosts.StartAsync(Options($"{name}-last", roles));
    }
}
