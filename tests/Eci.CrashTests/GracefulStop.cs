using Eci.CrashTests.Harness;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
[Category("Crash")]
internal sealed class A_host_that_is_asked_to_stop_under_load(DatabaseKind kind) : CrashFixture(kind, CrashSettings.Rounds * ParcelsPerRound)
{
    private const int ParcelsPerRound = 40;
    private const int MinLife = 100;
    private const int MaxLife = 900;

    /// <summary>Longer than the test waits for anything: what waits for a lease is not done in time.</summary>
    private static readonly (string Key, string Value) LongLease = ("Eci:Messaging:Lease", "00:30:00");

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(8);

    [Test]
    public async Task Ends_in_time_and_leaves_nothing_that_has_to_be_waited_for()
    {
        HostProcess? current = null;
        using var carrier = new DpdCarrier(Ledger, () => current?.Address);
        carrier.Start(Take(CrashSettings.Rounds * ParcelsPerRound), Connections);
        for (var round = 0; round < CrashSettings.Rounds; round++)
        {
            current = await Hosts.StartAsync(Options($"hub-{round}", settings: LongLease));
            await Task.Delay(TestContext.CurrentContext.Random.Next(MinLife, MaxLife));
            await current.SignalAsync(ProcessSignal.Terminate);
            Assert.That(await current.WaitForExitAsync(ShutdownTimeout), Is.Zero, "exit code");
            Assert.That(await Records.LeasedAsync(), Is.Zero, "claims that were not handed back");
        }

        current = await Hosts.StartAsync(Options("last", settings: LongLease));
        await carrier.FinishAsync();
        await AuditAsync(("stops", CrashSettings.Rounds));
    }
}
