using System.Net.Http.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Shops_that_change(DatabaseKind kind) : SaleorFixture(kind)
{
    private string _sku = null!;

    [SetUp]
    public async Task PullAsync()
    {
        await RunAsync();
        await Host.SettleAsync();
        Host.Announced.Clear();
        _sku = (await RowsAsync<ProductVariant>()).OrderBy(v => v.Sku, StringComparer.Ordinal).First().Sku;
    }

    [Test]
    public async Task Change_the_product_that_changed_and_no_other()
    {
        using var answer = await Shop.Http.PatchAsJsonAsync($"products/{_sku}", new { name = "Renamed", price = 3.21m });
        answer.EnsureSuccessStatusCode();
        await RunAsync();
        var product = (await ProductsAsync()).Single(p => p.Name == "Renamed");
        var variant = product.Variants.Single(v => v.Sku == _sku);
        Assert.That(variant.Prices.Select(p => p.Price), Has.Member(3.21m));
        Assert.That(Host.Announced.Products, Is.EqualTo([product.Id]));
    }

    [Test]
    public async Task Lose_a_product_that_was_deleted_when_its_event_comes()
    {
        var product = (await ProductsAsync()).Single(p => p.Variants.Exists(v => v.Sku == _sku));
        var externalId = (await LinksAsync(SyncEntities.Products)).Single(l => l.Value == product.Id).Key;
        using var answer = await Shop.Http.DeleteAsync($"products/{_sku}");
        answer.EnsureSuccessStatusCode();
        await RequestAsync(SyncEntities.Products, externalId);
        var gone = (await ProductsAsync()).Single(p => p.Id == product.Id);
        Assert.That(gone.Active, Is.False);
        Assert.That(gone.Variants, Is.Not.Empty.And.All.Property("Active").False);
        Assert.That(await LinksAsync(SyncEntities.Products), Does.Not.ContainKey(externalId));
        Assert.That(Host.Announced.Products, Is.EqualTo([product.Id]));
    }

    [Test]
    public async Task Tell_of_stock_that_changed_and_of_no_other()
    {
        await Shop.PostAsync("stock", new { sku = _sku, quantity = 4321 });
        await RunAsync();
        Assert.That(Host.Announced.Stock, Is.EqualTo([_sku]));
        Assert.That((await RowsAsync<StockEntry>()).Select(s => s.OnHand), Has.Member(4321m));
    }

    [Test]
    public async Task Add_products_with_their_stock()
    {
        await Shop.PostAsync("products", new { name = "Fresh", sku = "FRESH-1", price = 9, quantity = 7 });
        await RunAsync();
        var product = (await ProductsAsync()).Single(p => p.Name == "Fresh");
        Assert.That(product.Variants.Single().Stock.Select(s => (s.OnHand, s.AvailableForSale)), Is.EqualTo([(7m, 7m)]));
        Assert.That((await RecordsAsync(SyncEntities.Products)).Select(r => r.Status), Is.All.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Do_not_touch_stock_that_another_system_counts()
    {
        await Host.QueryAsync(async database =>
        {
            foreach (var entry in database.Set<StockEntry>().Where(s => s.TenantId == App.TenantId))
                (entry.Owner, entry.OnHand) = ("erp", 55);
            return await database.SaveChangesAsync();
        });
        await Shop.PostAsync("stock", new { sku = _sku, quantity = 4321 });
        await RunAsync();
        Assert.That((await RowsAsync<StockEntry>()).Select(s => s.OnHand), Is.All.EqualTo(55m));
        Assert.That(Host.Announced.Stock, Is.Empty);
    }
}
