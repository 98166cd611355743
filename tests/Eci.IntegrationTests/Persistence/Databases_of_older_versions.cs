using Eci.Commerce;
using Eci.Core;
using Eci.Host;
using Eci.Persistence;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;

namespace Eci.IntegrationTests.Persistence;

/// <summary>A database of a version that knew of orders only who gets them, with rows, that is brought to the schema of this build.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Databases_of_older_versions(DatabaseKind kind) : DatabaseFixture(kind, isEmpty: true)
{
    private const string LastOfThem = "_Management";

    private readonly DatabaseKind _kind = kind;

    private string Now => _kind is DatabaseKind.Postgres ? "TIMESTAMPTZ '2026-03-01 09:00:00Z'" : "639079524000000000";

    [Test]
    public async Task Keep_their_rows_and_derive_the_statuses_of_orders_from_their_packages()
    {
        await using var app = Build();
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateScopeOfAllTenants();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        await database.Database.MigrateAsync(database.Database.GetMigrations().Single(name => name.EndsWith(LastOfThem, StringComparison.Ordinal)));
        await FillAsync(database);
        await database.Database.MigrateAsync();

        var orders = await database.Set<Order>().AsNoTracking().Include(o => o.MainContact).Include(o => o.ShippingAddress).Include(o => o.Packages).ToListAsync();
        Assert.That(
            orders.OrderBy(o => o.OrderNumber, StringComparer.Ordinal).Select(o => $"{o.OrderNumber} {WireName.Of(o.ShipmentStatus)} {WireName.Of(o.Stage)}"),
            Is.EqualTo((string[])
            [
                "arrived DELIVERED DONE", "halfway PARTIALLY_SHIPPED PACKED", "new PENDING PACKED", "nothing PENDING STORED", "returned SHIPPED SHIPPED",
                "sent-again DELIVERED DONE", "under-way SHIPPED SHIPPED",
            ]));
        Assert.Multiple(() =>
        {
            foreach (var order in orders)
            {
                Assert.That((order.Status, order.PaymentStatus, order.Origin, order.Version), Is.EqualTo((OrderStatus.Confirmed, OrderPaymentStatus.Unpaid, Order.OriginApi, 3)));
                Assert.That((order.MainContact!.Email, order.ShippingAddress!.City, order.Language), Is.EqualTo(("ada@example.com", "Köln", "de")));
                Assert.That(order.Date, Is.EqualTo(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero)));
            }
        });
    }

    private async Task FillAsync(EciDbContext database)
    {
        await RunAsync(database, $"INSERT INTO core_tenant (id, name, created_at, updated_at) VALUES ('pk_1', 'One', {Now}, {Now})");
        await RunAsync(database, $"INSERT INTO commerce_contact (id, tenant_id, email, tracking_emails_consent, marketing_emails_consent, created_at, updated_at) VALUES ('c_1', 'pk_1', 'ada@example.com', true, false, {Now}, {Now})");
        await RunAsync(database, $"INSERT INTO commerce_address (id, tenant_id, city, normalized_name, created_at, updated_at) VALUES ('a_1', 'pk_1', 'Köln', 'köln', {Now}, {Now})");
        await AddAsync(database, "nothing");
        await AddAsync(database, "new", "INIT", "INFORMATION_RECEIVED");
        await AddAsync(database, "under-way", "IN_TRANSIT", "DELIVERED");
        await AddAsync(database, "halfway", "DELIVERED", "EXPIRED");
        await AddAsync(database, "arrived", "DELIVERED", "DELIVERED");
        await AddAsync(database, "returned", "DELIVERED return");
        await AddAsync(database, "sent-again", "DELIVERED return", "DELIVERED");
    }

    private async Task AddAsync(EciDbContext database, string number, params string[] packages)
    {
        await RunAsync(
            database,
            "INSERT INTO commerce_order (id, tenant_id, order_number, date, language, main_contact_id, shipping_address_id, tracking_notifications_enabled, tracking_token, version, created_at, updated_at) "
            + $"VALUES ('o_{number}', 'pk_1', '{number}', {Now}, 'de', 'c_1', 'a_1', true, 'trk_{number}', 3, {Now}, {Now})");
        foreach (var (package, i) in packages.Select((package, i) => (package.Split(' '), i)))
        {
            await RunAsync(
                database,
                "INSERT INTO commerce_package (id, tenant_id, carrier, tracking_id, order_id, state, is_return, tracking_enabled, version, created_at, updated_at) "
                + $"VALUES ('pa_{number}_{i}', 'pk_1', 'DPD', '{number}{i}', 'o_{number}', '{package[0]}', {(package.Length > 1 ? "true" : "false")}, true, 0, {Now}, {Now})");
        }
    }

    private static async Task RunAsync(EciDbContext database, string sql)
    {
        await database.Database.OpenConnectionAsync();
        await using var command = database.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private WebApplication Build() => EciHost.Build(["--environment=Production"], builder =>
    {
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Eci:Database:Provider", Database.Provider), new("ConnectionStrings:Eci", Database.ConnectionString)]);
    });
}
