using Eci.Commerce;
using Eci.Core;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Persistence;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Demo_data(DatabaseKind kind) : DatabaseFixture(kind)
{
    [Test, Order(1)]
    public async Task Is_not_there_unless_it_is_wanted()
    {
        await using var host = await StartAsync(demo: false);
        Assert.That(await host.QueryAsync(db => db.Set<Tenant>().AnyAsync()), Is.False);
    }

    [Test, Order(2)]
    public async Task Is_made_once_and_left_as_people_changed_it()
    {
        Dictionary<string, long> rows;
        await using (var first = await StartAsync(demo: true))
        {
            await first.QueryAsync(async db =>
            {
                (await db.Set<Order>().SingleAsync(o => o.OrderNumber == "STORE-1001")).Language = "fr";
                return await db.SaveChangesAsync();
            });
            rows = await CountAsync(first);
            Assert.That(rows["commerce_package"], Is.EqualTo(3));
        }

        await using var second = await StartAsync(demo: true);
        Assert.That(await CountAsync(second), Is.EquivalentTo(rows));
        Assert.That(await second.QueryAsync(db => db.Set<Order>().Where(o => o.OrderNumber == "STORE-1001").Select(o => o.Language).SingleAsync()), Is.EqualTo("fr"));
    }

    [Test, Order(3)]
    public async Task Is_made_once_by_several_processes()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Database.Kind);
        var hosts = Database.Kind is DatabaseKind.Sqlite
            ? [await StartAsync(demo: true, database)]
            : await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => StartAsync(demo: true, database))));
        Assert.That((await CountAsync(hosts[0]))["commerce_order"], Is.EqualTo(2));
        foreach (var host in hosts)
            await host.DisposeAsync();
    }

    /// <summary>Rows of every table; nobody works on the queue meanwhile.</summary>
    private static async Task<Dictionary<string, long>> CountAsync(EciTestHost host)
    {
        using var scope = host.Services.CreateScope();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in scope.ServiceProvider.GetRequiredService<EciDbContext>().Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal))
            counts[table] = await host.ScalarAsync($"SELECT count(*) FROM {table}");
        return counts;
    }

    private Task<EciTestHost> StartAsync(bool demo, TestDatabase? database = null) => EciTestHost.StartAsync(database ?? Database, options =>
    {
        options.Settings["Eci:Roles"] = "api,migrate";
        options.Settings["Eci:Demo"] = demo ? "true" : "false";
    });
}
