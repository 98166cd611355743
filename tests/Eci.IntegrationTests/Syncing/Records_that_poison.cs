using Eci.IntegrationTests.Syncing.Support;
using Eci.Sync;
using Eci.Sync.Operations;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Syncing;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Records_that_poison(DatabaseKind kind) : SyncFixture(kind)
{
    [Test]
    public async Task Do_not_stop_the_app_for_ever_when_the_shop_fails_over_them()
    {
        Shop.OnRead = ids =>
        {
            if (ids.Contains("poison"))
                throw new SystemUnavailableException("The shop answered with 500.");
        };
        Shop.Put(App, SyncEntities.Products, "poison", "poison");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "poison");
        await Host.SettleAsync();
        for (var i = 0; i < 6; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(6));
            Shop.Put(App, SyncEntities.Products, $"p{i}", $"product {i}");
            await RequestAsync(SyncEntities.Products, SyncDirection.Pull, $"p{i}");
            await Host.SettleAsync();
            await SweepAndSettleAsync();
        }

        var poison = await RecordAsync(SyncEntities.Products, "poison");
        Assert.That(poison.Status, Is.EqualTo(SyncStatus.Failed), poison.Error);
        Assert.That(poison.NextAttemptAt, Is.GreaterThan(Clock.GetUtcNow().AddMinutes(5)), "It is tried more and more rarely.");
        Assert.That(await RestsUntilAsync(), Is.Null.Or.LessThan(Clock.GetUtcNow()), "The shop works for everything else.");
    }

    [Test]
    public async Task Do_not_keep_other_kinds_from_their_turn_when_the_shop_cannot_list_them()
    {
        Shop.OnPage = entity =>
        {
            if (entity == SyncEntities.Products)
                throw new SystemUnavailableException("The shop answered with 500.");
        };
        Shop.Put(App, SyncEntities.Orders, "o1", "order");
        Assert.That(async () => await RunAsync(), Throws.TypeOf<SystemUnavailableException>(), "The run says what did not work.");
        Assert.That(await NamesAsync(SyncEntities.Orders), Is.EqualTo(["order"]));
        Assert.That(await RestsUntilAsync(), Is.Null, "The shop answered what came after.");
    }

    [Test]
    public async Task Fail_with_a_reason_when_they_cannot_be_read_and_the_rest_of_their_page_is_stored()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        Shop.Put(App, SyncEntities.Products, "2", "broken hat");
        await RunAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Is.EqualTo(["shoe"]));
        var record = await RecordAsync(SyncEntities.Products, "2");
        Assert.That((record.Status, record.Error), Is.EqualTo((SyncStatus.Failed, "The record is not what was agreed.")));

        Clock.Advance(TimeSpan.FromMinutes(1));
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "2")).Attempts, Is.EqualTo(2), "It is looked at again, more and more rarely.");

        Shop.Put(App, SyncEntities.Products, "2", "hat");
        Clock.Advance(TimeSpan.FromMinutes(3));
        await SweepAndSettleAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Is.EqualTo(["hat", "shoe"]));
    }

    [Test]
    public async Task Are_named_by_a_dry_run_of_their_window()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        Shop.Put(App, SyncEntities.Products, "bad", "poison");
        Shop.Poison = "poison";
        var results = await Host.InScopeAsync(
            services => services.GetRequiredService<SyncDryRun>().OfWindowAsync(App.Id, SyncEntities.Products, SyncDirection.Pull, null, default), App.TenantId);
        Assert.That(results.Select(r => (r.Key, r.Outcome)), Is.EquivalentTo([("1", SyncStatus.Done), ("bad", SyncStatus.Failed)]));
    }

    [Test]
    public async Task Fail_alone_when_a_dry_run_asks_the_shop_for_several()
    {
        await AddThingAsync("parcel");
        await AddThingAsync("another");
        var asked = 0;
        Shop.OnRequest = _ => ++asked == 1 ? throw new RecordRefusedException("GONE", "The order was cancelled.") : Task.CompletedTask;
        var results = await Host.InScopeAsync(
            services => services.GetRequiredService<SyncDryRun>().OfWindowAsync(App.Id, SyncEntities.Fulfilments, SyncDirection.Push, null, default), App.TenantId);
        Assert.That(results.Select(r => (r.Outcome, r.Detail)), Is.EqualTo(
            [(SyncStatus.Failed, "GONE: The order was cancelled."), (SyncStatus.Pending, "A fulfilment would be sent.")]));
    }

    [Test]
    public async Task End_a_listing_that_goes_round_in_circles()
    {
        for (var i = 0; i < 25; i++)
            Shop.Put(App, SyncEntities.Products, $"p{i}", $"product {i}");
        (Shop.GoesRoundInCircles, var pages) = (true, Shop.Pages);
        Shop.OnRequest = _ => Shop.Pages - pages > 50 ? throw new InvalidOperationException("It never ends.") : Task.CompletedTask;
        Assert.That(async () => await RunAsync(), Throws.TypeOf<SystemUnavailableException>());
        Assert.That(Shop.Pages - pages, Is.LessThan(20));
        Assert.That(await NamesAsync(SyncEntities.Products), Has.Count.EqualTo(25));
    }

    [Test]
    public async Task Can_be_stored_by_force_although_the_shop_set_their_time_back()
    {
        Shop.Put(App, SyncEntities.Products, "1", "wrong clock", updatedAt: Clock.GetUtcNow().AddYears(900));
        await RunAsync();
        Shop.Put(App, SyncEntities.Products, "1", "right clock");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        await Host.SettleAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Is.EqualTo(["wrong clock"]), "It looks older than what is stored.");

        Clock.Advance(TimeSpan.FromMinutes(2));
        await Host.InScopeAsync(
            services => services.GetRequiredService<SyncDesk>().RequestAsync(App.Id, SyncEntities.Products, SyncDirection.Pull, "1", default), App.TenantId);
        await Host.SettleAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Is.EqualTo(["right clock"]));
    }

    private Task<DateTimeOffset?> RestsUntilAsync() => Host.QueryAsync(db =>
        db.Set<SyncPaceState>().Where(p => p.AppId == App.Id).Select(p => p.RestsUntil).SingleOrDefaultAsync());
}
