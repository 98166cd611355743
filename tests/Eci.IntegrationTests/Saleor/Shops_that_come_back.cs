using System.Net.Http.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

/// <summary>The whole hub over the outages of shops: what waits says why, others go on, and nobody has to help afterwards.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Shops_that_come_back(DatabaseKind kind) : WholeHubFixture(kind)
{
    private const int Minutes = 60;

    [Test]
    public async Task After_they_took_the_token_away_have_everything_that_happened_meanwhile()
    {
        var (shop, other) = (await ConnectAsync(), await ConnectAsync());
        var sku = await SkuOfAsync(shop, await ArrivedAsync(shop));
        var (productId, externalId) = await ProductAsync(shop, sku);

        await shop.Server.PostAsync($"apps/{shop.SaleorAppId}/revoke");
        var waiting = await PlaceAsync(shop);
        Assert.That((await WaitsAsync(shop, SyncEntities.Orders, waiting)).Status, Is.EqualTo(SyncStatus.Pending));
        Assert.That((await RecordAsync(shop, SyncEntities.Orders, waiting))!.Error, Does.StartWith("The shop refuses the token"));
        Assert.That(await RefusedSinceAsync(shop), Is.Not.Null);
        await RenameAsync(shop, sku);
        Clock.Advance(TimeSpan.FromMinutes(16));
        var product = await WaitsAsync(shop, SyncEntities.Products, externalId);
        Assert.That((product.Status, product.Error), Is.EqualTo((SyncStatus.Pending, product.Error)));
        Assert.That(product.Error, Does.StartWith("The shop refuses the token"));
        Assert.That(await IsActiveAsync(productId), "What a stranger does not get to see is not gone.");
        await ArrivedAsync(other);
        Assert.That(await OrderAsync(shop, waiting), Is.Null);

        await InstallAsync(shop.Tenant, shop.Server, "ENTITY_SYNC", shop.AppId);
        await ArrivesAsync(shop, waiting);
        await Eventually.Async(async () => (await NameOfAsync(productId)) == "Renamed", Deadline, "that the product is read again");
        Assert.That(await RefusedSinceAsync(shop), Is.Null);
        await ArrivedAsync(shop);
    }

    [Test]
    public async Task After_an_hour_have_everything_that_happened_meanwhile()
    {
        var (shop, other) = (await ConnectAsync(), await ConnectAsync());
        await ArrivedAsync(shop);

        await shop.Server.PostAsync("control/failures", new { kind = "503", count = 1000 });
        var waiting = new List<string>();
        for (var minute = 0; minute < Minutes; minute++)
        {
            if (minute % 20 == 0)
            {
                waiting.Add(await PlaceAsync(shop));
                var record = await WaitsAsync(shop, SyncEntities.Orders, waiting[^1]);
                Assert.That((record.Status, record.Error), Is.EqualTo((SyncStatus.Pending, "The shop answered with 503.")));
                Assert.That(record.Attempts, Is.LessThanOrEqualTo(1), "Only who found the shop down may be to blame for it.");
            }

            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await ArrivedAsync(other);
        foreach (var id in waiting)
            Assert.That(await OrderAsync(shop, id), Is.Null);
        await shop.Server.PostAsync("control/clear");
        Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var id in waiting)
            await ArrivesAsync(shop, id);
        Assert.That(await RefusedSinceAsync(shop), Is.Null, "That a shop is down says nothing of the token.");
        await ArrivedAsync(shop);
    }

    [Test]
    public async Task With_a_new_key_are_believed_at_once()
    {
        var shop = await ConnectAsync();
        for (var times = 0; times < 3; times++)
        {
            await shop.Server.PostAsync("keys/rotate");
            await ArrivedAsync(shop);
        }

        Assert.That(await DeliveriesAsync(shop), Is.Not.Empty.And.All.EndsWith(" 200"));
    }

    [Test]
    public async Task After_staff_switched_the_app_off_and_on_are_no_longer_said_to_refuse_it()
    {
        var shop = await ConnectAsync();
        await ArrivedAsync(shop);
        await shop.Server.PostAsync("control/failures", new { kind = "InvalidTokenError", count = 1 });
        await WaitsAsync(shop, SyncEntities.Orders, await PlaceAsync(shop));
        Assert.That(await RefusedSinceAsync(shop), Is.Not.Null);

        await RestartHostAsync();
        Clock.Advance(TimeSpan.FromMinutes(16));
        await Eventually.Async(async () => await RefusedSinceAsync(shop) is null, Deadline, "that the shop is seen to accept the token");
    }

    private async Task<string> ArrivedAsync(ConnectedShop shop)
    {
        var id = await PlaceAsync(shop);
        await ArrivesAsync(shop, id);
        return id;
    }

    private async Task<string> SkuOfAsync(ConnectedShop shop, string id) => (await OrderAsync(shop, id))!.LineItems[0].Sku!;

    private async Task<(string Id, string ExternalId)> ProductAsync(ConnectedShop shop, string sku) => await Host.QueryAsync(async db =>
    {
        var id = await db.Set<ProductVariant>().Where(v => v.TenantId == shop.Tenant.TenantId && v.Sku == sku).Select(v => v.ProductId).SingleAsync();
        var link = await db.Set<SyncLink>().SingleAsync(l => l.AppId == shop.AppId && l.Entity == SyncEntities.Products && l.InternalId == id);
        return (id, link.ExternalId);
    });

    private Task<bool> IsActiveAsync(string productId) => Host.QueryAsync(db => db.Set<Product>().Where(p => p.Id == productId).Select(p => p.Active).SingleAsync());

    private Task<string> NameOfAsync(string productId) => Host.QueryAsync(db => db.Set<Product>().Where(p => p.Id == productId).Select(p => p.Name).SingleAsync());

    private static async Task RenameAsync(ConnectedShop shop, string sku)
    {
        using var answer = await shop.Server.Http.PatchAsJsonAsync($"products/{sku}", new { name = "Renamed" });
        answer.EnsureSuccessStatusCode();
    }
}
