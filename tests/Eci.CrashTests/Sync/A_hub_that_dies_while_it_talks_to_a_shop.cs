using System.Globalization;
using Eci.CrashTests.Harness;
using Eci.Messaging;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests.Sync;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
[Category("Crash")]
internal sealed class A_hub_that_dies_while_it_talks_to_a_shop(DatabaseKind kind) : ShopCrashFixture(kind)
{
    private const int OrdersPerRound = 20;
    private const int MinLife = 2000;
    private const int MaxLife = 5000;
    private const int Step = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private static IEnumerable<string> Places => [.. CrashPoints.OfSync, CrashPoints.HandlerBeforeCommit, CrashPoints.HandlerAfterCommit];

    [Test]
    public async Task Makes_nothing_twice_when_it_is_killed_at_random()
    {
        var trade = Trade.TradeAsync(CrashSettings.Rounds * OrdersPerRound);
        for (var round = 0; round < CrashSettings.Rounds; round++)
            await Hosts.Launch(Options("hub")).LiveAndDieAsync(TimeSpan.FromMilliseconds(TestContext.CurrentContext.Random.Next(MinLife, MaxLife)));
        await Hosts.StartAsync(Options("again"));
        await trade;
        await AuditAsync(("kills", CrashSettings.Rounds));
    }

    [TestCaseSource(nameof(Places))]
    public async Task Makes_nothing_twice_when_it_dies_at(string place)
    {
        var trade = Trade.TradeAsync(OrdersPerRound);
        for (var kill = 0; kill < CrashSettings.Rounds + 1; kill++)
        {
            var count = (1 + (kill * Step)).ToString(CultureInfo.InvariantCulture);
            var armed = Hosts.Launch(Options($"armed-{kill}", ("Eci:Testing:CrashAt", $"{place}:{count}")));
            var ready = armed.BecomesReadyAsync();
            Assert.That(await armed.WaitForExitAsync(Patience), Is.EqualTo(HostProcess.Killed), $"exit code when {place} is reached {count} times");
            await ready;
        }

        await Hosts.StartAsync(Options("again"));
        await trade;
        await AuditAsync(("kills", CrashSettings.Rounds + 1));
    }
}
