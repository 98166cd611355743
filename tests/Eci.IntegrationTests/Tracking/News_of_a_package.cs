using Eci.Commerce;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.IntegrationTests.Tracking;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class News_of_a_package(DatabaseKind kind) : TrackingFixture(kind)
{
    [Test]
    public async Task Is_stored_as_it_came()
    {
        var shop = await AddShopAsync();
        var scan = shop.Scan(InTransit, code: "pickup_depot") with { Location = "Köln", Message = "Größe geändert" };
        await TellAsync(scan);

        var stored = (await EventsAsync(shop)).Single();
        Assert.Multiple(() =>
        {
            Assert.That(stored.Id, Does.StartWith("evt_"));
            Assert.That((stored.State, stored.RawCode, stored.AppId), Is.EqualTo((InTransit, "pickup_depot", shop.CarrierApp.Id)));
            Assert.That((stored.Location, stored.Message), Is.EqualTo(("Köln", "Größe geändert")));
            Assert.That((stored.Time, stored.Time.Offset, stored.TimeOffsetMinutes), Is.EqualTo((scan.Time, TimeSpan.Zero, (short)60)));
            Assert.That(stored.MovedFrom, Is.EqualTo(Init));
        });
    }

    [Test]
    public async Task Is_stored_once_per_time_state_and_code()
    {
        var shop = await AddShopAsync();
        var first = shop.Scan(InTransit, 8, "a");
        await TellAsync(first, first, first with { Location = "elsewhere" }, first with { Time = first.Time.ToOffset(TimeSpan.Zero) });
        Assert.That(await EventsAsync(shop), Has.Count.EqualTo(1));

        await TellAsync(shop.Scan(InTransit, 8, "b"), shop.Scan(InTransit, 9, "a"), shop.Scan(OutForDelivery, 8, "a"));
        Assert.That(await EventsAsync(shop), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Moves_the_package_only_forward_in_time()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(OutForDelivery, 8), shop.Scan(FailedAttempt, 7), shop.Scan(PackageState.Exception, 6));

        var package = await PackageAsync(shop);
        Assert.That((package.State, package.StateTime), Is.EqualTo((OutForDelivery, (DateTimeOffset?)shop.Scan(OutForDelivery).Time)));
        Assert.That((await EventsAsync(shop)).Select(e => (e.State, e.MovedFrom)), Is.EqualTo(new (PackageState, PackageState?)[]
        {
            (PackageState.Exception, null), (FailedAttempt, null), (OutForDelivery, Init),
        }));
        Assert.That(await TransitionsAsync(shop), Is.EqualTo(1));
    }

    [Test]
    public async Task Is_announced_as_a_transition_only_when_the_state_moved()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(InTransit, 1), shop.Scan(InTransit, 2), shop.Scan(InformationReceived, 3), shop.Scan(OutForDelivery, 4));
        Assert.That(await TransitionsAsync(shop), Is.EqualTo(2));
        Assert.That(await EventsAsync(shop), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task After_the_delivery_is_stored_but_changes_nothing()
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(Delivered, 1), shop.Scan(PackageState.Exception, 2), shop.Scan(OutForDelivery, 3));
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(Delivered));
        Assert.That(await EventsAsync(shop), Has.Count.EqualTo(3));
        Assert.That(await TransitionsAsync(shop), Is.EqualTo(1));
    }

    [TestCase(AvailableForPickup)]
    [TestCase(PackageState.Exception)]
    public async Task Moves_a_package_on_from_where_it_waits(PackageState waiting)
    {
        var shop = await AddShopAsync();
        await TellInTurnAsync(shop.Scan(waiting, 1), shop.Scan(Delivered, 2));
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(Delivered));
    }

    [Test]
    public async Task Of_many_scans_at_once_leaves_the_newest_state()
    {
        var shop = await AddShopAsync();
        await TellAsync(
            shop.Scan(Delivered, 5), shop.Scan(InTransit, 2), shop.Scan(OutForDelivery, 3), shop.Scan(InformationReceived, 1), shop.Scan(FailedAttempt, 4));
        Assert.That((await PackageAsync(shop)).State, Is.EqualTo(Delivered));
        Assert.That(await EventsAsync(shop), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Concerns_only_the_package_of_its_tenant_and_carrier()
    {
        var shop = await AddShopAsync();
        var other = new Shop(NextNumber());
        var sameNumber = new Package { Id = $"pa_same_{other.TenantId}", TenantId = other.TenantId, Carrier = Carrier.Dpd, TrackingId = shop.Package.TrackingId };
        var otherCarrier = new Package { Id = $"pa_dhl_{shop.TenantId}", TenantId = shop.TenantId, Carrier = Carrier.Dhl, TrackingId = shop.Package.TrackingId };
        await StoreAsync(db =>
        {
            other.AddTo(db);
            db.AddRange(sameNumber, otherCarrier);
        });
        await TellAsync(shop.Scan(InTransit));

        var states = await Host.QueryAsync(db => db.Set<Package>().Where(p => p.TrackingId == shop.Package.TrackingId)
            .ToDictionaryAsync(p => p.Id, p => p.State));
        Assert.That(states, Is.EquivalentTo(new Dictionary<string, PackageState>
        {
            [shop.Package.Id] = InTransit,
            [sameNumber.Id] = Init,
            [otherCarrier.Id] = Init,
        }));
    }
}
