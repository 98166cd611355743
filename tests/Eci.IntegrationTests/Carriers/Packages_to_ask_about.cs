using Eci.Carriers;
using Eci.Commerce;
using Eci.IntegrationTests.Carriers.Support;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Carriers;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Packages_to_ask_about(DatabaseKind kind) : CarrierFixture(kind)
{
    [Test]
    public async Task Are_the_open_ones_of_tenant_and_carrier()
    {
        await AddPolledShopAsync(2);
        var shop = await AddPolledShopAsync(6, s =>
        {
            s.Packages[1].State = PackageState.Delivered;
            s.Packages[2].TrackingEnabled = false;
            s.Packages[4].State = PackageState.Expired;
            s.Packages[5].State = PackageState.Exception;
        });
        await MakeOlderAsync(shop, 3, TimeSpan.FromDays(61));
        var run = await RunAsync(shop);
        Assert.That(Carrier.AskedBy(shop.TenantId), Is.EquivalentTo([shop.Number(0), shop.Number(4), shop.Number(5)]));
        Assert.That(run.Counts, Is.EquivalentTo(new Dictionary<string, long> { ["requests"] = 3, ["unchanged"] = 3 }));
        Assert.That(run.Note, Is.Null);
    }

    [Test]
    public async Task Are_left_alone_until_they_are_due_again()
    {
        var shop = await AddPolledShopAsync(2, s => s.Packages[1].State = PackageState.OutForDelivery);
        await RunAsync(shop);
        Assert.That((await RunAsync(shop)).Counts, Is.Empty);

        Clock.Advance(TimeSpan.FromMinutes(16));
        await RunAsync(shop);
        Assert.That(Carrier.AskedBy(shop.TenantId).Skip(2), Is.EqualTo([shop.Number(1)]));
        Clock.Advance(TimeSpan.FromHours(4));
        await RunAsync(shop);
        Assert.That(Carrier.AskedBy(shop.TenantId).Skip(3), Is.EqualTo([shop.Number(1), shop.Number(0)]));
    }

    [Test]
    public async Task Come_in_the_order_of_what_can_be_learned()
    {
        var shop = await AddPolledShopAsync(6, s => s.Packages[5].TrackingEnabled = false);
        Carrier.Says(shop.Number(0), Carrier.Scan(PackageState.InTransit, 1));
        await RunAsync(shop);
        Carrier.Says(shop.Number(0));
        Clock.Advance(TimeSpan.FromDays(3));
        Carrier.Says(shop.Number(1), Carrier.Scan(PackageState.InTransit, 1));
        await RunAsync(shop);
        Carrier.Says(shop.Number(1));
        Clock.Advance(TimeSpan.FromHours(20));
        Carrier.Says(shop.Number(2), Carrier.Scan(PackageState.InTransit, 1));
        await RunAsync(shop);
        await ChangePackageAsync(shop, 4, p => p.State = PackageState.OutForDelivery);
        await ChangePackageAsync(shop, 5, p => p.TrackingEnabled = true);
        await MakeOlderAsync(shop, 5, TimeSpan.FromDays(30));

        Clock.Advance(TimeSpan.FromHours(13));
        var asked = Carrier.AskedBy(shop.TenantId).Count;
        await RunAsync(shop);
        Assert.That(
            Carrier.AskedBy(shop.TenantId).Skip(asked),
            Is.EqualTo(new[] { 4, 2, 5, 1, 0, 3 }.Select(shop.Number)),
            "Out for delivery, news of the day, never asked about, news of the days before, no news at all.");
    }

    [Test]
    public async Task Start_anew_when_they_turn_out_to_be_of_another_carrier()
    {
        var shop = await AddPolledShopAsync(1);
        await StoreAsync(db => db.Add(new PackagePoll
        {
            PackageId = shop.Packages[0].Id,
            TenantId = shop.TenantId,
            Carrier = Vocabulary.Carrier.Dhl,
            NextPollAt = Clock.GetUtcNow().AddDays(3),
            Misses = 9,
            GaveUpReason = PollGaveUpReason.UnknownNumber,
        }));
        Assert.That((await RunAsync(shop)).Counts["requests"], Is.EqualTo(1));
        var poll = await PollAsync(shop, 0);
        Assert.That((poll.Carrier, poll.Misses, poll.GaveUpReason), Is.EqualTo((PolledShop.Carrier, 0, (PollGaveUpReason?)null)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Are_not_asked_about_for_those_who_do_not_pay(bool enabled)
    {
        var shop = await AddPolledShopAsync(1, s =>
        {
            s.Base.Integration.Enabled = enabled;
            s.Base.Subscription.PaidUntil = enabled ? Clock.GetUtcNow().AddDays(-1) : s.Base.Subscription.PaidUntil;
        });
        var run = await RunAsync(shop);
        Assert.That(Carrier.AskedBy(shop.TenantId), Is.Empty);
        Assert.That(run.Note, Is.EqualTo("No integration of the app is enabled and paid."));
    }

    [Test]
    public async Task Of_an_app_that_is_gone_are_not_asked_about()
    {
        var shop = await AddPolledShopAsync(1);
        var run = await RunAsync(shop, shop.NewApp("app_gone"));
        Assert.That(run.Note, Is.EqualTo("The app does not exist any more."));
        Assert.That(Carrier.AskedBy(shop.TenantId), Is.Empty);
    }

    private Task<int> MakeOlderAsync(PolledShop shop, int package, TimeSpan age) => Host.QueryAsync(db => db.Set<Package>()
        .Where(p => p.Id == shop.Packages[package].Id)
        .ExecuteUpdateAsync(set => set.SetProperty(p => p.CreatedAt, Clock.GetUtcNow() - age)));
}
