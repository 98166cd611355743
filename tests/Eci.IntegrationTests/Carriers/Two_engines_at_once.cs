using Eci.IntegrationTests.Carriers.Support;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Carriers;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Two_engines_at_once(DatabaseKind kind) : CarrierFixture(kind)
{
    private const int Packages = 300;

    /// <summary>A process of its own where the database has room for several.</summary>
    private EciTestHost _second = null!;

    [OneTimeSetUp]
    public async Task StartSecondAsync() => _second = Kind is DatabaseKind.Postgres ? await EciTestHost.StartAsync(Database, Configure) : Host;

    [OneTimeTearDown]
    public async Task StopSecondAsync()
    {
        if (_second != Host)
            await _second.DisposeAsync();
    }

    [Test]
    public async Task Of_two_accounts_ask_about_each_package_once()
    {
        var shop = await AddPolledShopAsync(Packages, s => s.OtherApps.Add(s.NewApp($"{s.App.Id}_2")));
        foreach (var package in shop.Packages)
            Carrier.Says(package.TrackingId, Carrier.Scan(PackageState.InTransit, 1));
        var runs = await Task.WhenAll(RunAsync(Host, shop), RunAsync(_second, shop, shop.OtherApps[0]));
        Assert.That(Carrier.AskedBy(shop.TenantId), Is.EquivalentTo(shop.Packages.Select(p => p.TrackingId)));
        Assert.That(Carrier.AskedAtOnce, Is.Zero);
        Assert.That(runs.Sum(r => r.Counts.GetValueOrDefault("news")), Is.EqualTo(Packages));
        Assert.That(runs.Select(r => r.Counts.GetValueOrDefault("requests")), Has.All.GreaterThan(0), "Both took part.");
        Assert.That(await MessagesAsync(shop.Base, "tracking.package.update"), Is.EqualTo(Packages));
    }

    [Test]
    public async Task Do_not_ask_again_about_what_the_other_asked_about_since_they_looked()
    {
        var shop = await AddPolledShopAsync(10, s => s.OtherApps.Add(s.NewApp($"{s.App.Id}_2")));
        foreach (var package in shop.Packages)
            Carrier.Says(package.TrackingId, Carrier.Scan(PackageState.InTransit, 1));
        LateAnswer.Before(() => RunAsync(Host, shop));
        var late = await RunAsync(_second, shop, shop.OtherApps[0]);
        Assert.That(Carrier.AskedBy(shop.TenantId), Is.EquivalentTo(shop.Packages.Select(p => p.TrackingId)));
        Assert.That(late.Counts.GetValueOrDefault("requests"), Is.Zero);
    }

    [Test]
    public async Task Of_one_account_keep_its_budget_together()
    {
        var shop = await AddPolledShopAsync(Packages, s => s.App.Settings = new FakeCarrierSettings(RequestsPerDay: 111));
        var runs = await Task.WhenAll(RunAsync(Host, shop), RunAsync(_second, shop));
        Assert.That(Carrier.AskedBy(shop.TenantId), Has.Count.EqualTo(111).And.Unique);
        Assert.That(Carrier.AskedAtOnce, Is.Zero);
        Assert.That(runs.Sum(r => r.Counts.GetValueOrDefault("requests")), Is.EqualTo(111));
    }
}
