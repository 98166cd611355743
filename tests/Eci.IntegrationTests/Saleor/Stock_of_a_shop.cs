using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Catalog.Products;
using Eci.Modules.Saleor.Catalog.Warehouses;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Stock;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Stock_of_a_shop(DatabaseKind kind) : SaleorFixture(kind)
{
    [Test]
    public async Task Waits_for_nothing_that_the_channel_of_the_app_does_not_have()
    {
        await ChangeSettingsAsync(settings => settings with { Channel = "us-channel" });
        await RunAsync();
        await Host.SettleAsync();
        await RunAsync();
        var records = await RecordsAsync(SyncEntities.Stock);
        Assert.That(records.Select(r => r.Status).Distinct(), Is.EquivalentTo([SyncStatus.Done, SyncStatus.Ignored]));
        Assert.That((await RecordsAsync(SyncEntities.Products)).Select(r => r.Status), Is.All.EqualTo(SyncStatus.Done), "Products of other channels are not asked for.");

        await ChangeSettingsAsync(settings => settings with { Channel = null });
        await RunBackfillAsync(SyncEntities.Products);
        await RunAsync();
        Assert.That((await RecordsAsync(SyncEntities.Stock)).Select(r => r.Status), Is.All.EqualTo(SyncStatus.Done));
    }

    [Test]
    public async Task Is_left_alone_while_the_app_reads_no_products_and_comes_once_it_does()
    {
        await ChangeSettingsAsync(settings => settings with { SyncProducts = false });
        await RunAsync();
        await Host.SettleAsync();
        Assert.That((await RecordsAsync(SyncEntities.Stock)).Select(r => r.Status), Is.Not.Empty.And.All.EqualTo(SyncStatus.Ignored));
        Assert.That(await RecordsAsync(SyncEntities.Products), Is.Empty);
        await ChangeSettingsAsync(settings => settings with { SyncProducts = true });
        await RunAsync();
        Assert.That((await RecordsAsync(SyncEntities.Stock)).Select(r => r.Status), Is.All.EqualTo(SyncStatus.Done));
        Assert.That(await RowsAsync<StockEntry>(), Is.Not.Empty);
    }

    [Test]
    public async Task Is_not_waited_for_when_its_SKU_is_too_long()
    {
        await Shop.PostAsync("products", new { name = "Long", sku = new string('x', 201), price = 9, quantity = 7 });
        await RunAsync();
        Assert.That((await RecordsAsync(SyncEntities.Stock)).Where(r => r.Status is not SyncStatus.Done).Select(r => (r.Status, r.Error)), Is.EqualTo(
            [(SyncStatus.Ignored, "The variant has no SKU that the hub can store.")]));
    }

    [Test]
    public async Task Is_nothing_in_a_warehouse_that_the_shop_deleted()
    {
        await StoreWarehouseAsync("W1");
        await ApplyAsync<ProductPull>(ShopGoods.Product("P1", ShopGoods.Variant("V1", "A")).AsRecord());
        await ApplyAsync<StockPull>(("V1", Counted(new SaleorStock(5, 1, new SaleorReference("W1")))));
        Assert.That((await RowsAsync<StockEntry>()).Select(s => (s.OnHand, s.AvailableForSale)), Is.EqualTo([(5m, 4m)]));
        Host.Announced.Clear();
        await GoneAsync<WarehousePull>("W1");
        await ApplyAsync<StockPull>(("V1", Counted()));
        Assert.That((await RowsAsync<StockEntry>()).Select(s => (s.OnHand, s.Committed, s.AvailableForSale)), Is.EqualTo([(0m, 0m, 0m)]));
        Assert.That(Host.Announced.Stock, Is.EqualTo(["A"]));
    }

    [Test]
    public async Task Stays_in_the_warehouse_of_another_shop()
    {
        await StoreWarehouseAsync("W1");
        await ApplyAsync<ProductPull>(ShopGoods.Product("P1", ShopGoods.Variant("V1", "A")).AsRecord());
        await ApplyAsync<StockPull>(("V1", Counted(new SaleorStock(5, 1, new SaleorReference("W1")))));
        await LinkElsewhereAsync(SyncEntities.Warehouses, (await RowsAsync<Warehouse>()).Single().Id);
        await GoneAsync<WarehousePull>("W1");
        await ApplyAsync<StockPull>(("V1", Counted()));
        Assert.That((await RowsAsync<StockEntry>()).Select(s => s.OnHand), Is.EqualTo([5m]));
    }

    [Test]
    public async Task May_lie_in_warehouses_whose_names_are_signs()
    {
        var records = await ApplyAsync<WarehousePull>(("W1", new SaleorWarehouse("W1", "★")), ("W2", new SaleorWarehouse("W2", "☆ ")), ("W3", new SaleorWarehouse("W3", " ")));
        Assert.That(records.Select(r => r.Outcome?.GetType().Name), Is.EqualTo(["Done", "Done", "Ignored"]));
        Assert.That((await RowsAsync<Warehouse>()).Select(w => w.Name), Is.EquivalentTo(["★", "☆ "]));
    }

    private static SaleorVariantStock Counted(params SaleorStock[] stocks) => new("V1", "A", Product: null, stocks);

    private async Task StoreWarehouseAsync(string externalId)
    {
        var id = $"wrh_{App.TenantId}";
        await StoreAsync(new Warehouse { Id = id, TenantId = App.TenantId, Name = "Main", NormalizedName = "main" });
        await LinkAsync(SyncEntities.Warehouses, externalId, id);
    }
}
