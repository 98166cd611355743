using System.Text.Json;
using Eci.Core;
using Eci.Host;
using Eci.IntegrationTests.Management;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Syncing;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Commands_about_records(DatabaseKind kind) : ManagementFixture(kind)
{
    [Test]
    public async Task Show_one_tenant_or_all()
    {
        var (shop, app) = await AddSaleorAsync();
        var (_, other) = await AddSaleorAsync();
        var all = await CommandAnswerAsync("sync", "status");
        Assert.That(all.EnumerateArray().Select(a => Text(a, "appId")), Is.SupersetOf([app, other]));

        var own = (await CommandAnswerAsync("sync", "status", "--tenant", shop.TenantId)).EnumerateArray().Single();
        Assert.That((Text(own, "appId"), Text(own, "restReason")), Is.EqualTo((app, "The shop is down.")));
        var orders = own.GetProperty("parts").EnumerateArray().Single(p => Text(p, "entity") == "orders" && Text(p, "direction") == "PULL");
        Assert.That(orders.GetProperty("counts").EnumerateObject().Select(c => (c.Name, c.Value.GetInt32())), Is.EqualTo([("FAILED", 1)]));
        Assert.That((await CommandAnswerAsync("sync", "records", "--tenant", shop.TenantId)).GetArrayLength(), Is.EqualTo(1));

        var (code, output, errors) = await CommandAsync(input: null, "sync", "status", "--tenant", shop.TenantId);
        Assert.That((code, output), Is.EqualTo((0, output)), errors);
        Assert.That(output, Does.Contain("RESTS UNTIL").And.Contain(app).And.Not.Contain(other));
    }

    [TestCase("sync", "status", "--tenant", "nobody")]
    [TestCase("sync", "wake", "nobody")]
    [TestCase("sync", "now", "nobody", "orders", "pull", "1")]
    [TestCase("sync", "backfill", "nobody", "orders")]
    [TestCase("sync", "order", "1", "--tenant", "nobody")]
    public async Task Refuse_what_is_unknown(params string[] arguments)
    {
        var (code, output, errors) = await CommandAsync(input: null, arguments);
        Assert.That((code, output), Is.EqualTo((ExitCodes.Refused, string.Empty)));
        Assert.That(errors, Does.StartWith("There is no"));
    }

    [Test]
    public async Task Name_the_kinds_that_there_are()
    {
        var (_, app) = await AddSaleorAsync();
        var (code, _, errors) = await CommandAsync(input: null, "sync", "now", app, "unicorns", "pull", "1");
        Assert.That(code, Is.EqualTo(ExitCodes.Refused));
        Assert.That(errors, Does.Contain("orders").And.Contain("products"));
    }

    [Test]
    public async Task Ask_for_one_record_by_force()
    {
        var (_, app) = await AddSaleorAsync();
        var record = (await CommandAnswerAsync("sync", "now", app, "orders", "pull", "T3JkZXI6MQ==")).EnumerateArray().Single();
        Assert.That((Text(record, "status"), Text(record, "key")), Is.EqualTo(("PENDING", "T3JkZXI6MQ==")));
    }

    [Test]
    public async Task Begin_a_back_fill_from_a_day_in_UTC()
    {
        var (_, app) = await AddSaleorAsync();
        var (code, _, errors) = await CommandAsync(input: null, "sync", "backfill", app, "orders", "--from", "2027-01-01");
        Assert.That(code, Is.Zero, errors);
        var cursor = await Host.QueryAsync(db => db.Set<SyncCursor>().AsNoTracking().SingleAsync(c => c.AppId == app));
        Assert.That((cursor.Entity, cursor.Direction, cursor.BackfillFrom), Is.EqualTo(("orders", SyncDirection.Pull, (DateTimeOffset?)new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero))));
    }

    [Test]
    public async Task Fill_the_direction_that_the_settings_want()
    {
        var (_, app) = await AddSaleorAsync();
        var (code, _, errors) = await CommandAsync(input: null, "sync", "backfill", app, "stock");
        Assert.That(code, Is.Zero, errors);
        var cursor = await Host.QueryAsync(db => db.Set<SyncCursor>().AsNoTracking().SingleAsync(c => c.AppId == app));
        Assert.That(cursor.Direction, Is.EqualTo(SyncDirection.Push), "The hub counts: pulling is switched off, and would never begin.");
    }

    [Test]
    public async Task Wake_an_app()
    {
        var (shop, app) = await AddSaleorAsync();
        var (code, _, errors) = await CommandAsync(input: null, "sync", "wake", app);
        Assert.That(code, Is.Zero, errors);
        var record = await Host.QueryAsync(db => db.Set<SyncRecord>().AsNoTracking().SingleAsync(r => r.AppId == app));
        Assert.That(record.NextAttemptAt, Is.LessThanOrEqualTo(TimeProvider.System.GetUtcNow()));
        var status = (await CommandAnswerAsync("sync", "status", "--tenant", shop.TenantId)).EnumerateArray().Single();
        Assert.That(status.GetProperty("restsUntil").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    /// <summary>A tenant with a connected shop whose stock the hub counts; it rests, and an order failed.</summary>
    private async Task<(Shop Shop, string AppId)> AddSaleorAsync()
    {
        var shop = await AddShopAsync();
        var id = $"app_saleor_{shop.TenantId}";
        var later = TimeProvider.System.GetUtcNow().AddHours(1);
        var credentials = Host.Services.GetRequiredService<CredentialProtector>().Protect(new SaleorCredentials("https://shop.example/graphql/", "App:1", "token"));
        await StoreAsync(db =>
        {
            db.Add(new SaleorApp { Id = id, TenantId = shop.TenantId, Name = "Saleor", Enabled = false, Settings = new SaleorSettings(SyncStock: StockDirection.ToShop), Credentials = credentials });
            db.Add(new SyncPaceState { AppId = id, TenantId = shop.TenantId, NextAt = later, RestsUntil = later, RestReason = "The shop is down.", Rests = 4 });
            db.Add(new SyncRecord
            {
                Id = Ids.New(IdPrefix.SyncRecord),
                TenantId = shop.TenantId,
                AppId = id,
                Entity = "orders",
                Direction = SyncDirection.Pull,
                Key = "T3JkZXI6MQ==",
                Status = SyncStatus.Failed,
                Error = "It failed.",
                Attempts = 5,
                NextAttemptAt = later,
            });
        });
        return (shop, id);
    }
}
