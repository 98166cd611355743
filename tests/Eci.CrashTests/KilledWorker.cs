using System.Diagnostics;
using Eci.CrashTests.Harness;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests;

[TestFixture(Category = "Postgres")]
[Category("Crash")]
internal sealed class A_worker_that_is_killed() : CrashFixture(DatabaseKind.Postgres, Parcels)
{
    private const string Role = "worker:tracking,worker:orders,worker:saleor,worker:outgoing-webhooks";
    private const int Parcels = 60;

    private static readonly TimeSpan TimeToClaim = TimeSpan.FromSeconds(3);

    [Test]
    public async Task Is_replaced_by_another_one_of_its_module_when_its_lease_ends()
    {
        var api = await Hosts.StartAsync(Options("api", ApiRole));
        var other = await Hosts.StartAsync(Options("other", Role));
        await other.SignalAsync(ProcessSignal.Stop);
        var killed = await Hosts.StartAsync(Options("killed", Role));
        using var carrier = new DpdCarrier(Ledger, () => api.Address);
        carrier.Start(Take(Parcels), Connections);
        await FreezeWithWorkAsync(killed);

        var held = await Records.LeasesAsync();
        var since = Stopwatch.GetTimestamp();
        await killed.KillAsync();
        await other.SignalAsync(ProcessSignal.Continue);
        await Eventually.Async(
            async () => (await Records.LeasesAsync()).Count(held.Contains) < held.Count, Lease + TimeToClaim, "that the other one takes over");
        await TestContext.Out.WriteLineAsync($"taken over after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s, the lease is {Lease.TotalSeconds} s");
        await carrier.FinishAsync();
        await AuditAsync(("kills", 1));
    }
}
