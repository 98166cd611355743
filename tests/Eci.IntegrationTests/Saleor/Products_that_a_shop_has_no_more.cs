using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Catalog.Channels;
using Eci.Modules.Saleor.Catalog.Products;
using Eci.Modules.Saleor.Client;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Products_that_a_shop_has_no_more(DatabaseKind kind) : SaleorFixture(kind)
{
    private static readonly SaleorProduct Product = ShopGoods.Product("P1", Priced("V1", "A"), Priced("V2", "B")) with
    {
        ChannelListings = [new SaleorProductListing(IsPublished: true, IsAvailableForPurchase: true, new SaleorChannelReference("CH1", "shop"))],
    };

    [Test]
    public async Task Stay_with_another_system_that_has_a_variant_of_them()
    {
        await StoreChannelAsync();
        await ApplyAsync<ProductPull>(Product.AsRecord());
        await LinkElsewhereAsync(SyncEntities.Variants, (await RowsAsync<ProductVariant>()).Single(v => v.Sku == "A").Id);
        await GoneAsync<ProductPull>("P1");
        var product = (await ProductsAsync()).Single();
        Assert.That(product.Active, Is.True);
        Assert.That(product.Variants.Select(v => (v.Sku, v.Active)), Is.EquivalentTo([("A", true), ("B", false)]));
        Assert.That(product.Listings, Is.Empty, "The shop's channel sells it no more.");
        Assert.That(product.Variants.SelectMany(v => v.Prices).Select(p => p.Active), Is.EqualTo([false, false]));
        Assert.That(await LinksAsync(SyncEntities.Products), Is.Empty);
    }

    [Test]
    public async Task Lose_a_variant_that_another_system_has_without_its_price()
    {
        await StoreChannelAsync();
        await ApplyAsync<ProductPull>(Product.AsRecord());
        await LinkElsewhereAsync(SyncEntities.Variants, (await RowsAsync<ProductVariant>()).Single(v => v.Sku == "A").Id);
        await ApplyAsync<ProductPull>((Product with { Variants = [Product.Variants![1]] }).AsRecord());
        var variants = (await ProductsAsync()).Single().Variants;
        Assert.That(variants.Select(v => (v.Sku, v.Active, v.Prices.Single().Active)), Is.EquivalentTo([("A", true, false), ("B", true, true)]));
    }

    [Test]
    public async Task Leave_a_channel_that_was_deleted()
    {
        await RunAsync();
        await Host.SettleAsync();
        await StoreChannelAsync();
        await ApplyAsync<ProductPull>(Product.AsRecord());
        await GoneAsync<SalesChannelPull>("CH1");
        var cursor = await Host.QueryAsync(db => db.Set<SyncCursor>().AsNoTracking().SingleAsync(c => c.AppId == App.Id && c.Entity == SyncEntities.Products));
        Assert.That((cursor.BackfillFrom, cursor.BackfillFinishedAt), Is.EqualTo(((DateTimeOffset?)DateTimeOffset.UnixEpoch, (DateTimeOffset?)null)), "Every product is read again.");
        Assert.That((await RowsAsync<SalesChannel>()).Single(c => c.Name == "Shop").Slug, Is.Null, "Feeds of it say that there is no such channel.");

        var without = Product with { ChannelListings = [], Variants = [.. Product.Variants!.Select(v => v with { ChannelListings = [] })] };
        await ApplyAsync<ProductPull>(without.AsRecord());
        var product = (await ProductsAsync()).Single(p => p.Name == Product.Name);
        Assert.That(product.Listings, Is.Empty);
        Assert.That(product.Variants.SelectMany(v => v.Prices).Select(p => p.Active), Is.EqualTo([false, false]));
    }

    [Test]
    public async Task Are_not_taken_for_deleted_when_the_settings_name_a_channel_that_is_none()
    {
        await RunAsync();
        await Host.SettleAsync();
        var (externalId, id) = (await LinksAsync(SyncEntities.Products)).First();
        await ChangeSettingsAsync(settings => settings with { Channel = "nowhere" });
        await RequestAsync(SyncEntities.Products, externalId);
        Assert.That((await ProductsAsync()).Single(p => p.Id == id).Active, Is.True);
        Assert.That(await LinksAsync(SyncEntities.Products), Does.ContainKey(externalId));
        Assert.That((await RecordsAsync(SyncEntities.Products)).Single(r => r.Key == externalId), Has.Property("Status").EqualTo(SyncStatus.Failed)
            .And.Property("Error").EqualTo("The shop has no sales channel 'nowhere', which the settings of the app name."));

        await ChangeSettingsAsync(settings => settings with { Channel = "us-channel" });
        var other = (await ProductsAsync()).First(p => p.Listings.Count == 1);
        await RequestAsync(SyncEntities.Products, (await LinksAsync(SyncEntities.Products)).Single(l => l.Value == other.Id).Key);
        Assert.That((await ProductsAsync()).Single(p => p.Id == other.Id).Active, Is.False, "The channel that is used does not have it.");
    }

    private static SaleorVariant Priced(string id, string sku) => ShopGoods.Variant(id, sku) with
    {
        ChannelListings = [new SaleorVariantListing(new SaleorMoney(10, "EUR"), new SaleorChannelReference("CH1", "shop"))],
    };
}
