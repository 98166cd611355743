using Eci.IntegrationTests.Syncing.Support;
using Eci.Management;
using Eci.Messaging.Storage;
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
internal sealed class Backfills_and_dry_runs(DatabaseKind kind) : SyncFixture(kind)
{
    [Test]
    public async Task Go_on_after_an_abort_where_they_ended()
    {
        await RunAsync();
        for (var i = 0; i < 35; i++)
            Shop.Put(App, SyncEntities.Products, $"p{i}", $"product {i:D2}", updatedAt: Clock.GetUtcNow().AddDays(-400).AddMinutes(i));
        await InTenantAsync(services => services.GetRequiredService<SyncDesk>().StartBackfillAsync(App.Id, SyncEntities.Products, null, default));
        var asked = 0;
        using var abort = new CancellationTokenSource();
        Shop.OnRequest = async _ =>
        {
            // One page of products, orders, and then two pages of the back-fill.
            if (++asked == 5)
                await abort.CancelAsync();
        };
        Assert.That(async () => await RunAsync(cancellationToken: abort.Token), Throws.InstanceOf<OperationCanceledException>());
        var half = await PartAsync();
        Assert.That((half.Cursor!.BackfillRead, half.Cursor.BackfillTotal), Is.EqualTo((20L, (long?)35)));

        Shop.OnRequest = null;
        var pages = Shop.Pages;
        await RunAsync();
        var done = await PartAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Has.Count.EqualTo(35));
        Assert.That(done.Cursor!.BackfillRead, Is.EqualTo(35));
        Assert.That(done.Cursor.BackfillFinishedAt, Is.Not.Null);
        Assert.That(Shop.Pages - pages, Is.EqualTo(2 + 2), "The windows of both pulls, and what was left.");
    }

    [Test]
    public async Task Show_what_a_pull_would_store_and_write_nothing()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        Shop.Put(App, SyncEntities.Products, "2", "unwanted hat");
        var window = await DryRunAsync(dryRun => dryRun.OfWindowAsync(App.Id, SyncEntities.Products, SyncDirection.Pull, null, default));
        Assert.That(window.Select(r => (r.Key, r.Outcome, r.Detail)), Is.EquivalentTo(new[]
        {
            ("1", SyncStatus.Done, (string?)null),
            ("2", SyncStatus.Ignored, "Not wanted."),
        }));
        Assert.That(window.Single(r => r.Key == "1").Changes, Is.EqualTo(["Thing: 1 added"]));
        await NothingWrittenAsync();
    }

    [Test]
    public async Task Show_what_a_push_would_send_and_send_nothing()
    {
        var id = await AddThingAsync("parcel");
        var changes = Shop.Created + Shop.Updated;
        var result = await DryRunAsync(dryRun => dryRun.OfRecordAsync(App.Id, SyncEntities.Fulfilments, SyncDirection.Push, id, default));
        Assert.That((result.Outcome, result.Detail), Is.EqualTo((SyncStatus.Pending, "A fulfilment would be sent.")));
        Assert.That(Shop.Created + Shop.Updated, Is.EqualTo(changes));
        await NothingWrittenAsync();
    }

    [Test]
    public async Task Ask_for_a_record_although_nothing_changed()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await RunAsync();
        var before = await RecordAsync(SyncEntities.Products, "1");
        Clock.Advance(TimeSpan.FromMinutes(2));
        await InTenantAsync(services => services.GetRequiredService<SyncDesk>().RequestAsync(App.Id, SyncEntities.Products, SyncDirection.Pull, "1", default));
        await Host.SettleAsync();
        var after = await RecordAsync(SyncEntities.Products, "1");
        Assert.That((after.Status, after.Hash), Is.EqualTo((SyncStatus.Done, before.Hash)));
        Assert.That(after.SyncedAt, Is.GreaterThan(before.SyncedAt!.Value));
    }

    [Test]
    public async Task Know_nothing_of_apps_of_others()
    {
        var other = await AddAppAsync();
        Assert.That(
            () => InTenantAsync(services => services.GetRequiredService<SyncDesk>().RequestAsync(other.Id, SyncEntities.Products, SyncDirection.Pull, "1", default)),
            Throws.InstanceOf<RefusedException>().With.Property(nameof(RefusedException.Code)).EqualTo(SyncDesk.AppNotFound));
        Assert.That(await InTenantAsync(services => services.GetRequiredService<SyncStatusReader>().ReadAsync([other.Id], default)), Is.Empty);
    }

    [Test]
    public async Task Count_records_by_status_in_as_many_statements_for_one_app_as_for_two()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        Shop.Put(App, SyncEntities.Orders, "o", "order", needs: "hat");
        await RunAsync();
        var before = Statements.Count;
        var all = await Host.InScopeAsync(services => services.GetRequiredService<SyncStatusReader>().ReadAsync(null, default));
        Assert.That(Statements.Count - before, Is.EqualTo(4));
        var own = all.Single(a => a.AppId == App.Id).Parts;
        Assert.That(own.Select(p => p.Entity), Is.EqualTo([SyncEntities.Products, SyncEntities.Orders, SyncEntities.Fulfilments]));
        Assert.That(own[0].Counts, Is.EquivalentTo(new Dictionary<SyncStatus, long> { [SyncStatus.Done] = 1 }));
        Assert.That(own[1].Counts, Is.EquivalentTo(new Dictionary<SyncStatus, long> { [SyncStatus.Blocked] = 1 }));
    }

    private async Task<PartSync> PartAsync() =>
        (await InTenantAsync(services => services.GetRequiredService<SyncStatusReader>().ReadAsync([App.Id], default)))[0].Parts[0];

    private async Task NothingWrittenAsync()
    {
        Assert.That(await RecordsAsync(), Is.Empty);
        Assert.That(await NamesAsync(SyncEntities.Products), Is.Empty);
        Assert.That(await Host.QueryAsync(db => db.Set<SyncLink>().AnyAsync(l => l.AppId == App.Id)), Is.False);
        Assert.That(await Host.QueryAsync(db => db.Set<Message>().AnyAsync(m => m.TenantId == App.TenantId)), Is.False);
    }

    private Task<T> DryRunAsync<T>(Func<SyncDryRun, Task<T>> run) => InTenantAsync(services => run(services.GetRequiredService<SyncDryRun>()));

    private Task<T> InTenantAsync<T>(Func<IServiceProvider, Task<T>> work) => Host.InScopeAsync(work, App.TenantId);
}
