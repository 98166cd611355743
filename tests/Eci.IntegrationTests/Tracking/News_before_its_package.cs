using Eci.IntegrationTests.Dpd;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Modules.Tracking.ParkUpdates;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class News_before_its_package(DatabaseKind kind) : TrackingFixture(kind)
{
    private readonly RunningClock _clock = new();

    [Test]
    public async Task Waits_and_is_applied_once_in_the_order_of_the_scans()
    {
        var shop = new Shop(NextNumber());
        await TellInTurnAsync(shop.Scan(OutForDelivery, 3), shop.Scan(InformationReceived, 1), shop.Scan(InTransit, 2), shop.Scan(InTransit, 2));
        Assert.That(await ParkedAsync(shop), Is.EqualTo(3));

        await StoreAsync(shop.AddTo);
        await TellAsync(Registered(shop), Registered(shop));
        Assert.That(await ParkedAsync(shop), Is.Zero);
        Assert.That((await EventsAsync(shop)).Select(e => (e.State, e.MovedFrom)), Is.EqualTo(new (PackageState, PackageState?)[]
        {
            (InformationReceived, Init), (InTransit, InformationReceived), (OutForDelivery, InTransit),
        }));
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(OutForDelivery));
    }

    [Test]
    public async Task Keeps_all_it_said()
    {
        var shop = new Shop(NextNumber());
        var scan = shop.Scan(InTransit, code: "pickup_depot") with { Location = "Köln", Message = "Hallo" };
        await TellAsync(scan);
        await StoreAsync(shop.AddTo);
        await TellAsync(Registered(shop));

        var stored = (await EventsAsync(shop)).Single();
        Assert.That(
            (stored.Time, stored.TimeOffsetMinutes, stored.RawCode, stored.AppId, stored.Location, stored.Message),
            Is.EqualTo((scan.Time, (short)60, "pickup_depot", shop.CarrierApp.Id, "Köln", "Hallo")));
    }

    [Test]
    public async Task Is_not_applied_to_the_same_number_of_another_tenant_or_carrier()
    {
        var shop = new Shop(NextNumber());
        await TellAsync(shop.Scan(InTransit));
        var other = await AddShopAsync();
        await TellAsync(new PackageRegistered(other.TenantId, other.Package.Id, Carrier.Dpd, shop.Package.TrackingId));
        await TellAsync(new PackageRegistered(shop.TenantId, "pa_none", Carrier.Dhl, shop.Package.TrackingId));
        Assert.That(await ParkedAsync(shop), Is.EqualTo(1));
    }

    [Test]
    public async Task Is_found_by_the_sweep_when_its_package_arrived_at_the_same_moment()
    {
        var shop = new Shop(NextNumber());
        await TellAsync(shop.Scan(InTransit, 2), shop.Scan(InformationReceived, 1));
        await StoreAsync(shop.AddTo);
        await SweepAsync();
        await SweepAsync();

        Assert.That((await EventsAsync(shop)).Select(e => e.MovedFrom), Is.EqualTo(new PackageState?[] { Init, InformationReceived }));
        Assert.That(await ParkedAsync(shop), Is.Zero);
    }

    [Test]
    public async Task Is_dropped_when_its_package_never_comes()
    {
        var shop = new Shop(NextNumber());
        await TellAsync(shop.Scan(InTransit));
        _clock.Advance(TimeSpan.FromDays(59));
        await SweepAsync();
        Assert.That(await ParkedAsync(shop), Is.EqualTo(1));
        _clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync();
        Assert.That(await ParkedAsync(shop), Is.Zero);
    }

    [Test]
    public async Task That_cannot_be_acted_on_is_kept_and_counted()
    {
        var shop = await AddShopAsync();
        using var readings = new MeterReadings(Host.Services, "eci.package.events.unmapped");
        await TellAsync(new UnmappedCarrierNews(
            shop.TenantId, Carrier.Dpd, shop.CarrierApp.Id, shop.Package.TrackingId, "teleported", "05012026100200", "4711", UnmappedReason.UnknownStatus));

        var kept = await Host.QueryAsync(db => db.Set<UnmappedNews>().SingleAsync(u => u.TenantId == shop.TenantId));
        Assert.That((kept.RawCode, kept.RawTime, kept.SourceEventId, kept.Reason), Is.EqualTo(("teleported", "05012026100200", "4711", UnmappedReason.UnknownStatus)));
        Assert.That(readings.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["DPD UNKNOWN_STATUS"] = 1 }));
        Assert.That(await EventsAsync(shop), Is.Empty);
    }

    protected override void Configure(EciTestHostOptions options) => options.Time = _clock;

    private static PackageRegistered Registered(Shop shop) => new(shop.TenantId, shop.Package.Id, shop.Package.Carrier, shop.Package.TrackingId);

    private async Task SweepAsync()
    {
        await using (var scope = Host.Services.CreateAsyncScope())
            await ActivatorUtilities.CreateInstance<ParkedUpdateSweep>(Host.Services).RunAsync(scope.ServiceProvider, CancellationToken.None);
        await SettleAsync();
    }

    private Task<int> ParkedAsync(Shop shop) => Host.QueryAsync(db => db.Set<ParkedUpdate>().CountAsync(p => p.TenantId == shop.TenantId));
}
