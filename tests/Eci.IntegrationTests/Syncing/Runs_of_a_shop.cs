using Eci.IntegrationTests.Syncing.Support;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Syncing;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Runs_of_a_shop(DatabaseKind kind) : SyncFixture(kind)
{
    [Test]
    public async Task Read_every_page_and_link_what_they_store()
    {
        PutProducts(25);
        var run = await RunAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Has.Count.EqualTo(25));
        Assert.That((await RecordsAsync()).Select(r => r.Status), Is.All.EqualTo(SyncStatus.Done).And.Exactly(25).Items);
        Assert.That(await Host.QueryAsync(db => db.Set<SyncLink>().CountAsync(l => l.AppId == App.Id)), Is.EqualTo(25));
        Assert.That(run.Counts["products.stored"], Is.EqualTo(25));
    }

    [Test]
    public async Task Write_nothing_but_cursors_when_nothing_changed_and_take_few_statements()
    {
        PutProducts(25);
        await RunAsync();
        var before = await RecordsAsync();
        var things = await VersionsAsync();
        var statements = Statements.Count;
        var run = await RunAsync();
        statements = Statements.Count - statements;

        Assert.That((await RecordsAsync()).Select(r => r.Version), Is.EqualTo(before.Select(r => r.Version)));
        Assert.That(await VersionsAsync(), Is.EqualTo(things));
        Assert.That(run.Counts["products.unchanged"], Is.EqualTo(25));
        Assert.That(run.Counts.Keys, Has.None.EndsWith(".stored"));
        Assert.That(statements, Is.LessThanOrEqualTo(22), "One read for each of the pages; the cursors of three parts; the app.");
    }

    [Test]
    public async Task Take_as_many_statements_for_a_page_of_ten_as_for_a_page_of_two()
    {
        PutProducts(2);
        var few = await CountAsync();
        RemoveAll();
        PutProducts(10, from: 100);
        Assert.That(await CountAsync(), Is.LessThanOrEqualTo(few + (8 * 3)), "Only the rows themselves: a thing, a link and a record each.");

        async Task<int> CountAsync()
        {
            var before = Statements.Count;
            await RunAsync();
            return Statements.Count - before;
        }
    }

    [Test]
    public async Task Look_back_by_the_overlap_from_the_newest_change_once_and_then_from_the_last_run()
    {
        var longAgo = Clock.GetUtcNow().AddDays(-3);
        Shop.Put(App, SyncEntities.Products, "1", "old", updatedAt: longAgo);
        await RunAsync();
        Shop.Windows.Clear();
        await RunAsync();
        Assert.That(Shop.Windows.First(), Is.EqualTo(longAgo - TimeSpan.FromHours(1)).Within(TimeSpan.FromMilliseconds(1)));
        Shop.Windows.Clear();
        await RunAsync();
        Assert.That(Shop.Windows.First(), Is.EqualTo(Clock.GetUtcNow() - TimeSpan.FromHours(1)).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task Store_a_change_that_the_shop_tells_late()
    {
        Shop.Put(App, SyncEntities.Products, "1", "first");
        await RunAsync();
        Shop.Put(App, SyncEntities.Products, "2", "late", updatedAt: Clock.GetUtcNow().AddMinutes(-50));
        await RunAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Is.EqualTo(["first", "late"]));
    }

    [Test]
    public async Task Do_not_store_an_answer_that_is_older_than_what_is_stored()
    {
        Shop.Put(App, SyncEntities.Products, "1", "new");
        await RunAsync();
        Shop.Put(App, SyncEntities.Products, "1", "old", updatedAt: Clock.GetUtcNow().AddMinutes(-10));
        await RunAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Is.EqualTo(["new"]));
    }

    [Test]
    public async Task Store_the_rest_of_a_page_when_one_record_cannot_be_stored()
    {
        PutProducts(8);
        Shop.Put(App, SyncEntities.Products, "bad", "poison");
        Shop.Poison = "poison";
        await RunAsync();
        var bad = await RecordAsync(SyncEntities.Products, "bad");
        Assert.That(await NamesAsync(SyncEntities.Products), Has.Count.EqualTo(8));
        Assert.That((bad.Status, bad.Attempts), Is.EqualTo((SyncStatus.Failed, 1)));
        Assert.That(bad.NextAttemptAt, Is.GreaterThan(Clock.GetUtcNow()));

        await RunAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "bad")).Attempts, Is.EqualTo(1), "It waits for its turn.");

        Shop.Poison = null;
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "bad")).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Store_the_rest_of_a_page_when_one_record_clashes_with_a_row()
    {
        await AddThingAsync("taken", SyncEntities.Products);
        PutProducts(3);
        Shop.Put(App, SyncEntities.Products, "clash", "taken");
        await RunAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Has.Count.EqualTo(4));
        Assert.That((await RecordAsync(SyncEntities.Products, "clash")).Status, Is.EqualTo(SyncStatus.Failed));
        Assert.That(await Host.QueryAsync(db => db.Set<SyncCursor>().AnyAsync(c => c.AppId == App.Id && c.Entity == SyncEntities.Products && c.StartedAt != null)));
    }

    [Test]
    public async Task Wake_what_waited_for_what_they_store()
    {
        Shop.Put(App, SyncEntities.Orders, "o1", "order", needs: "shoe");
        await RunAsync();
        var waiting = await RecordAsync(SyncEntities.Orders, "o1");
        Assert.That((waiting.Status, waiting.BlockedBy), Is.EqualTo((SyncStatus.Blocked, "products:shoe")));

        Shop.Put(App, SyncEntities.Products, "p1", "shoe");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "p1");
        await Host.SettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Orders, "o1")).Status, Is.EqualTo(SyncStatus.Done));
        Assert.That(await NamesAsync(SyncEntities.Orders), Is.EqualTo(["order"]));
    }

    [Test]
    public async Task See_only_their_own_tenant()
    {
        var other = await AddAppAsync();
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        Shop.Put(other, SyncEntities.Orders, "1", "order", needs: "shoe");
        await RunAsync();
        await RunAsync(other);
        Assert.That(await NamesAsync(SyncEntities.Orders, other.TenantId), Is.Empty, "The shoe belongs to somebody else.");
        Assert.That(await Host.QueryAsync(db => db.Set<SyncRecord>().CountAsync(r => r.AppId == other.Id && r.TenantId == other.TenantId)), Is.EqualTo(1));
    }

    private void PutProducts(int number, int from = 0)
    {
        for (var i = from; i < from + number; i++)
            Shop.Put(App, SyncEntities.Products, $"p{i}", $"product {i:D3}");
    }

    private void RemoveAll()
    {
        foreach (var item in Shop.All(App, SyncEntities.Products))
            Shop.Remove(App, SyncEntities.Products, item.Id);
    }

    private Task<List<int>> VersionsAsync() => Host.QueryAsync(db => db.Set<Thing>().Where(t => t.TenantId == App.TenantId).Select(t => t.Version).ToListAsync());
}
