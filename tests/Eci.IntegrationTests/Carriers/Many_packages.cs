using Eci.IntegrationTests.Carriers.Support;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Carriers;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Many_packages(DatabaseKind kind) : CarrierFixture(kind)
{
    private const int Budget = 1200;
    private const long Growth = 4_000_000;

    [Test]
    public async Task Take_a_request_each_a_constant_number_of_statements_and_no_more_memory_than_few()
    {
        await MeasureAsync(20);
        var (few, _) = await MeasureAsync(100);
        var (many, memory) = await MeasureAsync(1000);

        await TestContext.Out.WriteLineAsync(FormattableString.Invariant(
            $"{Kind}: statements per package {few:F3} of 100, {many:F3} of 1000; memory grew by {memory} bytes; largest unit of work {Saboteur.Largest} rows"));
        Assert.That(many, Is.EqualTo(few).Within(0.25));
        Assert.That(Saboteur.Largest, Is.LessThanOrEqualTo(20 * (1 + (3 * 2))), "Rows of a batch: polls, and three messages each with its delivery.");
        Assert.That(memory, Is.LessThan(Growth));
    }

    /// <summary>Runs with news of every package; then again, with nothing to ask.</summary>
    private async Task<(double StatementsPerPackage, long Growth)> MeasureAsync(int packages)
    {
        var shop = await AddPolledShopAsync(packages, s => s.App.Settings = new FakeCarrierSettings(RequestsPerDay: Budget));
        for (var i = 0; i < packages; i++)
            Carrier.Says(shop.Number(i), Carrier.Scan(PackageState.InformationReceived, 3), Carrier.Scan(PackageState.InTransit, 2), Carrier.Scan(PackageState.OutForDelivery, 1));
        var (asked, early, late) = (0, 0L, 0L);
        Carrier.OnQuestion = (_, _) =>
        {
            asked++;
            if (asked == packages / 4)
                early = GC.GetTotalMemory(forceFullCollection: true);
            else if (asked == packages - 1)
                late = GC.GetTotalMemory(forceFullCollection: true);
            return Task.CompletedTask;
        };

        Saboteur.Reset();
        var before = Statements.Count;
        var run = await RunAsync(shop);
        var statements = Statements.Count - before;
        Carrier.OnQuestion = null;
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = packages, ["news"] = packages }));
        Assert.That(Carrier.AskedBy(shop.TenantId), Is.EquivalentTo(shop.Packages.Select(p => p.TrackingId)), "Each once.");

        Clock.Advance(TimeSpan.FromMinutes(10));
        var needed = Math.Min(packages, Budget - packages);
        run = await RunAsync(shop);
        Assert.That(run.Counts.GetValueOrDefault("requests"), Is.EqualTo(needed), "As many as the budget of the day has left.");
        Assert.That(run.Counts.GetValueOrDefault("skipped"), Is.EqualTo(packages - needed));
        return ((double)statements / packages, late - early);
    }
}
