using Eci.Carriers;
using Eci.Commerce;
using Eci.IntegrationTests.Carriers.Support;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Scheduling;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Carriers;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class News_that_was_asked_for(DatabaseKind kind) : CarrierFixture(kind)
{
    [Test]
    public async Task Becomes_all_its_events_and_one_mail()
    {
        var shop = await AddPolledShopAsync(1);
        Carrier.Says(
            shop.Number(0),
            Carrier.Scan(InformationReceived, 40),
            Carrier.Scan(InTransit, 30) with { Location = "Köln", Message = "Hallo" },
            Carrier.Scan(InTransit, 20, "hub"),
            Carrier.Scan(OutForDelivery, 2));
        await AskAsync(shop);
        var events = await EventsOfAsync(shop);
        Assert.That(events.Select(e => e.State), Is.EqualTo(new[] { InformationReceived, InTransit, InTransit, OutForDelivery }));
        Assert.That(events.Select(e => e.MovedFrom), Is.EqualTo(new PackageState?[] { Init, InformationReceived, null, InTransit }));
        Assert.That((events[1].Location, events[1].Message, events[1].AppId, events[1].TimeOffsetMinutes), Is.EqualTo(("Köln", "Hallo", shop.App.Id, (short)60)));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new NotSentReason?[] { NotSentReason.OldNews, NotSentReason.OldNews, null }));
        Assert.That((await MailsAsync(shop.Base)).Single().Subject, Does.Contain("heute"));

        Carrier.Says(shop.Number(0), Carrier.Scan(InformationReceived, 40), Carrier.Scan(Delivered, 0.1));
        await AskAsync(shop);
        Assert.That(await MailsAsync(shop.Base), Has.Count.EqualTo(2), "Later news is mailed.");
        await AskAsync(shop);
        Assert.That(Carrier.AskedBy(shop.TenantId), Has.Count.EqualTo(2), "A delivered package is not asked about.");
    }

    [Test]
    public async Task Is_published_once_however_often_it_is_told()
    {
        var shop = await AddPolledShopAsync(1);
        var fine = Carrier.Scan(InTransit, 3);
        Carrier.Says(shop.Number(0), fine with { Time = fine.Time.AddTicks(1234567) }, Carrier.Scan(InTransit, 2), Carrier.Scan(InTransit, 2));
        Assert.That((await AskAsync(shop)).Counts["news"], Is.EqualTo(1));
        Assert.That((await AskAsync(shop)).Counts["unchanged"], Is.EqualTo(1));
        Assert.That(await MessagesAsync(shop.Base, "tracking.package.update"), Is.EqualTo(2));
    }

    [Test]
    public async Task Is_none_when_the_carrier_reported_it_before()
    {
        var shop = await AddPolledShopAsync(1);
        var scan = Carrier.Scan(OutForDelivery, 1, "OUT");
        await TellAsync(UpdateOf(shop, scan));
        Carrier.Says(shop.Number(0), scan with { Time = scan.Time.ToUniversalTime() }, Carrier.Scan(OutForDelivery, 0.5, "OUT"));
        await AskAsync(shop);
        Assert.That(await EventsOfAsync(shop), Has.Count.EqualTo(2));
        Assert.That(await MessagesAsync(shop.Base, "tracking.package.update"), Is.EqualTo(2), "One reported, one asked for.");
    }

    [Test]
    public async Task Is_not_mailed_when_it_is_old()
    {
        var shop = await AddPolledShopAsync(1);
        Carrier.Says(shop.Number(0), Carrier.Scan(InTransit, 100));
        await AskAsync(shop);
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new NotSentReason?[] { NotSentReason.OldNews }));
        Carrier.Says(shop.Number(0), Carrier.Scan(OutForDelivery, 58));
        await AskAsync(shop);
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new NotSentReason?[] { NotSentReason.OldNews, null }));
    }

    [Test]
    public async Task Is_mailed_by_the_scan_that_leads_furthest_not_by_what_follows_it()
    {
        var shop = await AddPolledShopAsync(1);
        Carrier.Says(shop.Number(0), Carrier.Scan(InTransit, 3), Carrier.Scan(Delivered, 2), Carrier.Scan(InTransit, 1, "billing"));
        await AskAsync(shop);
        Assert.That((await MailsAsync(shop.Base)).Single().Subject, Does.Contain("zugestellt"));
    }

    [Test]
    public async Task That_cannot_be_understood_is_kept_once_and_warned_of_each_time()
    {
        var shop = await AddPolledShopAsync(1);
        Carrier.Says(shop.Number(0), new TrackingAnswer
        {
            Scans = [Carrier.Scan(InTransit, 1)],
            Unreadable = [new("XX", "20260305", UnmappedReason.UnknownStatus), new("XX", "20260305", UnmappedReason.UnknownStatus), new("", null, UnmappedReason.UnreadableTime)],
        });
        Assert.That((await AskAsync(shop)).Counts["warnings"], Is.EqualTo(1));
        Assert.That((await AskAsync(shop)).Counts["warnings"], Is.EqualTo(1));
        var kept = await UnmappedAsync(shop);
        Assert.That(
            kept.Select(u => (u.RawCode, u.RawTime, u.Reason)),
            Is.EquivalentTo(new[] { ("XX", (string?)"20260305", UnmappedReason.UnknownStatus), ("", null, UnmappedReason.UnreadableTime) }));
        Assert.That(await MessagesAsync(shop.Base, "tracking.carrier.news.unmapped"), Is.EqualTo(2));

        var first = kept[0];
        await TellAsync(new UnmappedCarrierNews(
            shop.TenantId, first.Carrier, first.AppId, first.TrackingId, first.RawCode, first.RawTime, first.SourceEventId, first.Reason));
        Assert.That(await UnmappedAsync(shop), Has.Count.EqualTo(2), "Told again while the first report was on its way.");
    }

    [Test]
    public async Task With_texts_that_no_database_takes_is_stored_without_them()
    {
        var shop = await AddPolledShopAsync(1);
        Carrier.Says(
            shop.Number(0),
            Carrier.Scan(InTransit, 2, $"a\0b{new string('c', 500)}") with { Location = "Kö\0ln\r\n", Message = new string('x', 5000) },
            Carrier.Scan(OutForDelivery, 1) with { Location = "\0" });
        await AskAsync(shop);
        await AskAsync(shop);
        var events = await EventsOfAsync(shop);
        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That((events[0].RawCode.Length, events[0].Location, events[0].Message!.Length), Is.EqualTo((100, "Kö ln", 1000)));
        Assert.That(events[1].Location, Is.Null);
    }

    [Test]
    public async Task Tells_of_the_expected_delivery_and_who_took_the_package()
    {
        var shop = await AddPolledShopAsync(1);
        var day = new DateOnly(2026, 3, 6);
        Says(new DeliveryForecast(day, new TimeOnly(10, 0), new TimeOnly(12, 30)));
        await AskAsync(shop);
        await AskAsync(shop);
        var package = await PackageOfAsync(shop);
        Assert.That(
            (package.EstimatedDeliveryDate, package.EstimatedDeliveryFrom, package.EstimatedDeliveryUntil, package.ReceivedBy),
            Is.EqualTo(((DateOnly?)day, (TimeOnly?)new TimeOnly(10, 0), (TimeOnly?)new TimeOnly(12, 30), (string?)null)));
        Assert.That(await DetailsAsync(shop), Is.EqualTo(1), "Unchanged details are not published.");

        Says(new DeliveryForecast(day.AddDays(1)), "Ada Lovelace");
        await AskAsync(shop);
        Says(forecast: null);
        await AskAsync(shop);
        await AskAsync(shop);
        package = await PackageOfAsync(shop);
        Assert.That((package.EstimatedDeliveryDate, package.EstimatedDeliveryFrom, package.ReceivedBy), Is.EqualTo(((DateOnly?)null, (TimeOnly?)null, "Ada Lovelace")));
        Assert.That(await DetailsAsync(shop), Is.EqualTo(3));

        void Says(DeliveryForecast? forecast, string? receivedBy = null) =>
            Carrier.Says(shop.Number(0), new TrackingAnswer { Scans = [], Forecast = forecast, ReceivedBy = receivedBy });
    }

    [Test]
    public async Task Tells_details_in_the_order_they_were_seen_whatever_order_they_arrive_in()
    {
        var shop = await AddPolledShopAsync(1);
        var now = Clock.GetUtcNow();
        await TellAsync(Details(now, 7));
        await TellAsync(Details(now.AddMinutes(-1), 6), Details(now.AddMinutes(-2), 5));
        var package = await PackageOfAsync(shop);
        Assert.That(package.EstimatedDeliveryDate, Is.EqualTo(new DateOnly(2026, 3, 7)));
        await TellAsync(Details(now.AddMinutes(1), 8), Details(now, 9) with { TrackingId = "NOBODYS" });
        Assert.That((await PackageOfAsync(shop)).EstimatedDeliveryDate, Is.EqualTo(new DateOnly(2026, 3, 8)));

        PackageDetails Details(DateTimeOffset at, int day) =>
            new(shop.TenantId, PolledShop.Carrier, shop.Number(0), at, new DateOnly(2026, 3, day), null, null, null);
    }

    [Test]
    public async Task Keeps_what_it_is_while_it_waits_for_its_package()
    {
        var shop = await AddPolledShopAsync(0);
        var scan = Carrier.Scan(PackageState.Exception, 1) with { IsReturn = true };
        var package = shop.NewPackage(NextNumber());
        shop.Packages.Add(package);
        await TellAsync(UpdateOf(shop, scan) with { IsReturn = true, IsHistory = true });
        var parked = await Host.QueryAsync(db => db.Set<ParkedUpdate>().SingleAsync(p => p.TenantId == shop.TenantId));
        Assert.That((parked.ToUpdate().IsReturn, parked.ToUpdate().IsHistory), Is.EqualTo((true, true)));

        await StoreAsync(db => db.Add(package));
        await TellAsync(new PackageRegistered(shop.TenantId, package.Id, package.Carrier, package.TrackingId));
        Assert.That(await ReasonsAsync(shop), Is.EqualTo(new NotSentReason?[] { NotSentReason.OldNews }));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:Roles"] = "api,worker";
    }

    private static PackageUpdate UpdateOf(PolledShop shop, CarrierScan scan) =>
        new(shop.TenantId, PolledShop.Carrier, shop.Number(0), scan.Time, scan.State, scan.RawCode, shop.App.Id);

    /// <summary>Runs the job when the package is due again, and waits until all that follows is handled.</summary>
    private async Task<JobRun> AskAsync(PolledShop shop)
    {
        Clock.Advance(TimeSpan.FromHours(13));
        var run = await RunAsync(shop);
        await SettleAsync();
        return run;
    }

    private Task<List<PackageEvent>> EventsOfAsync(PolledShop shop) => Host.QueryAsync(db => db.Set<PackageEvent>().AsNoTracking()
        .Where(e => e.PackageId == shop.Packages[0].Id).OrderBy(e => e.Time).ToListAsync());

    private Task<List<NotSentReason?>> ReasonsAsync(PolledShop shop) => Host.QueryAsync(db => db.Set<TransactionalEmail>()
        .Where(m => m.PackageId == shop.Packages[0].Id).OrderBy(m => m.PackageEvent!.Time).Select(m => m.Reason).ToListAsync());

    private Task<Package> PackageOfAsync(PolledShop shop) =>
        Host.QueryAsync(db => db.Set<Package>().AsNoTracking().SingleAsync(p => p.Id == shop.Packages[0].Id));

    private Task<List<UnmappedNews>> UnmappedAsync(PolledShop shop) =>
        Host.QueryAsync(db => db.Set<UnmappedNews>().AsNoTracking().Where(u => u.TenantId == shop.TenantId).ToListAsync());

    private Task<long> DetailsAsync(PolledShop shop) => MessagesAsync(shop.Base, "tracking.package.details");
}
