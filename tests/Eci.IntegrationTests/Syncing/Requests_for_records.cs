using Eci.Core;
using Eci.IntegrationTests.Syncing.Support;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.IntegrationTests.Syncing;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Requests_for_records(DatabaseKind kind) : SyncFixture(kind)
{
    [Test]
    public async Task Push_a_row_once_and_its_change_once_more()
    {
        var (created, updated) = (Shop.Created, Shop.Updated);
        var id = await PushAsync("parcel");
        await RequestAsync(SyncEntities.Fulfilments, SyncDirection.Push, id);
        await Host.SettleAsync();
        Assert.That((Shop.Created - created, Shop.Updated - updated), Is.EqualTo((1, 0)), "The second time nothing had changed.");

        await RenameAsync(id, "parcel with a ribbon");
        await RequestAsync(SyncEntities.Fulfilments, SyncDirection.Push, id);
        await Host.SettleAsync();
        Assert.That((Shop.Created - created, Shop.Updated - updated), Is.EqualTo((1, 1)));
        Assert.That((await RecordAsync(SyncEntities.Fulfilments, id, SyncDirection.Push)).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Look_before_they_create_again_when_the_answer_was_lost()
    {
        var (created, failed) = (Shop.Created, false);
        Shop.OnAnswer = () =>
        {
            if (failed)
                return Task.CompletedTask;
            failed = true;
            throw new InvalidOperationException("The hub does not live to hear the answer.");
        };
        var id = await PushAsync("parcel");
        Assert.That((await RecordAsync(SyncEntities.Fulfilments, id, SyncDirection.Push)).Status, Is.EqualTo(SyncStatus.Failed));

        Clock.Advance(TimeSpan.FromMinutes(1));
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Fulfilments, id, SyncDirection.Push)).Status, Is.EqualTo(SyncStatus.Done));
        Assert.That(Shop.Created - created, Is.EqualTo(1), "It was found.");
        Assert.That(await Host.QueryAsync(db => db.Set<SyncLink>().CountAsync(l => l.AppId == App.Id && l.InternalId == id)), Is.EqualTo(1));
    }

    [Test]
    public async Task Are_published_once_while_one_is_under_way()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await Host.InScopeAsync(
            async services =>
            {
                var requests = services.GetRequiredService<ISyncRequests>();
                await requests.RequestAsync(App.Id, SyncEntities.Products, SyncDirection.Pull, "1", CancellationToken.None);
                await requests.RequestAsync(App.Id, SyncEntities.Products, SyncDirection.Pull, "1", CancellationToken.None);
                Assert.That(services.GetRequiredService<EciDbContext>().ChangeTracker.Entries<Message>().Count(), Is.EqualTo(1));
                return 0;
            },
            App.TenantId);
    }

    [Test]
    public void Name_records_that_the_system_exchanges() =>
        Assert.That(() => RequestAsync("unknown", SyncDirection.Pull, "1"), Throws.ArgumentException.With.Message.Contains("unknown"));

    [Test]
    public async Task Find_what_the_shop_lost_and_forget_it()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await RunAsync();
        Shop.Remove(App, SyncEntities.Products, "1");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        await Host.SettleAsync();
        var record = await RecordAsync(SyncEntities.Products, "1");
        Assert.That((record.Status, record.Hash), Is.EqualTo((SyncStatus.Ignored, (string?)null)));
        Assert.That(await Host.QueryAsync(db => db.Set<SyncLink>().AnyAsync(l => l.AppId == App.Id)), Is.False);
    }

    [Test]
    public async Task Are_handled_by_one_worker_at_a_time()
    {
        var (atOnce, most) = (0, 0);
        Shop.OnRequest = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            await Task.Yield();
            Interlocked.Decrement(ref atOnce);
        };
        await using var second = await SyncHost.StartAsync(Database, Shop, Clock, new StatementCounter());
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await PublishAsync("1", 20);
        await Host.SettleAsync();
        Assert.That(most, Is.EqualTo(1));
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Wait_while_another_holder_works_on_the_record_and_take_over_when_it_is_gone()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await RunAsync();
        var reads = Shop.Reads;
        await HoldAsync(Clock.GetUtcNow().AddMinutes(5));
        await PublishAsync("1", 1);
        await Eventually.Async(
            () => Host.QueryAsync(db => db.Set<StoredDelivery>().AnyAsync(d => d.LastError!.Contains("Somebody else"))),
            TimeSpan.FromSeconds(30),
            "that the request comes back later");
        Assert.That(Shop.Reads, Is.EqualTo(reads));

        Clock.Advance(TimeSpan.FromMinutes(6));
        await Host.SettleAsync();
        Assert.That(Shop.Reads, Is.EqualTo(reads + 1));
    }

    [Test]
    public async Task Are_asked_for_again_by_the_sweep_when_the_message_was_lost()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await AddRecordAsync(record => record.NextAttemptAt = Clock.GetUtcNow().AddMinutes(10));
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Pending), "It may be under way.");

        Clock.Advance(TimeSpan.FromMinutes(11));
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Do_no_work_that_a_later_answer_made_superfluous()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await AddRecordAsync(record => (record.Status, record.SyncedAt) = (SyncStatus.Done, Clock.GetUtcNow().AddMinutes(2)));
        var reads = Shop.Reads;
        await PublishAsync("1", 1);
        await Host.SettleAsync();
        Assert.That(Shop.Reads, Is.EqualTo(reads));
    }

    private async Task<string> PushAsync(string name)
    {
        var id = await AddThingAsync(name);
        await RequestAsync(SyncEntities.Fulfilments, SyncDirection.Push, id);
        await Host.SettleAsync();
        return id;
    }

    private Task<int> AddRecordAsync(Action<SyncRecord> change) => Host.QueryAsync(async db =>
    {
        var record = new SyncRecord
        {
            Id = Ids.New(IdPrefix.SyncRecord),
            TenantId = App.TenantId,
            AppId = App.Id,
            Entity = SyncEntities.Products,
            Direction = SyncDirection.Pull,
            Key = "1",
        };
        change(record);
        db.Add(record);
        return await db.SaveChangesAsync();
    });

    private Task<int> HoldAsync(DateTimeOffset until) => Host.QueryAsync(async db =>
    {
        var record = await db.Set<SyncRecord>().SingleAsync(r => r.AppId == App.Id);
        (record.HeldBy, record.HeldUntil) = ("somebody", until);
        return await db.SaveChangesAsync();
    });

    private async Task PublishAsync(string key, int times)
    {
        for (var i = 0; i < times; i++)
            await PublishAsync(new FakeSyncRequested(App.TenantId, App.Id, SyncEntities.Products, SyncDirection.Pull, key));
    }

    private Task PublishAsync(FakeSyncRequested message) => Host.InScopeAsync(
        async services =>
        {
            await services.GetRequiredService<IPublishEndpoint>().Publish(message);
            return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
        },
        App.TenantId);
}
