using Eci.Carriers;
using Eci.IntegrationTests.Carriers.Support;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Carriers;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_budget_of_an_app(DatabaseKind kind) : CarrierFixture(kind)
{
    [Test]
    public async Task Holds_for_the_day_across_runs_and_restarts()
    {
        var shop = await AddPolledShopAsync(8, s => s.App.Settings = new FakeCarrierSettings(RequestsPerDay: 5));
        var run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 5, ["unchanged"] = 5, ["skipped"] = 3 }));
        Assert.That(run.Note, Is.EqualTo("The requests of the day are used up."));

        await RestartHostAsync();
        Assert.That((await RunAsync(shop)).Counts, Is.EquivalentTo(new Dictionary<string, long> { ["skipped"] = 3 }));
        Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((await RunAsync(shop)).Counts["requests"], Is.EqualTo(5));
        Assert.That(Carrier.AskedBy(shop.TenantId), Has.Count.EqualTo(10));
    }

    [Test]
    public async Task Keeps_requests_apart_across_runs()
    {
        var shop = await AddPolledShopAsync(4, s => s.App.Settings = new FakeCarrierSettings(SpacingMilliseconds: 200));
        await ChangePackageAsync(shop, 1, p => p.TrackingEnabled = false);
        await ChangePackageAsync(shop, 2, p => p.TrackingEnabled = false);
        await RunAsync(shop);
        await ChangePackageAsync(shop, 1, p => p.TrackingEnabled = true);
        await ChangePackageAsync(shop, 2, p => p.TrackingEnabled = true);
        await RunAsync(shop);
        var times = Carrier.QuestionsOf(shop.TenantId).Select(q => q.At).ToList();
        Assert.That(times, Has.Count.EqualTo(4));
        Assert.That(times.Zip(times.Skip(1), (a, b) => b - a), Has.All.GreaterThanOrEqualTo(TimeSpan.FromMilliseconds(170)), "But for the time a statement takes.");
    }

    [Test]
    public async Task Rests_as_long_as_the_carrier_wants()
    {
        var shop = await AddPolledShopAsync(3);
        Throttle(1, TimeSpan.FromMinutes(30));
        var run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 2, ["unchanged"] = 1, ["skipped"] = 2 }));
        Assert.That(run.Note, Does.StartWith("The carrier takes no further requests until"));

        Clock.Advance(TimeSpan.FromMinutes(29));
        run = await RunAsync(shop);
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["skipped"] = 2 }));
        Assert.That(run.Note, Does.StartWith("The app rests after an answer of its carrier until"));
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That((await RunAsync(shop)).Counts["requests"], Is.EqualTo(2), "A package is not blamed for it.");
    }

    [TestCase(null, 14, 16)]
    [TestCase(0, 14, 16)]
    [TestCase(-5, 14, 16)]
    [TestCase(60 * 24 * 400, (60 * 24) - 1, (60 * 24) + 1)]
    public async Task Rests_for_the_configured_time_when_the_carrier_names_none_or_an_absurd_one(int? minutes, int restsAfter, int goesOnAfter)
    {
        var shop = await AddPolledShopAsync(1);
        Throttle(0, minutes is { } m ? TimeSpan.FromMinutes(m) : null);
        await RunAsync(shop);
        Clock.Advance(TimeSpan.FromMinutes(restsAfter));
        Assert.That((await RunAsync(shop)).Counts, Does.Not.ContainKey("requests"));
        Clock.Advance(TimeSpan.FromMinutes(goesOnAfter - restsAfter));
        Assert.That((await RunAsync(shop)).Counts["requests"], Is.EqualTo(1));
    }

    /// <summary>The carrier answers so many questions and then no more; once.</summary>
    private void Throttle(int after, TimeSpan? retryAfter)
    {
        var left = after;
        Carrier.OnQuestion = (_, _) => left-- == 0 ? throw new CarrierThrottledException("429", retryAfter) : Task.CompletedTask;
    }
}

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class A_budget_spread_over_the_day(DatabaseKind kind) : CarrierFixture(kind)
{
    [Test]
    public async Task Grants_all_that_is_left_to_packages_out_for_delivery()
    {
        var shop = await AddPolledShopAsync(20, s =>
        {
            s.App.Settings = new FakeCarrierSettings(RequestsPerDay: 15);
            s.Packages[17].State = PackageState.OutForDelivery;
            s.Packages[18].State = PackageState.OutForDelivery;
        });
        var run = await RunAsync(shop);
        Assert.That(run.Counts["requests"], Is.EqualTo(10), "A quarter at once, half of the rest at noon.");
        Assert.That(run.Note, Is.EqualTo("The requests that the day grants up to now are used up."));
        Assert.That(Carrier.AskedBy(shop.TenantId).Take(2), Is.EquivalentTo([shop.Number(17), shop.Number(18)]));

        Clock.Advance(TimeSpan.FromHours(6));
        Assert.That((await RunAsync(shop)).Counts["requests"], Is.EqualTo(3), "Two out for delivery, one that became free.");
    }

    protected override void Configure(Testing.Hosting.EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:Carriers:BudgetHeadStart"] = "0.25";
    }
}
