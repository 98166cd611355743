using Eci.Core;
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
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Systems_that_fail(DatabaseKind kind) : SyncFixture(kind)
{
    [Test]
    public async Task Are_left_alone_longer_and_longer_and_catch_up_by_themselves()
    {
        var end = Clock.GetUtcNow().AddHours(1);
        var asked = 0;
        Shop.OnRequest = _ =>
        {
            asked++;
            return Clock.GetUtcNow() < end ? throw new SystemUnavailableException("The shop is down.") : Task.CompletedTask;
        };
        var id = await AddThingAsync("parcel");
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await RequestAsync(SyncEntities.Fulfilments, SyncDirection.Push, id);
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        await Host.SettleAsync();
        while (Clock.GetUtcNow() < end.AddMinutes(6))
        {
            await RunAsync();
            await SweepAndSettleAsync();
            Clock.Advance(TimeSpan.FromSeconds(29));
        }

        Assert.That(asked, Is.LessThan(60), "30 s, 1, 2, then 5 minutes between two attempts.");
        Assert.That((await RecordAsync(SyncEntities.Fulfilments, id, SyncDirection.Push)).Status, Is.EqualTo(SyncStatus.Done));
        var record = await RecordAsync(SyncEntities.Products, "1");
        Assert.That((record.Status, record.Attempts), Is.EqualTo((SyncStatus.Done, 0)));
    }

    [Test]
    public async Task Postpone_records_and_remember_over_which_one_they_failed()
    {
        Shop.OnRequest = _ => throw new HttpRequestException("No route.");
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        await Host.SettleAsync();
        var record = await RecordAsync(SyncEntities.Products, "1");
        Assert.That((record.Status, record.Attempts), Is.EqualTo((SyncStatus.Pending, 1)));
        Assert.That(record.NextAttemptAt, Is.EqualTo(Clock.GetUtcNow().AddSeconds(30)).Within(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task Are_known_to_have_been_waited_for_all_the_time()
    {
        Shop.OnRequest = _ => throw new SystemUnavailableException("The shop is down.");
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        for (var i = 0; i < 12; i++)
        {
            await SweepAndSettleAsync();
            Clock.Advance(TimeSpan.FromMinutes(6));
        }

        var status = await Host.InScopeAsync(services => services.GetRequiredService<SyncStatusReader>().ReadAsync([App.Id], default));
        Assert.That(status[0].Parts[0].LagSeconds, Is.GreaterThan(3600), "Vain attempts do not begin the waiting anew.");
    }

    [Test]
    public async Task Are_waited_for_in_the_middle_of_a_list_when_they_ask_for_a_moment()
    {
        for (var i = 0; i < 25; i++)
            Shop.Put(App, SyncEntities.Products, $"{i}", $"product {i}");
        var pages = 0;
        Shop.OnPage = _ =>
        {
            if (++pages is 2 or 3)
                throw new SystemThrottledException("Slow down.", TimeSpan.FromSeconds(1));
        };
        var run = await RunAsync();
        Assert.That(run.Note, Is.Null);
        Assert.That(await NamesAsync(SyncEntities.Products), Has.Count.EqualTo(25), "A run that began anew each time would never come to the end.");
    }

    [Test]
    public async Task Do_not_look_as_if_they_worked_when_nothing_was_asked()
    {
        Shop.OnRequest = _ => throw new SystemUnavailableException("The shop is down.");
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        for (var i = 0; i < 4; i++)
        {
            await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
            await SweepAndSettleAsync();
            Clock.Advance(TimeSpan.FromMinutes(6));
            await RequestAsync(SyncEntities.Fulfilments, SyncDirection.Push, "nothing of this name");
            await Host.SettleAsync();
        }

        Assert.That(await Host.QueryAsync(db => db.Set<SyncPaceState>().Where(p => p.AppId == App.Id).Select(p => p.Rests).SingleAsync()), Is.GreaterThan(2));
    }

    [Test]
    public async Task Do_not_hold_up_records_of_other_tenants()
    {
        var other = await AddAppAsync();
        Shop.Put(other, SyncEntities.Products, "late", "late");
        await Host.QueryAsync(async db =>
        {
            for (var i = 0; i < 1200; i++)
                db.Add(New(App, $"{i}", Clock.GetUtcNow().AddHours(-1)));
            db.Add(New(other, "late", Clock.GetUtcNow().AddSeconds(-1)));
            return await db.SaveChangesAsync();
        });
        await SweepAsync();
        Assert.That(
            await Host.QueryAsync(db => db.Set<SyncRecord>().AnyAsync(r => r.AppId == other.Id && r.NextAttemptAt > Clock.GetUtcNow())),
            "One sweep asks for some of everybody's.");
        await Host.QueryAsync(db => db.Set<SyncRecord>().Where(r => r.AppId == App.Id).ExecuteDeleteAsync());
        await Host.SettleAsync();

        static SyncRecord New(FakeShopApp app, string key, DateTimeOffset due) => new()
        {
            Id = Ids.New(IdPrefix.SyncRecord),
            TenantId = app.TenantId,
            AppId = app.Id,
            Entity = SyncEntities.Products,
            Direction = SyncDirection.Pull,
            Key = key,
            NextAttemptAt = due,
        };
    }

    [Test]
    public async Task Are_not_asked_before_the_moment_that_they_named()
    {
        var asked = 0;
        Shop.OnRequest = _ => ++asked == 1 ? throw new SystemThrottledException("Slow down.", TimeSpan.FromMinutes(7)) : Task.CompletedTask;
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        await Host.SettleAsync();
        Clock.Advance(TimeSpan.FromMinutes(6));
        var run = await RunAsync();
        await SweepAndSettleAsync();
        Assert.That((asked, run.Note), Is.EqualTo((1, run.Note)));
        Assert.That(run.Note, Does.StartWith("Slow down. The app rests until "));

        Clock.Advance(TimeSpan.FromMinutes(2));
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Are_asked_at_once_when_somebody_wakes_the_app()
    {
        var asked = 0;
        Shop.OnRequest = _ => ++asked == 1 ? throw new SystemThrottledException("Slow down.", TimeSpan.FromHours(7)) : Task.CompletedTask;
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        Shop.Put(App, SyncEntities.Orders, "o1", "order", needs: "hat");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        await Host.SettleAsync();
        await Host.Services.GetRequiredService<ISyncWake>().WakeAsync(App.TenantId, App.Id, CancellationToken.None);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Are_asked_for_what_others_wanted_while_the_app_was_not_connected()
    {
        await ChangeAppAsync(app => app.Name = "disconnected");
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        await Host.SettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Ignored));

        await ChangeAppAsync(app => app.Name = "connected");
        await Host.Services.GetRequiredService<ISyncWake>().WakeAsync(App.TenantId, App.Id, CancellationToken.None);
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Are_asked_at_once_when_refused_credentials_were_replaced()
    {
        Shop.OnRequest = app => app.Name == "Shop" ? throw new SystemAccessDeniedException("The token is unknown.") : Task.CompletedTask;
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        await Host.SettleAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Pending));

        await ChangeAppAsync(app => app.Name = "Shop with a new token");
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Keep_other_records_going_when_they_refuse_one()
    {
        var refused = await AddThingAsync("refused");
        var other = await AddThingAsync("other");
        Shop.OnRequest = _ => throw new RecordRefusedException("DUPLICATE", "The shop has it.");
        await RequestAsync(SyncEntities.Fulfilments, SyncDirection.Push, refused);
        await Host.SettleAsync();
        Shop.OnRequest = null;
        await RequestAsync(SyncEntities.Fulfilments, SyncDirection.Push, other);
        await Host.SettleAsync();
        var record = await RecordAsync(SyncEntities.Fulfilments, refused, SyncDirection.Push);
        Assert.That((record.Status, record.Attempts, record.Error), Is.EqualTo((SyncStatus.Failed, 1, "DUPLICATE: The shop has it.")));
        Assert.That((await RecordAsync(SyncEntities.Fulfilments, other, SyncDirection.Push)).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Are_left_alone_while_the_app_is_switched_off_and_wake_when_it_is_switched_on()
    {
        Shop.Put(App, SyncEntities.Products, "1", "shoe");
        await ChangeAppAsync(app => app.Enabled = false);
        await RequestAsync(SyncEntities.Products, SyncDirection.Pull, "1");
        await Host.SettleAsync();
        var asked = Shop.Requests;
        await RunAsync();
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Pending));
        Assert.That(Shop.Requests, Is.EqualTo(asked));

        await ChangeAppAsync(app => app.Enabled = true);
        await SweepAndSettleAsync();
        Assert.That((await RecordAsync(SyncEntities.Products, "1")).Status, Is.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Give_turns_to_all_processes_at_the_pace_of_the_account()
    {
        await using var second = await SyncHost.StartAsync(Database, Shop, Clock, new StatementCounter(), works: false);
        var rules = new PaceRules(RequestsPerSecond: 40, Burst: 4);
        var begun = Clock.GetUtcNow();
        await Task.WhenAll(TakeAsync(Host), TakeAsync(second));
        Assert.That(Clock.GetUtcNow() - begun, Is.GreaterThan(TimeSpan.FromSeconds(0.85)), "40 requests, 4 of them at once, 25 ms each.");

        async Task TakeAsync(SyncHost host)
        {
            for (var i = 0; i < 20; i++)
                await host.Services.GetRequiredService<ISyncPace>().EnterAsync(App, rules, CancellationToken.None);
        }
    }

    [Test]
    public async Task Refuse_a_turn_that_is_too_far_away()
    {
        var pace = Host.Services.GetRequiredService<ISyncPace>();
        var rules = new PaceRules(RequestsPerSecond: 0.05, Burst: 1);
        await pace.EnterAsync(App, rules, CancellationToken.None);
        await Assert.ThatAsync(() => pace.EnterAsync(App, rules, CancellationToken.None), Throws.InstanceOf<SystemRestsException>());
    }

    [Test]
    public async Task Keep_the_cursor_when_a_page_could_not_be_read()
    {
        for (var i = 0; i < 15; i++)
            Shop.Put(App, SyncEntities.Products, $"{i}", $"product {i}");
        var asked = 0;
        Shop.OnRequest = _ => ++asked == 2 ? throw new SystemUnavailableException("The shop is down.") : Task.CompletedTask;
        Assert.That(async () => await RunAsync(), Throws.TypeOf<SystemUnavailableException>());
        Assert.That(await NamesAsync(SyncEntities.Products), Has.Count.EqualTo(10));
        Assert.That(await Host.QueryAsync(db => db.Set<SyncCursor>().AnyAsync(c => c.AppId == App.Id && c.Entity == SyncEntities.Products)), Is.False);

        Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync();
        Assert.That(await NamesAsync(SyncEntities.Products), Has.Count.EqualTo(15));
    }
}
