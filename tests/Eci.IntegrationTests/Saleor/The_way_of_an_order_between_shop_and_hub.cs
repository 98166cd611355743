using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Sync;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

/// <summary>The whole hub works: messages, engine, parts.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_way_of_an_order_between_shop_and_hub(DatabaseKind kind) : WorkingOrdersFixture(kind)
{
    [Test]
    public async Task Needs_nobody_to_help()
    {
        var sku = await AddProductAsync(isKnown: false);
        var placed = await Shop.PlaceOrderAsync(new { lines = new[] { new { sku, quantity = 1 } } });
        await RequestAsync(SyncEntities.Orders, SyncDirection.Pull, Id(placed));
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
}
