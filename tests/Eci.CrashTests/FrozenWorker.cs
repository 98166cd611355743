using Eci.CrashTests.Harness;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests;

[TestFixture(Category = "Postgres")]
[Category("Crash")]
internal sealed class A_worker_that_is_frozen_longer_than_its_lease() : CrashFixture(DatabaseKind.Postgres, Parcels)
{
    private const int Parcels = 60;
    private const string LeaseLost = "another worker took over message";
    private const string Failed = "failed on message";

    private static readonly (string Key, string Value) ShortLease = ("Eci:Messaging:Lease", "00:00:01");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Test]
    public async Task Has_no_second_effect_when_it_goes_on()
    {
        var api = await Hosts.StartAsync(Options("api", ApiRole));
        using var carrier = new DpdCarrier(Ledger, () => api.Address);
        carrier.Start(Take(Parcels / 2), Connections);

        var frozen = await Hosts.StartAsync(Options("frozen", WorkerRoles, ShortLease));
        await FreezeWithWorkAsync(frozen);
        await Hosts.StartAsync(Options("other", WorkerRoles, ShortLease));
        await carrier.FinishAsync();
        await Eventually.Async(async () => await Records.UnfinishedAsync() == 0, Patience, "the other worker finishes what the frozen one held");

        await frozen.SignalAsync(ProcessSignal.Continue);
        await Eventually.Async(() => HasNoticed(frozen.Output), Patience, "the frozen worker notices that it lost its leases");
        using var afterwards = new DpdCarrier(Ledger, () => api.Address);
        afterwards.Start(Take(Parcels / 2), Connections);
        await afterwards.FinishAsync();
        await AuditAsync(("freezes", 1));
    }

    /// <summary>It finds that its claim is gone, or that the server has ended the transaction it was frozen in.</summary>
    private static bool HasNoticed(string output) =>
        output.Contains(LeaseLost, StringComparison.Ordinal) || output.Contains(Failed, StringComparison.Ordinal);
}
