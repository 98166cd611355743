using System.Text.Json;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Persistence;
using Eci.Sync;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

/// <summary>The whole hub works: messages, engine, parts.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_way_of_an_order_between_shop_and_hub(DatabaseKind kind) : OrdersFixture(kind)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Test]
    public async Task Needs_nobody_to_help()
    {
        var sku = await AddProductAsync(isKnown: false);
        var placed = await Shop.PlaceOrderAsync(new { lines = new[] { new { sku, quantity = 1 } } });
        await Host.InScopeAsync(
            async services =>
            {
                await services.GetRequiredService<ISyncRequests>().RequestAsync(
                    DemoTenant.SaleorAppId, SyncEntities.Orders, SyncDirection.Pull, Id(placed), CancellationToken.None);
                return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
            },
            DemoTenant.Id);
        await Eventually.Async(
            () => Host.QueryAsync(db => db.Set<Order>().AnyAsync(o => o.ReferenceNumber == Id(placed))), Deadline, "that the order comes once its product came");

        var order = await OrderAsync(placed);
        var package = await RegisterPackageAsync(order);
        await Eventually.Async(async () => (await FulfilmentsAsync(placed)).Count > 0, Deadline, "that the package becomes a fulfilment");
        Assert.That((await FulfilmentsAsync(placed)).Single().GetProperty("trackingNumber").GetString(), Is.EqualTo(package.TrackingId));
        await Eventually.Async(
            () => Host.QueryAsync(db => db.Database.SqlQuery<string>($"SELECT body AS \"Value\" FROM messaging_message WHERE topic = 'commerce.order.step.reported'")
                .AnyAsync(body => body.Contains("saleor-fulfilment") && body.Contains(package.Id) && body.Contains("DONE"))),
            Deadline,
            "that the order hears of it");
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings.Remove("Eci:Roles");
    }

    private async Task<Package> RegisterPackageAsync(Order order)
    {
        var package = new Package { Id = Ids.New(IdPrefix.Package), TenantId = DemoTenant.Id, Carrier = Carrier.Dpd, TrackingId = NextNumber(), OrderId = order.Id };
        await Host.InScopeAsync(
            async services =>
            {
                var database = services.GetRequiredService<EciDbContext>();
                database.Add(package);
                await services.GetRequiredService<IPackageAnnouncement>().AnnounceAsync(package, CancellationToken.None);
                return await database.SaveChangesAsync();
            },
            DemoTenant.Id);
        return package;
    }

    private async Task<List<JsonElement>> FulfilmentsAsync(JsonElement placed) => [.. (await InShopAsync(placed)).GetProperty("fulfillments").EnumerateArray()];
}
