using System.Globalization;
using Eci.CrashTests.Harness;
using Eci.Messaging;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.CrashTests.Sync;

/// <summary>A hub on one database that dies while it talks to a shop.</summary>
internal abstract class ShopTalkFixture(DatabaseKind kind) : ShopCrashFixture(kind)
{
    private const int OrdersPerRound = 12;
    private const int MinLife = 2000;
    private const int MaxLife = 5000;
    private const int Step = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

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

    protected async Task DieAtAsync(string place)
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

[TestFixture]
[Category("Crash")]
internal sealed class A_hub_on_SQLite_that_dies_while_it_talks_to_a_shop() : ShopTalkFixture(DatabaseKind.Sqlite)
{
    private static IEnumerable<string> Places => [.. CrashPoints.OfSync, CrashPoints.HandlerBeforeCommit, CrashPoints.HandlerAfterCommit];

    [TestCaseSource(nameof(Places))]
    public Task Makes_nothing_twice_when_it_dies_at(string place) => DieAtAsync(place);
}

[TestFixture(Category = "Postgres")]
[Category("Crash")]
internal sealed class A_hub_on_PostgreSQL_that_dies_while_it_talks_to_a_shop() : ShopTalkFixture(DatabaseKind.Postgres)
{
    [Test]
    public Task Makes_nothing_twice_when_it_dies_after_a_request() => DieAtAsync(CrashPoints.SyncAfterRequest);
}
