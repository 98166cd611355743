using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Persistence;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Persistence;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Rows_of_tenants(DatabaseKind kind) : TrackingFixture(kind)
{
    [Test]
    public async Task Are_seen_by_their_own_tenant_only()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        await TellAsync(shop.Scan(PackageState.InTransit), other.Scan(PackageState.InTransit));

        foreach (var (tenantId, expected) in new (string, string[])[] { (shop.TenantId, [shop.TenantId]), (other.TenantId, [other.TenantId]), ("pk_none", []) })
            Assert.That(await OwnersAsync(scope => scope.Use(tenantId)), Is.All.EqualTo(expected), tenantId);
        Assert.That(await OwnersAsync(_ => { }), Is.All.Empty, "Who names no tenant sees nothing.");
        Assert.That(await OwnersAsync(scope => scope.UseAllTenants()), Is.All.SupersetOf(new[] { shop.TenantId, other.TenantId }));
    }

    [Test]
    public void Are_filtered_in_every_table_that_has_them()
    {
        using var scope = Host.Services.CreateScope();
        var entities = scope.ServiceProvider.GetRequiredService<EciDbContext>().Model.GetEntityTypes().Where(e => e.BaseType is null).ToList();
        var owned = entities.Where(e => typeof(ITenantOwned).IsAssignableFrom(e.ClrType)).ToList();
        Assert.That(owned, Has.Count.GreaterThan(12));
        Assert.That(owned.Where(e => e.GetDeclaredQueryFilters().Count == 0).Select(e => e.Name), Is.Empty);
        Assert.That(
            entities.Except(owned).Where(e => e.FindProperty("TenantId") is not null).Select(e => e.GetTableName()),
            Is.EquivalentTo(new[] { "messaging_message", "messaging_dead_letter" }),
            "Only the queue works for all tenants.");
    }

    [Test]
    public async Task Of_another_tenant_cannot_be_written_and_nothing_else_is_either()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        await Assert.ThatAsync(() => WriteAsync(shop.TenantId, db => db.Add(NewPackage(other.TenantId))), Refused);
        await Assert.ThatAsync(() => WriteAsync(shop.TenantId, db => db.Remove(other.Package)), Refused);
        await Assert.ThatAsync(() => WriteAsync(shop.TenantId, db => db.Update(other.Package).Entity.State = PackageState.Delivered), Refused);
        await Assert.ThatAsync(
            () => WriteAsync(shop.TenantId, db =>
            {
                db.Add(NewPackage(shop.TenantId));
                db.Add(NewPackage(other.TenantId));
            }),
            Refused);
        Assert.That(await Host.QueryAsync(db => db.Set<Package>().CountAsync(p => p.TenantId == shop.TenantId || p.TenantId == other.TenantId)), Is.EqualTo(2));
    }

    [Test]
    public void Cannot_be_written_before_a_tenant_is_chosen() =>
        Assert.That(() => WriteAsync(tenantId: null, db => db.Add(NewPackage(DemoTenant.Id))), Refused);

    [Test]
    public async Task Belong_to_tenants_that_exist()
    {
        await Assert.ThatAsync(() => StoreAsync(db => db.Add(NewPackage("pk_none"))), Throws.InstanceOf<DbUpdateException>());
        Assert.That(await Host.ScalarAsync("SELECT count(*) FROM commerce_package WHERE tenant_id = 'pk_none'"), Is.Zero);
    }

    private static NUnit.Framework.Constraints.IResolveConstraint Refused => Throws.TypeOf<TenantMismatchException>().With.Message.Contains("Package of another tenant");

    private static Package NewPackage(string tenantId) =>
        new() { Id = Ids.New(IdPrefix.Package), TenantId = tenantId, Carrier = Carrier.Dpd, TrackingId = NextNumber() };

    private async Task WriteAsync(string? tenantId, Action<EciDbContext> write)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        if (tenantId is not null)
            scope.ServiceProvider.GetRequiredService<TenantScope>().Use(tenantId);
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        write(database);
        await database.SaveChangesAsync();
    }

    /// <summary>The tenants whose rows show, for each of the tables that a shop has rows in.</summary>
    private async Task<List<List<string>>> OwnersAsync(Action<TenantScope> choose)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        choose(scope.ServiceProvider.GetRequiredService<TenantScope>());
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        var owners = new List<List<string>>();
        foreach (var rows in (IQueryable<ITenantOwned>[])
            [
                database.Set<App>(), database.Set<Integration>(), database.Set<Subscription>(), database.Set<ApiKey>(), database.Set<Order>(),
                database.Set<Contact>(), database.Set<Package>(), database.Set<PackageEvent>(), database.Set<TransactionalEmail>(),
            ])
            owners.Add(await rows.Select(r => r.TenantId).Distinct().Order().ToListAsync());
        return owners;
    }
}
