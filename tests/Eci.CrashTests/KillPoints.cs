using Eci.CrashTests.Harness;
using Eci.Messaging;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests;

/// <summary>Kills a process where it is told to, several times in a row; each restart is the next one to be killed.</summary>
internal abstract class KillPointFixture(DatabaseKind kind, int kills) : CrashFixture(kind, CrashPoints.All.Count * kills * ParcelsPerKill)
{
    private const int ParcelsPerKill = 12;
    private const int Step = 4;
    private const int Farthest = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A process of these roles dies at the point again and again while DPD pushes to the hub, then stays up.</summary>
    protected async Task DieAtAsync(string point, string roles, Func<HostProcess?, Uri?> hub)
    {
        HostProcess? current = null;
        if (OnlyReachedByFailures(point))
            Mails.Close();
        using var carrier = new DpdCarrier(Ledger, () => hub(current));
        carrier.Start(Take(kills * ParcelsPerKill), Connections);
        for (var kill = 0; kill < kills; kill++)
        {
            var count = 1 + (kill * Step % Farthest);
            current = Hosts.Launch(Options($"armed-{kill}", roles, ("Eci:Testing:CrashAt", $"{point}:{count}")));
            var ready = current.BecomesReadyAsync();
            Assert.That(await current.WaitForExitAsync(Patience), Is.EqualTo(HostProcess.Killed), $"exit code when {point} is reached {count} times");
            await ready;
        }

        Mails.Open();
        current = await Hosts.StartAsync(Options("restarted", roles));
        await carrier.FinishAsync();
        await AuditAsync(("kills", kills));
    }

    private static bool OnlyReachedByFailures(string point) => point is CrashPoints.FailureBeforeWrite or CrashPoints.FailureAfterWrite;
}

[TestFixture]
[Category("Crash")]
internal sealed class A_single_process_that_dies_at_a_named_place() : KillPointFixture(DatabaseKind.Sqlite, CrashSettings.Rounds)
{
    [TestCaseSource(typeof(CrashPoints), nameof(CrashPoints.All))]
    public Task Keeps_every_acknowledged_push_exactly_once(string point) => DieAtAsync(point, "api,worker,scheduler", current => current?.Address);
}

[TestFixture(Category = "Postgres")]
[Category("Crash")]
internal sealed class One_of_several_processes_that_dies_at_a_named_place() : KillPointFixture(DatabaseKind.Postgres, Math.Max(1, CrashSettings.Rounds / 2))
{
    [TestCaseSource(typeof(CrashPoints), nameof(CrashPoints.All))]
    public async Task Keeps_every_acknowledged_push_exactly_once(string point)
    {
        var inApi = point is CrashPoints.IntakeBeforeCommit or CrashPoints.IntakeAfterCommit;
        var other = await Hosts.StartAsync(Options("other", inApi ? WorkerRoles : ApiRole));
        await DieAtAsync(point, inApi ? ApiRole : WorkerRoles, current => inApi ? current?.Address : other.Address);
    }
}
