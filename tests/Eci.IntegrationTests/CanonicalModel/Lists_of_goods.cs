using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Orders.Data;
using Eci.Persistence;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

/// <summary>A shop with three products: one in stock, one sold out, one that is gone and lies nowhere.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Lists_of_goods(DatabaseKind kind) : CommerceFixture(kind)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private Shop _shop = null!;
    private Shop _other = null!;

    [OneTimeSetUp]
    public async Task AddRowsAsync()
    {
        (_shop, _other) = (await AddShopAsync(), await AddShopAsync());
        foreach (var shop in (Shop[])[_shop, _other])
        {
            var t = shop.TenantId;
            await StoreAsync(db =>
            {
                db.AddRange(
                    new Category { Id = $"cat_{t}", TenantId = t, Name = "Tops", NormalizedName = "tops" },
                    new Warehouse { Id = $"wrh_a_{t}", TenantId = t, Name = "A", NormalizedName = "a" },
                    new Warehouse { Id = $"wrh_b_{t}", TenantId = t, Name = "B", NormalizedName = "b" },
                    new Tax { Id = $"tx_a_{t}", TenantId = t, Name = "a", NormalizedName = "a", Percentage = 19 },
                    new Tax { Id = $"tx_b_{t}", TenantId = t, Name = "b", NormalizedName = "b" },
                    new SalesChannel { Id = $"sc_{t}", TenantId = t, Name = "web", NormalizedName = "web" });
                AddProduct(db, t, 1, "Größe M", "TEE:M", $"cat_{t}", active: true);
                AddProduct(db, t, 2, "Cap", "CAP", categoryId: null, active: true);
                AddProduct(db, t, 3, "Sock", "SOCK", categoryId: null, active: false);
                AddStock(db, t, 1, "a", 10.5m);
                AddStock(db, t, 2, "a", 0);
                AddStock(db, t, 2, "b", -1.25m);
                AddStep(db, shop, "books", OrderStep.WholeOrder, OrderStepState.Pending, overdue: Noon);
                AddStep(db, shop, "notes", shop.Package.Id, OrderStepState.Done, overdue: null);
            });
        }
    }

    [TestCase("{}", "1 2 3")]
    [TestCase("{name: \"  grösse-m \"}", "")]
    [TestCase("{name: \"GRÖßE  M\"}", "1")]
    [TestCase("{sku: \"TEE:M\"}", "1")]
    [TestCase("{sku: \"tee:m\"}", "")]
    [TestCase("{active: true}", "1 2")]
    [TestCase("{active: false}", "3")]
    [TestCase("{createdTo: \"2000-01-01T00:00:00Z\"}", "")]
    [TestCase("{updatedFrom: \"2000-01-01T00:00:00+02:00\", active: false}", "3")]
    public Task Filter_products(string filter, string expected) => AssertAsync("products", "id", filter, expected, id => id.Split('_')[1]);

    [Test]
    public async Task Filter_products_by_category_and_never_find_those_of_others()
    {
        await AssertAsync("products", "id", $"{{categoryId: \"cat_{_shop.TenantId}\"}}", "1", id => id.Split('_')[1]);
        await AssertAsync("products", "id", $"{{categoryId: \"cat_{_other.TenantId}\"}}", "", id => id);
    }

    [TestCase("{}", "1a 2a 2b")]
    [TestCase("{soldOut: true}", "2a 2b")]
    [TestCase("{soldOut: false}", "1a")]
    [TestCase("{sku: \"CAP\"}", "2a 2b")]
    [TestCase("{sku: \"none\"}", "")]
    [TestCase("{updatedTo: \"2000-01-01T00:00:00Z\"}", "")]
    public Task Filter_stock(string filter, string expected) => AssertAsync("stock", "id", filter, expected, id => id.Split('_')[1]);

    [TestCase("{}", "books notes")]
    [TestCase("{overdue: true}", "books")]
    [TestCase("{overdue: false}", "notes")]
    [TestCase("{name: \"books\"}", "books")]
    [TestCase("{states: [DONE, SKIPPED]}", "notes")]
    [TestCase("{states: []}", "")]
    [TestCase("{orderId: \"o_none\"}", "")]
    public Task Filter_steps(string filter, string expected) => AssertAsync("orderSteps", "name", filter, expected, name => name);

    [TestCase("products", "NAME")]
    [TestCase("products", "UPDATED_AT")]
    [TestCase("products", "CREATED_AT")]
    [TestCase("stock", "UPDATED_AT")]
    [TestCase("orderSteps", "UPDATED_AT")]
    [TestCase("warehouses", "NAME")]
    [TestCase("taxes", "NAME")]
    [TestCase("categories", "NAME")]
    [TestCase("salesChannels", "NAME")]
    public async Task Are_read_one_row_at_a_time_in_both_directions(string field, string order)
    {
        var all = await IdsAsync($"{field}(orderBy: {order}_ASC)", field);
        Assert.That(all, Is.Not.Empty.And.Unique);
        var walked = new List<string>();
        string? cursor = null;
        do
        {
            var after = cursor is null ? string.Empty : $", after: \"{cursor}\"";
            var page = (await DataAsync($"{{ {field}(first: 1{after}, orderBy: {order}_ASC) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}", _shop.Key)).GetProperty(field);
            walked.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!));
            cursor = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (cursor is not null);
        Assert.That(walked, Is.EqualTo(all));
        Assert.That(await IdsAsync($"{field}(orderBy: {order}_DESC)", field), Is.EqualTo(Enumerable.Reverse(all)));
    }

    [TestCase("products")]
    [TestCase("stock")]
    [TestCase("warehouses")]
    [TestCase("taxes")]
    [TestCase("categories")]
    [TestCase("salesChannels")]
    public async Task Need_a_scope(string field)
    {
        var answer = await AskAsync($"{{ {field} {{ nodes {{ id }} }} }}", await NewKeyAsync(_shop, "read:orders read:packages"));
        Assert.That(answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("scope").GetString(), Is.EqualTo("read:products"));
    }

    private static void AddProduct(EciDbContext db, string t, int n, string name, string sku, string? categoryId, bool active)
    {
        db.Add(new Product { Id = $"pro_{n}_{t}", TenantId = t, Name = name, NormalizedName = NaturalKey.Of(name), CategoryId = categoryId, Active = active });
        db.Add(new ProductVariant { Id = $"prov_{n}_{t}", TenantId = t, ProductId = $"pro_{n}_{t}", Sku = sku });
    }

    private static void AddStock(EciDbContext db, string t, int n, string warehouse, decimal available) => db.Add(new StockEntry
    {
        Id = $"stock_{n}{warehouse}_{t}",
        TenantId = t,
        WarehouseId = $"wrh_{warehouse}_{t}",
        ProductVariantId = $"prov_{n}_{t}",
        Owner = "test",
        AvailableForSale = available,
    });

    private static void AddStep(EciDbContext db, Shop shop, string name, string key, OrderStepState state, DateTimeOffset? overdue) => db.Add(new OrderStep
    {
        Id = OrderStep.IdOf(shop.Order.Id, name, key),
        TenantId = shop.TenantId,
        OrderId = shop.Order.Id,
        Name = name,
        Key = key,
        State = state,
        OverdueSince = overdue,
    });

    private async Task AssertAsync(string field, string member, string filter, string expected, Func<string, string> name)
    {
        var list = (await DataAsync($"{{ {field}(filter: {filter}) {{ totalCount nodes {{ {member} }} }} }}", _shop.Key)).GetProperty(field);
        var found = list.GetProperty("nodes").EnumerateArray().Select(n => name(n.GetProperty(member).GetString()!)).Order(StringComparer.Ordinal).ToList();
        Assert.That(string.Join(' ', found), Is.EqualTo(expected));
        Assert.That(list.GetProperty("totalCount").GetInt32(), Is.EqualTo(found.Count));
    }

    private async Task<List<string>> IdsAsync(string list, string field) =>
        [.. (await DataAsync($"{{ {list} {{ nodes {{ id }} }} }}", _shop.Key)).GetProperty(field).GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!)];
}
