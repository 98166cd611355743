using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class First_runs_of_a_shop(DatabaseKind kind) : SaleorFixture(kind)
{
    private static readonly string[] Entities =
    [
        SyncEntities.SalesChannels, SyncEntities.Warehouses, SyncEntities.Taxes, SyncEntities.Categories, SyncEntities.Products, SyncEntities.Stock, SyncEntities.Customers,
    ];

    [Test]
    public async Task Bring_everything_into_the_hub()
    {
        await RunAsync();
        foreach (var entity in Entities)
        {
            var records = await RecordsAsync(entity);
            Assert.That(records, Is.Not.Empty, entity);
            Assert.That(records.Where(r => r.Status is not SyncStatus.Done).Select(r => $"{r.Key} {r.Status} {r.Error} {r.BlockedBy}"), Is.Empty, entity);
        }

        var products = await ProductsAsync();
        Assert.That(products.SelectMany(p => p.Variants), Is.Not.Empty.And.All.Property("Active").True);
        Assert.That(products, Is.All.Property("CategoryId").Not.Null);
        Assert.That(products.SelectMany(p => p.Variants).SelectMany(v => v.Prices), Is.Not.Empty);
        Assert.That(products.SelectMany(p => p.Variants).SelectMany(v => v.Stock), Is.Not.Empty.And.All.Property("Owner").EqualTo("saleor"));
        Assert.That(products.SelectMany(p => p.Media), Is.Not.Empty);
        Assert.That(products.SelectMany(p => p.Listings), Is.Not.Empty);
        Assert.That(await RowsAsync<Contact>(), Is.Not.Empty);
        Assert.That(await RowsAsync<Tax>(), Is.Not.Empty);
    }

    [Test]
    public async Task Are_followed_by_runs_that_write_nothing()
    {
        await RunAsync();
        await Host.SettleAsync();
        var before = await VersionsAsync();
        var run = await RunAsync();
        Assert.That(await VersionsAsync(), Is.EqualTo(before));
        Assert.That(run.Counts.Keys, Has.None.EndsWith(".stored"));
    }

    private async Task<List<string>> VersionsAsync() =>
    [
        .. (await RowsAsync<Product>()).Select(p => $"{p.Id} {p.Version} {p.UpdatedAt:O}"),
        .. (await RowsAsync<ProductVariant>()).Select(v => $"{v.Id} {v.Version} {v.UpdatedAt:O}"),
        .. (await RowsAsync<StockEntry>()).Select(s => $"{s.Id} {s.Version} {s.UpdatedAt:O}"),
        .. (await RowsAsync<Category>()).Select(c => $"{c.Id} {c.UpdatedAt:O}"),
        .. (await RowsAsync<Tax>()).Select(c => $"{c.Id} {c.UpdatedAt:O}"),
        .. (await RowsAsync<Contact>()).Select(c => $"{c.Id} {c.UpdatedAt:O}"),
        .. (await RowsAsync<SalesChannelPrice>()).Select(c => $"{c.Id} {c.UpdatedAt:O}"),
    ];
}
