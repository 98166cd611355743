using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Catalog.Products;
using Eci.Modules.Saleor.Client;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Products_that_are_stored(DatabaseKind kind) : SaleorFixture(kind)
{
    [Test]
    public async Task Adopt_the_product_that_has_one_of_their_SKUs()
    {
        await StoreAsync(
            new Product { Id = "pro_erp" + App.TenantId, TenantId = App.TenantId, Name = "ERP", NormalizedName = "erp" },
            new ProductVariant { Id = "v_erp" + App.TenantId, TenantId = App.TenantId, ProductId = "pro_erp" + App.TenantId, Sku = "A", Ean = "4006381333931" });
        await StoreProductsAsync(ShopGoods.Product("P1", ShopGoods.Variant("V1", "A"), ShopGoods.Variant("V2", "B")));
        var product = (await ProductsAsync()).Single();
        Assert.That(product, Has.Property("Id").EqualTo("pro_erp" + App.TenantId).And.Property("Name").EqualTo("Product P1"));
        Assert.That(product.Variants.Select(v => v.Sku), Is.EquivalentTo(["A", "B"]));
        Assert.That(product.Variants.Single(v => v.Sku == "A"), Has.Property("Ean").EqualTo("4006381333931").And.Property("WeightGrams").EqualTo(500m));
        Assert.That(await LinksAsync(SyncEntities.Variants), Has.Count.EqualTo(2).And.ContainKey("V1").WithValue("v_erp" + App.TenantId));
    }

    [Test]
    public async Task Have_the_parts_that_the_shop_has_and_no_others()
    {
        var first = ShopGoods.Product("P1", ShopGoods.Variant("V1", "A"));
        await StoreProductsAsync(first);
        await StoreProductsAsync(first with
        {
            Media = [new SaleorMedia("P1-2", null, "VIDEO", 5, "https://video.example/2"), new SaleorMedia("P1-1", "Front", "IMAGE", 1, "https://shop.example/P1-1.jpg")],
            Attributes = [ShopGoods.Attribute("Brand", "Grace's", "Ada's"), ShopGoods.Attribute("!!", "x")],
            Variants = [first.Variants![0] with { Media = [new SaleorReference("P1-2")], Attributes = [] }],
        });
        var product = (await ProductsAsync()).Single();
        Assert.That(product.Media.OrderBy(m => m.Position).Select(m => (m.Url, m.IsImage, m.ProductVariantId is null)), Is.EqualTo(
            [("https://shop.example/P1-1.jpg", true, true), ("https://video.example/2", false, false)]));
        Assert.That(product.Attributes.Select(a => (a.Name, a.Value, a.ProductVariantId is null)), Is.EquivalentTo(
            [("Brand", "Grace's", true), ("Brand", "Ada's", true), ("!!", "x", true)]));
    }

    [Test]
    public async Task Are_announced_once_when_they_changed_and_not_when_they_did_not()
    {
        var product = ShopGoods.Product("P1", ShopGoods.Variant("V1", "A"), ShopGoods.Variant("V2", "B"));
        await StoreProductsAsync(product);
        Assert.That(Host.Announced.Products, Has.Count.EqualTo(1));
        await StoreProductsAsync(product);
        Assert.That(Host.Announced.Products, Has.Count.EqualTo(1));
        var before = (await ProductsAsync()).Single();
        Clock.Advance(TimeSpan.FromMinutes(1));
        await StoreProductsAsync(product with { Variants = [product.Variants![0], product.Variants[1] with { Weight = new SaleorWeight("G", 1) }] });
        Assert.That(Host.Announced.Products, Has.Count.EqualTo(2));
        Assert.That((await ProductsAsync()).Single().UpdatedAt, Is.GreaterThan(before.UpdatedAt), "A product is as young as its parts.");
    }

    [Test]
    public async Task Keep_what_another_system_is_master_of()
    {
        var product = ShopGoods.Product("P1", ShopGoods.Variant("V1", "A"));
        await StoreProductsAsync(product);
        var variant = (await RowsAsync<ProductVariant>()).Single();
        await StoreAsync(
            new BooksApp { Id = "books" + App.TenantId, TenantId = App.TenantId, Name = "Books" },
            new SyncLink
            {
                Id = "link" + App.TenantId,
                TenantId = App.TenantId,
                AppId = "books" + App.TenantId,
                Entity = SyncEntities.Variants,
                ExternalId = "4711",
                InternalId = variant.Id,
                CreatedAt = Clock.GetUtcNow(),
            });
        await StoreProductsAsync(product with
        {
            Name = "Renamed",
            ProductType = new SaleorProductType("Tea", Weight: null, TaxClass: null),
            Attributes = [],
            Variants = [product.Variants![0] with { Weight = new SaleorWeight("KG", 2), Name = "Renamed", Attributes = [] }],
        });

        var stored = (await ProductsAsync()).Single();
        Assert.That((stored.Name, stored.Variants[0].Name), Is.EqualTo(("Renamed", "Renamed")), "Names are the shop's.");
        Assert.That((stored.TypeName, stored.Attributes.Count), Is.EqualTo(("Coffee", 2)));
        Assert.That(stored.Variants[0].WeightGrams, Is.EqualTo(500m));
    }

    [Test]
    public async Task Lose_variants_that_the_shop_has_no_more_without_forgetting_them()
    {
        var product = ShopGoods.Product("P1", ShopGoods.Variant("V1", "A"), ShopGoods.Variant("V2", "B"));
        await StoreProductsAsync(product);
        await StoreProductsAsync(product with { Variants = [product.Variants![0]] });
        Assert.That((await RowsAsync<ProductVariant>()).Select(v => (v.Sku, v.Active)), Is.EquivalentTo([("A", true), ("B", false)]));
        Assert.That((await LinksAsync(SyncEntities.Variants)).Keys, Is.EqualTo(["V1"]));
    }

    [Test]
    public async Task Go_on_under_a_new_SKU_when_the_shop_changed_it()
    {
        await StoreProductsAsync(ShopGoods.Product("P1", ShopGoods.Variant("V1", "A")));
        await StoreProductsAsync(ShopGoods.Product("P1", ShopGoods.Variant("V1", "A-NEW")));
        var variants = await RowsAsync<ProductVariant>();
        Assert.That(variants.Select(v => (v.Sku, v.Active)), Is.EquivalentTo([("A", false), ("A-NEW", true)]));
        Assert.That(await LinksAsync(SyncEntities.Variants), Is.EqualTo(new Dictionary<string, string> { ["V1"] = variants.Single(v => v.Active).Id }));
    }

    [Test]
    public async Task Take_over_variants_of_other_products()
    {
        await StoreProductsAsync(ShopGoods.Product("P1", ShopGoods.Variant("V1", "A"), ShopGoods.Variant("V2", "B")), ShopGoods.Product("P2", ShopGoods.Variant("V3", "C")));
        await StoreProductsAsync(ShopGoods.Product("P2", ShopGoods.Variant("V3", "C"), ShopGoods.Variant("V4", "B")), ShopGoods.Product("P1", ShopGoods.Variant("V1", "A")));
        var products = (await ProductsAsync()).ToDictionary(p => p.Name, p => p);
        Assert.That(products["Product P1"].Variants.Select(v => v.Sku), Is.EqualTo(["A"]));
        Assert.That(products["Product P2"].Variants.Select(v => (v.Sku, v.Active)), Is.EquivalentTo([("C", true), ("B", true)]));
        Assert.That(products["Product P1"].Attributes, Has.Count.EqualTo(2));
        Assert.That(products["Product P2"].Attributes, Has.Count.EqualTo(3));
        Assert.That((await LinksAsync(SyncEntities.Variants)).Keys, Is.EquivalentTo(["V1", "V3", "V4"]));
    }

    [Test]
    public async Task Are_refused_when_two_have_the_same_SKU_and_the_rest_of_them_is_stored()
    {
        var records = await StoreProductsAsync(
            ShopGoods.Product("P1", ShopGoods.Variant("V1", "A")), ShopGoods.Product("P2", ShopGoods.Variant("V2", "A"), ShopGoods.Variant("V3", "B")));
        Assert.That(records[0].Outcome, Is.TypeOf<PullOutcome.Done>());
        Assert.That(records[1].Outcome, Is.TypeOf<PullOutcome.Failed>().With.Property("Error").Contains("SKU A"));
        Assert.That((await ProductsAsync()).Select(p => (p.Name, string.Join(',', p.Variants.Select(v => v.Sku)))), Is.EquivalentTo([("Product P1", "A"), ("Product P2", "B")]));
    }

    [Test]
    public async Task May_have_variants_without_a_SKU_and_broken_texts()
    {
        var product = ShopGoods.Product("P1", ShopGoods.Variant("V1", null), ShopGoods.Variant("V2", " "), ShopGoods.Variant("V3", new string('x', 201)), ShopGoods.Variant("V4", "A"));
        var records = await StoreProductsAsync(product with { Description = "{\"blocks\": [{", Name = "???" });
        Assert.That(records.Single().Outcome, Is.TypeOf<PullOutcome.Done>());
        var stored = (await ProductsAsync()).Single();
        Assert.That(stored.Variants.Select(v => v.Sku), Is.EqualTo(["A"]));
        Assert.That(stored.DescriptionHtml, Is.Null);
    }

    [Test]
    public async Task Are_shown_and_counted_as_the_shop_does()
    {
        await StoreChannelAsync();
        var (published, available) = (new DateTimeOffset(2030, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), new DateTimeOffset(2030, 2, 1, 0, 0, 0, TimeSpan.Zero));
        var listing = new SaleorProductListing(true, false, new SaleorChannelReference("CH1", "shop"), VisibleInListings: false, published, available);
        await StoreProductsAsync(ShopGoods.Product("P1", ShopGoods.Variant("V1", "A") with { TrackInventory = false }, ShopGoods.Variant("V2", "B")) with { ChannelListings = [listing] });
        var product = (await ProductsAsync()).Single();
        Assert.That(product.Listings.Select(l => (l.IsPublished, l.PublishedFrom, l.IsHidden, l.IsAvailableForPurchase, l.AvailableFrom)), Is.EqualTo(
            [(true, (DateTimeOffset?)published, true, false, (DateTimeOffset?)available)]));
        Assert.That(product.Variants.Select(v => (v.Sku, v.IsUncounted)), Is.EquivalentTo([("A", true), ("B", false)]));
    }

    [TestCase(null, "119", "95.2")]
    [TestCase(true, "119", "95.2")]
    [TestCase(false, "100", "80")]
    public async Task Cost_what_customers_of_the_channel_see(bool? withTax, decimal before, decimal now)
    {
        await StoreChannelAsync();
        var variant = ShopGoods.Variant("V1", "A") with
        {
            ChannelListings = [new SaleorVariantListing(new SaleorMoney(100, "EUR"), new SaleorChannelReference("CH1", "shop"))],
            Pricing = new SaleorPricing(Taxed(80, 95.2m), Taxed(100, 119)),
        };
        var product = ShopGoods.Product("P1", variant) with { Pricing = new SaleorProductPricing(withTax) };
        await StoreProductsAsync(product);
        Assert.That((await RowsAsync<SalesChannelPrice>()).Select(p => (p.Price, p.UndiscountedPrice)), Is.EqualTo([(now, (decimal?)before)]));
        await StoreProductsAsync(product with { Variants = [variant with { Pricing = new SaleorPricing(Taxed(100, 119), Taxed(100, 119)) }] });
        Assert.That((await RowsAsync<SalesChannelPrice>()).Select(p => (p.Price, p.UndiscountedPrice)), Is.EqualTo([(before, (decimal?)null)]));
        await StoreProductsAsync(product with { Variants = [variant with { Pricing = null }] });
        Assert.That((await RowsAsync<SalesChannelPrice>()).Select(p => (p.Price, p.UndiscountedPrice)), Is.EqualTo([(100m, (decimal?)null)]), "All that is known without the channel.");
    }

    [Test]
    public async Task Wait_for_what_they_belong_to_and_have_it_fetched()
    {
        var records = await StoreProductsAsync(
            ShopGoods.Product("P1") with { Category = new SaleorReference("C1") },
            ShopGoods.Product("P2") with { TaxClass = new SaleorReference("T1") },
            ShopGoods.Product("P3") with { ChannelListings = [new SaleorProductListing(true, true, new SaleorChannelReference("CH1", "shop"))] });
        Assert.That(records.Select(r => r.Outcome), Is.EqualTo(new PullOutcome[]
        {
            Waiting(SyncEntities.Categories, "C1"), Waiting(SyncEntities.Taxes, "T1"), Waiting(SyncEntities.SalesChannels, "CH1"),
        }));
        Assert.That(await ProductsAsync(), Is.Empty);
    }

    [Test]
    public async Task Cost_the_same_reads_however_many_a_page_has()
    {
        await StoreProductsAsync(Page(0, 20));
        await StoreProductsAsync(Page(100, 100));
        var few = await CountAsync(Page(0, 20));
        var many = await CountAsync(Page(100, 100));
        Assert.That(many, Is.EqualTo(few), "Nothing changed, so nothing is written.");
        Assert.That(few, Is.LessThanOrEqualTo(16));
        var changed = Page(100, 100).Select(p => p with { Name = $"{p.Name}!" }).ToArray();
        Assert.That(await CountAsync(changed), Is.LessThanOrEqualTo(many + 100), "One update for each product.");
    }

    private static SaleorProduct[] Page(int first, int count) =>
    [
        .. Enumerable.Range(first, count).Select(i => ShopGoods.Product($"P{i}", ShopGoods.Variant($"V{i}-1", $"SKU-{i}-1"), ShopGoods.Variant($"V{i}-2", $"SKU-{i}-2"))),
    ];

    private static SaleorTaxedMoney Taxed(decimal net, decimal gross) => new("EUR", new SaleorMoney(net, "EUR"), new SaleorMoney(gross, "EUR"));

    private static PullOutcome.Blocked Waiting(string entity, string key) =>
        new(new SyncDependency(entity, key), new SyncWish(entity, SyncDirection.Pull, key));

    private async Task<int> CountAsync(SaleorProduct[] products)
    {
        var before = Statements.Count;
        await StoreProductsAsync(products);
        return Statements.Count - before;
    }

    private Task<List<PulledRecord>> StoreProductsAsync(params SaleorProduct[] products) =>
        ApplyAsync<ProductPull>([.. products.Select(p => p.AsRecord())]);
}
