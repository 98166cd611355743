using System.Net;
using Eci.Commerce;
using Eci.IntegrationTests.ProductFeed.Support;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.ProductFeed.Building;
using Eci.Modules.ProductFeed.Data;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.ProductFeed;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Builds_of_feeds(DatabaseKind kind) : FeedFixture(kind)
{
    [Test]
    public async Task Come_when_products_changed_but_not_for_each_change()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1);
        await BuildAsync();
        var built = (await StateAsync(shop)).CurrentBuildId;
        await AddProductsAsync(shop, 2);
        await TellAsync(new ProductStored(shop.TenantId, "pro_x"), new StockChanged(shop.TenantId, "pro_v_x"), new ProductStored(shop.TenantId, "pro_y"));
        var dirty = await StateAsync(shop);
        Assert.That(dirty.DirtySince, Is.Not.Null);
        await BuildAsync();
        Assert.That((await StateAsync(shop)).CurrentBuildId, Is.EqualTo(built), "Changes gather for a while.");
        Clock.Advance(TimeSpan.FromMinutes(6));
        await BuildAsync();
        Assert.That((await StateAsync(shop)).CurrentBuildId, Is.Not.EqualTo(built));
        Assert.That(await LinesAsync(shop), Has.Count.EqualTo(2));
        Assert.That((await StateAsync(shop)).DirtySince, Is.Null);
        Assert.That((await StateAsync(shop)).PreviousBuildId, Is.EqualTo(built), "Whoever reads it still may.");
    }

    [Test]
    public async Task Come_when_the_settings_changed()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1);
        await BuildAsync();
        await ChangeAsync("updateProductFeedApp", "UpdateProductFeedAppInput", "id", shop.Tenant.Key, new
        {
            id = shop.AppId,
            settings = new { productUrl = "https://other.example.com/{sku}" },
        });
        await BuildAsync();
        Assert.That((await LinesAsync(shop)).Single(), Does.Contain(",https://other.example.com/SKU-000001,"));
    }

    [Test]
    public async Task Are_made_by_somebody_else_when_their_builder_died()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1);
        await StoreAsync(db => db.Add(new ProductFeedState
        {
            AppId = shop.AppId,
            TenantId = shop.TenantId,
            BuildingId = "feed_dead",
            BuildingUntil = Clock.GetUtcNow().AddMinutes(10),
        }));
        await StoreAsync(db => db.Add(new ProductFeedPart
        {
            BuildId = "feed_dead",
            Variant = FeedVariant.GoogleMerchant,
            Format = FeedFormat.Csv,
            Number = 0,
            AppId = shop.AppId,
            TenantId = shop.TenantId,
            Bytes = [1],
        }));
        await BuildAsync();
        var app = await Host.QueryAsync(db => db.Set<ProductFeedApp>().AsNoTracking().SingleAsync(a => a.Id == shop.AppId));
        await Host.Services.GetRequiredService<FeedBuilder>().BuildAsync(app, CancellationToken.None);
        using var early = await GetAsync(shop);
        Assert.That(early.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable), "It is somebody else's for now.");
        Clock.Advance(TimeSpan.FromMinutes(11));
        await BuildAsync();
        Assert.That(await LinesAsync(shop), Has.Count.EqualTo(1));
        Assert.That(await Host.QueryAsync(db => db.Set<ProductFeedPart>().AnyAsync(p => p.BuildId == "feed_dead")), Is.False, "What it left is gone.");
    }

    [Test]
    public async Task That_fail_leave_the_feed_as_it_was()
    {
        var shop = await AddFedShopAsync();
        await AddProductsAsync(shop, 1);
        await BuildAsync();
        await Host.QueryAsync(db => db.Set<SalesChannel>().Where(c => c.Id == shop.ChannelId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Slug, "renamed")));
        Clock.Advance(TimeSpan.FromHours(7));
        await BuildAsync();
        Assert.That(await LinesAsync(shop), Has.Count.EqualTo(1));
        Assert.That((await StateAsync(shop)).Error, Is.EqualTo("There is no sales channel 'default'."));
        var trial = await AnswerAsync($$"""mutation { testApp(id: "{{shop.AppId}}") { works message } }""", shop.Tenant.Key);
        Assert.That(Text(trial, "message"), Is.EqualTo("There is no sales channel 'default' yet."));
    }

    [Test]
    public async Task That_fail_leave_nothing_behind()
    {
        var shop = await AddFedShopAsync(settings => settings with { Channel = "nowhere" });
        await StoreAsync(db => db.Add(new ProductFeedPart
        {
            BuildId = $"feed_died_{shop.TenantId}",
            Variant = FeedVariant.GoogleMerchant,
            Format = FeedFormat.Csv,
            Number = 0,
            AppId = shop.AppId,
            TenantId = shop.TenantId,
            Bytes = [1],
        }));
        await BuildAsync();
        Assert.That((await StateAsync(shop)).Error, Does.Contain("nowhere"));
        Assert.That(await Host.QueryAsync(db => db.Set<ProductFeedPart>().AnyAsync(p => p.AppId == shop.AppId)), Is.False);
    }
}
