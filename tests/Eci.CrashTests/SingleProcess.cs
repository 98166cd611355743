using Eci.CrashTests.Harness;
using Eci.Testing.Parcels;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests;

[TestFixture]
[Category("Crash")]
internal sealed class A_single_process_that_is_killed_at_random() : CrashFixture(DatabaseKind.Sqlite, CrashSettings.Rounds * ParcelsPerRound)
{
    private const int ParcelsPerRound = 80;
    private const int MinLife = 500;
    private const int MaxLife = 3000;

    [Test]
    public async Task Keeps_every_acknowledged_push_exactly_once()
    {
        HostProcess? current = null;
        using var carrier = new DpdCarrier(Ledger, () => current?.Address);
        carrier.Start(Take(CrashSettings.Rounds * ParcelsPerRound), Connections);
        for (var round = 0; round < CrashSettings.Rounds; round++)
        {
            current = Hosts.Launch(Options("hub"));
            await current.LiveAndDieAsync(TimeSpan.FromMilliseconds(TestContext.CurrentContext.Random.Next(MinLife, MaxLife)));
        }

        current = await Hosts.StartAsync(Options("hub"));
        await carrier.FinishAsync();
        var audit = await AuditAsync(("rounds", CrashSettings.Rounds), ("kills", CrashSettings.Rounds));
        Assert.That(audit.Events, Is.EqualTo(CrashSettings.Rounds * ParcelsPerRound * Parcel.Scans));
    }
}
