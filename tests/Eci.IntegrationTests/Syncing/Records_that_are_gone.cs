using Eci.IntegrationTests.Syncing.Support;
using Eci.Sync;
using Eci.Sync.Operations;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Syncing;

/// <summary>The event that told of a deletion was lost; a back-fill of everything notices.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Records_that_are_gone(DatabaseKind kind) : SyncFixture(kind)
{
    [Test]
    public async Task Are_noticed_by_a_run_that_lists_everything()
    {
        await PutAndRunAsync(12);
        Shop.Remove(App, SyncEntities.Products, "p3");
        await RunAsync();
        await Host.SettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "p3")).Status, Is.EqualTo(SyncStatus.Done), "A run looks at what changed.");

        var run = await RunFullAsync();
        var record = await RecordAsync(SyncEntities.Products, "p3");
        Assert.That((record.Status, record.Hash), Is.EqualTo((SyncStatus.Ignored, (string?)null)), record.Error);
        Assert.That(run.Counts["products.missing"], Is.EqualTo(1));
        Assert.That(await LinkedAsync(), Is.EqualTo(11));
        Assert.That((await RunFullAsync()).Counts.Keys, Has.None.EqualTo("products.missing"), "It was noticed once.");
    }

    [Test]
    public async Task Are_not_what_a_list_only_left_out()
    {
        await PutAndRunAsync(12);
        Shop.Unlisted["p3"] = true;
        await RunFullAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "p3")).Status, Is.EqualTo(SyncStatus.Done));
        Assert.That(await LinkedAsync(), Is.EqualTo(12));
    }

    [Test]
    public async Task Are_not_looked_for_when_the_list_broke_off()
    {
        await PutAndRunAsync(25);
        Shop.Remove(App, SyncEntities.Products, "p3");
        var pages = 0;
        Shop.OnPage = _ =>
        {
            // The windows of both pulls, and two pages of the back-fill.
            if (++pages == 5)
                throw new SystemUnavailableException("The shop is down.");
        };
        var reads = Shop.Reads;
        Assert.That(async () => await RunFullAsync(), Throws.TypeOf<SystemUnavailableException>());
        await Host.SettleAsync();
        Assert.That(Shop.Reads, Is.EqualTo(reads));
        Assert.That(await LinkedAsync(), Is.EqualTo(25));
    }

    [Test]
    public async Task Are_too_many_to_be_believed_when_the_list_is_nearly_empty()
    {
        await PutAndRunAsync(25);
        for (var i = 0; i < 20; i++)
            Shop.Remove(App, SyncEntities.Products, $"p{i}");
        var reads = Shop.Reads;
        var run = await RunFullAsync();
        Assert.That(run.Note, Does.Contain("20 of 25"));
        Assert.That(Shop.Reads, Is.EqualTo(reads));
        Assert.That(await LinkedAsync(), Is.EqualTo(25), "A filter, or a lost permission, is likelier.");
    }

    private async Task PutAndRunAsync(int number)
    {
        for (var i = 0; i < number; i++)
            Shop.Put(App, SyncEntities.Products, $"p{i}", $"product {i}", updatedAt: Clock.GetUtcNow().AddDays(-1));
        await RunAsync();
        Clock.Advance(TimeSpan.FromHours(3));
    }

    private async Task<Eci.Scheduling.JobRun> RunFullAsync()
    {
        await Host.InScopeAsync(services => services.GetRequiredService<SyncDesk>().StartBackfillAsync(App.Id, SyncEntities.Products, null, default), App.TenantId);
        var run = await RunAsync();
        await Host.SettleAsync();
        return run;
    }

    private Task<int> LinkedAsync() => Host.QueryAsync(db => db.Set<SyncLink>().CountAsync(l => l.AppId == App.Id));
}
