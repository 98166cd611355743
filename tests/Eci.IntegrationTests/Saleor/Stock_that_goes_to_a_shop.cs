using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Stock_that_goes_to_a_shop(DatabaseKind kind) : SaleorFixture(kind)
{
    private ProductVariant _variant = null!;
    private string _externalId = null!;

    [SetUp]
    public async Task PullAsync()
    {
        await RunAsync();
        await Host.SettleAsync();
        await ChangeSettingsAsync(settings => settings with { SyncStock = StockDirection.ToShop });
        _variant = (await RowsAsync<ProductVariant>()).OrderBy(v => v.Sku, StringComparer.Ordinal).First();
        _externalId = (await LinksAsync(SyncEntities.Variants)).Single(l => l.Value == _variant.Id).Key;
        await CountAsync(31);
    }

    [Test]
    public async Task Is_what_may_be_sold_and_what_orders_have_taken()
    {
        await Shop.PlaceOrderAsync(new { lines = new[] { new { sku = _variant.Sku, quantity = 2 } } });
        await AskForPushAsync();
        var stocks = await StocksAsync();
        Assert.That(stocks, Is.Not.Empty);
        Assert.That(stocks.Select(s => s.Quantity - s.Allocated), Is.All.EqualTo(31));
        Assert.That(stocks.Sum(s => s.Allocated), Is.EqualTo(2));
    }

    [Test]
    public async Task Is_not_told_again_when_the_shop_has_it()
    {
        await AskForPushAsync();
        await Shop.PostAsync("control/failures", new { kind = "500", count = 10, operation = "mutation UpdateVariantStocks" });
        await AskForPushAsync();
        Assert.That(await PushedAsync(), Has.Property("Status").EqualTo(SyncStatus.Done).And.Property("Attempts").EqualTo(0));
    }

    [Test]
    public async Task Is_asked_for_when_stock_changed()
    {
        await Host.InScopeAsync(
            async services =>
            {
                await services.GetRequiredService<IPublishEndpoint>().Publish(new StockChanged(App.TenantId, _variant.Id));
                return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
            },
            App.TenantId);
        await Host.SettleAsync();
        Assert.That((await StocksAsync()).Select(s => s.Quantity - s.Allocated), Is.All.EqualTo(31));
    }

    [Test]
    public async Task Is_found_by_the_run_when_its_event_was_lost()
    {
        await RunAsync();
        await Host.SettleAsync();
        Assert.That((await StocksAsync()).Select(s => s.Quantity - s.Allocated), Is.All.EqualTo(31));
    }

    [Test]
    public async Task Is_not_wanted_for_a_variant_that_the_shop_has_no_more()
    {
        using var answer = await Shop.Http.DeleteAsync($"products/{_variant.Sku}");
        answer.EnsureSuccessStatusCode();
        await AskForPushAsync();
        Assert.That(await PushedAsync(), Has.Property("Status").EqualTo(SyncStatus.Ignored));
        Assert.That(await LinksAsync(SyncEntities.Variants), Does.Not.ContainKey(_externalId));
    }

    [Test]
    public async Task Is_told_when_the_shop_gets_a_variant_that_another_system_counts_already()
    {
        var (product, variant, warehouse) = ($"pro_erp_{App.TenantId}", $"pro_v_erp_{App.TenantId}", (await RowsAsync<Warehouse>())[0].Id);
        await StoreAsync(
            new Product { Id = product, TenantId = App.TenantId, Name = "Fresh", NormalizedName = "fresh" },
            new ProductVariant { Id = variant, TenantId = App.TenantId, ProductId = product, Sku = "FRESH-1" },
            new StockEntry { Id = $"stock_erp_{App.TenantId}", TenantId = App.TenantId, WarehouseId = warehouse, ProductVariantId = variant, Owner = "erp", AvailableForSale = 31 });
        await RunAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));
        await RunAsync();
        await Host.SettleAsync();
        await Shop.PostAsync("products", new { name = "Fresh", sku = "FRESH-1", price = 9, quantity = 7 });
        await RunAsync();
        await Host.SettleAsync();
        _externalId = (await LinksAsync(SyncEntities.Variants)).Single(l => l.Value == variant).Key;
        var pushed = (await RecordsAsync(SyncEntities.Stock)).Single(r => r.Direction is SyncDirection.Push && r.Key == variant);
        Assert.That((await StocksAsync()).Select(s => s.Quantity), Has.Member(31), $"{pushed.Status} {pushed.Error} {pushed.SyncedAt:O} {Clock.GetUtcNow():O}");
    }

    [Test]
    public async Task Fails_with_the_words_of_the_shop_when_it_is_refused()
    {
        await Shop.PostAsync("control/failures", new { kind = "mutation-error", count = 1, operation = "mutation UpdateVariantStocks", code = "NOT_FOUND", message = "No such warehouse" });
        await AskForPushAsync();
        Assert.That(await PushedAsync(), Has.Property("Status").EqualTo(SyncStatus.Failed).And.Property("Error").Contains("NOT_FOUND"));
    }

    private Task AskForPushAsync() => RequestAsync(SyncEntities.Stock, _variant.Id, SyncDirection.Push);

    private async Task<SyncRecord> PushedAsync() => (await RecordsAsync(SyncEntities.Stock)).Single(r => r.Direction is SyncDirection.Push && r.Key == _variant.Id);

    /// <summary>Another system counts the variant.</summary>
    private Task CountAsync(int available) => Host.QueryAsync(async database =>
    {
        foreach (var entry in database.Set<StockEntry>().Where(s => s.ProductVariantId == _variant.Id))
            (entry.Owner, entry.AvailableForSale) = ("erp", available);
        return await database.SaveChangesAsync();
    });

    private async Task<List<(int Quantity, int Allocated)>> StocksAsync()
    {
        const string Query = "query X($ids: [ID!]) { productVariants(first: 1, ids: $ids) { edges { node { stocks { quantity quantityAllocated } } } } }";
        var answer = await Shop.QueryAsync(Query, new { ids = new[] { _externalId } }, "token");
        var stocks = answer.GetProperty("data").GetProperty("productVariants").GetProperty("edges")[0].GetProperty("node").GetProperty("stocks");
        return [.. stocks.EnumerateArray().Select(s => (s.GetProperty("quantity").GetInt32(), s.GetProperty("quantityAllocated").GetInt32()))];
    }
}
