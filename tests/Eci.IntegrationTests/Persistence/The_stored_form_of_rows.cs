using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Persistence;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_stored_form_of_rows(DatabaseKind kind) : TrackingFixture(kind)
{
    private static readonly (string Name, Func<Shop, object> Twin)[] Twins =
    [
        ("package", s => new Package { Id = Ids.New(IdPrefix.Package), TenantId = s.TenantId, Carrier = Carrier.Dpd, TrackingId = s.Package.TrackingId }),
        ("order", s => new Order { Id = Ids.New(IdPrefix.Order), TenantId = s.TenantId, OrderNumber = s.Order.OrderNumber }),
        ("contact", s => new Contact { Id = Ids.New(IdPrefix.Contact), TenantId = s.TenantId, Email = s.Contact.Email }),
        ("api key", s => new ApiKey { Id = Ids.New(IdPrefix.ApiKey), TenantId = s.TenantId, Name = "Twin", Hash = ApiKey.HashOf(s.Key), Scopes = "" }),
        ("template", s => s.Template(PackageState.Delivered, "de", "Twin")),
        ("link", s => new IntegrationApp { TenantId = s.TenantId, IntegrationId = s.Integration.Id, AppId = s.EmailApp.Id, Role = IntegrationRole.Email }),
        ("event", s => NewEvent(s, new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(2)))),
    ];

    private static IEnumerable<string> Names => Twins.Select(t => t.Name);

    [TestCaseSource(nameof(Names))]
    public async Task Has_one_row_per_natural_key_and_tenant(string name)
    {
        var twin = Twins.Single(t => t.Name == name).Twin;
        var shop = await AddShopAsync(s => s.Templates.Add(s.Template(PackageState.Delivered, "de", "Erste")));
        await StoreAsync(db => db.Add(NewEvent(shop, new DateTimeOffset(2026, 1, 1, 10, 0, 0, TimeSpan.Zero))));
        await Assert.ThatAsync(() => StoreAsync(db => db.Add(twin(shop))), Throws.InstanceOf<DbUpdateException>());
    }

    [Test]
    public async Task Allows_the_same_numbers_in_two_tenants()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        await StoreAsync(db =>
        {
            db.Add(new Package { Id = Ids.New(IdPrefix.Package), TenantId = other.TenantId, Carrier = Carrier.Dpd, TrackingId = shop.Package.TrackingId });
            db.Add(new Order { Id = Ids.New(IdPrefix.Order), TenantId = other.TenantId, OrderNumber = shop.Order.OrderNumber });
            db.Add(new Contact { Id = Ids.New(IdPrefix.Contact), TenantId = other.TenantId, Email = shop.Contact.Email });
        });
        Assert.That(await Host.QueryAsync(db => db.Set<Package>().CountAsync(p => p.TrackingId == shop.Package.TrackingId)), Is.EqualTo(2));
    }

    [Test]
    public async Task Holds_apps_and_integrations_of_every_kind_in_one_table()
    {
        var shop = await AddShopAsync();
        var kinds = await TextsAsync($"SELECT kind AS \"Value\" FROM core_app WHERE tenant_id = '{shop.TenantId}' ORDER BY kind");
        Assert.That(kinds, Is.EqualTo(new[] { "dpd", "tracking-email" }));
        Assert.That(await TextsAsync($"SELECT kind AS \"Value\" FROM core_integration WHERE tenant_id = '{shop.TenantId}'"), Is.EqualTo(new[] { "tracking" }));
        var apps = await Host.QueryAsync(db => db.Set<App>().AsNoTracking().Where(a => a.TenantId == shop.TenantId).OrderBy(a => a.Id).ToListAsync());
        Assert.That(apps[0], Is.TypeOf(shop.CarrierApp.GetType()));
        Assert.That(apps[1], Is.TypeOf<TrackingEmailApp>().With.Property("Settings").EqualTo(Shop.Settings));
    }

    [Test]
    public async Task Writes_states_by_their_names_in_messages()
    {
        var shop = await AddShopAsync(s => s.EmailApp.Settings = Shop.Settings with { BuiltInStates = [PackageState.OutForDelivery] });
        await TellAsync(shop.Scan(PackageState.OutForDelivery));
        Assert.That(await TextsAsync($"SELECT state AS \"Value\" FROM commerce_package WHERE tenant_id = '{shop.TenantId}'"), Is.EqualTo(new[] { "OUT_FOR_DELIVERY" }));
        Assert.That(await TextsAsync($"SELECT carrier AS \"Value\" FROM commerce_package WHERE tenant_id = '{shop.TenantId}'"), Is.EqualTo(new[] { "DPD" }));
        Assert.That(
            (await TextsAsync($"SELECT settings AS \"Value\" FROM core_app WHERE id = '{shop.EmailApp.Id}'")).Single(), Does.Contain("\"OUT_FOR_DELIVERY\""));
    }

    [Test]
    public async Task Keeps_moments_in_UTC_whatever_offset_they_came_with()
    {
        var shop = await AddShopAsync();
        var time = new DateTimeOffset(2026, 7, 1, 0, 30, 15, 123, TimeSpan.FromHours(5.75)).AddMicroseconds(456);
        await StoreAsync(db => db.Add(NewEvent(shop, time)));
        var stored = (await EventsAsync(shop)).Single();
        Assert.That((stored.Time, stored.Time.Offset), Is.EqualTo((time, TimeSpan.Zero)));
        var found = await Host.QueryAsync(db => db.Set<PackageEvent>().CountAsync(
            e => e.PackageId == shop.Package.Id && e.Time >= time.ToOffset(TimeSpan.FromHours(-8)) && e.Time < time.AddMilliseconds(1)));
        Assert.That(found, Is.EqualTo(1));
    }

    [Test]
    public async Task Tells_when_a_row_was_made_and_changed()
    {
        var shop = await AddShopAsync();
        var created = (await PackageAsync(shop)).CreatedAt;
        Assert.That(created, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
        await TellAsync(shop.Scan(PackageState.InTransit));
        var package = await PackageAsync(shop);
        Assert.That(package.CreatedAt, Is.EqualTo(created));
        Assert.That(package.UpdatedAt, Is.GreaterThan(created));
    }

    [Test]
    public async Task Lets_only_the_first_of_two_writers_change_what_both_read()
    {
        var shop = await AddShopAsync();
        await using var first = Host.Services.CreateAsyncScope();
        await using var second = Host.Services.CreateAsyncScope();
        foreach (var scope in new[] { first, second })
        {
            scope.ServiceProvider.GetRequiredService<TenantScope>().Use(shop.TenantId);
            (await scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<Package>().SingleAsync()).State = PackageState.InTransit;
        }

        await first.ServiceProvider.GetRequiredService<EciDbContext>().SaveChangesAsync();
        await Assert.ThatAsync(
            () => second.ServiceProvider.GetRequiredService<EciDbContext>().SaveChangesAsync(), Throws.TypeOf<DbUpdateConcurrencyException>());
    }

    [Test]
    public async Task Refuses_to_lose_a_row_that_others_need()
    {
        var shop = await AddShopAsync();
        await Assert.ThatAsync(() => StoreAsync(db => db.Remove(db.Set<Order>().Single(o => o.Id == shop.Order.Id))), Throws.InstanceOf<DbUpdateException>());
        Assert.That(await Host.QueryAsync(db => db.Set<Package>().CountAsync(p => p.OrderId == shop.Order.Id)), Is.EqualTo(1));
    }

    private static PackageEvent NewEvent(Shop shop, DateTimeOffset time) => new()
    {
        Id = Ids.New(IdPrefix.Event),
        TenantId = shop.TenantId,
        PackageId = shop.Package.Id,
        Time = time,
        TimeOffsetMinutes = 0,
        State = PackageState.InTransit,
        RawCode = "a",
        RecordedAt = time,
    };

    private Task<List<string>> TextsAsync(string sql) => Host.QueryAsync(db => db.Database.SqlQueryRaw<string>(sql).ToListAsync());
}
