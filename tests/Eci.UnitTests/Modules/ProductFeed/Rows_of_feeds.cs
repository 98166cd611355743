using Eci.Modules.ProductFeed.Content;
using Eci.Modules.ProductFeed.Data;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.ProductFeed;

internal sealed class Rows_of_feeds
{
    private static readonly ProductFeedSettings Settings = new("default", "https://shop.example.com/p/{slug}?sku={sku}", UnitPricingBase: "100g");

    [Test]
    public void Say_everything_that_is_known()
    {
        var product = Product();
        product.Images.AddRange(
        [
            new("p1", null, "https://cdn.example.com/1.jpg"), new("p1", "v1", "https://cdn.example.com/2.jpg"), new("p1", "v2", "https://cdn.example.com/3.jpg"),
            new("p1", null, "not an address"),
        ]);
        product.Attributes.AddRange([new("p1", null, "brand", "Acme"), new("p1", null, "googleproductcategory", "Food > Juice"), new("p1", "v1", "mpn", "A-1")]);
        var row = Row(product, Variant(product, price: Price(10, 12.5m)))!;
        Assert.Multiple(() =>
        {
            Assert.That((row.Sku, row.Title, row.Description, row.Link), Is.EqualTo(("SKU/1", "Apple Juice", "Hello world", "https://shop.example.com/p/apple-juice?sku=SKU%2F1")));
            Assert.That((row.ImageLink, row.AdditionalImages), Is.EqualTo(("https://cdn.example.com/2.jpg", new[] { "https://cdn.example.com/1.jpg" })), "Its own picture first, others' not at all.");
            Assert.That((row.Price, row.SalePrice), Is.EqualTo(("12.50 EUR", "10.00 EUR")));
            Assert.That((row.Gtin, row.Brand, row.Mpn, row.Category), Is.EqualTo(("4006381333931", "Acme", "A-1", "Food > Juice")));
            Assert.That((row.UnitPricingMeasure, row.UnitPricingBase, row.InStock), Is.EqualTo(("1.5kg", "100g", true)));
            Assert.That((row.GroupId, row.HasNoIdentifier), Is.EqualTo(((string?)null, false)));
        });
    }

    [Test]
    public void Have_a_sale_price_only_when_it_is_lower()
    {
        var product = Product();
        Assert.That(Row(product, Variant(product, price: Price(10, 10)))!.SalePrice, Is.Null);
        Assert.That(Row(product, Variant(product, price: Price(10, 9)))!.Price, Is.EqualTo("10.00 EUR"));
        Assert.That(Row(product, Variant(product, price: Price(10, null)))!.SalePrice, Is.Null);
    }

    [Test]
    public void Stay_when_nothing_is_left_to_sell()
    {
        var product = Product();
        Assert.That(Row(product, Variant(product, stock: 0))!.InStock, Is.False);
        Assert.That(Row(product with { IsAvailable = false }, Variant(product))!.InStock, Is.False);
    }

    [Test]
    public void Belong_together_when_a_product_has_several_variants()
    {
        var product = Product();
        var (small, large) = (Variant(product, "v1", name: "1 l"), Variant(product, "v2", name: "Apple Juice"));
        Assert.That((Row(product, small)!.Title, Row(product, small)!.GroupId), Is.EqualTo(("Apple Juice (1 l)", "p1")));
        Assert.That(Row(product, large)!.Title, Is.EqualTo("Apple Juice"), "The product's own name says nothing more.");
    }

    [Test]
    public void Tell_variants_apart_however_long_the_name_of_the_product_is()
    {
        var product = Product() with { Name = string.Concat(Enumerable.Repeat("Very long ", 30)) };
        var (small, large) = (Variant(product, "v1", name: "1 l"), Variant(product, "v2", name: new string('x', 300)));
        Assert.That(Row(product, small)!.Title, Has.Length.LessThanOrEqualTo(150).And.StartsWith("Very long").And.EndsWith(" (1 l)"));
        Assert.That(Row(product, large)!.Title, Has.Length.LessThanOrEqualTo(150).And.StartsWith("Very long").And.EndsWith("x)"));
    }

    [TestCase("2000000000008", TestName = "Hold_no_GTIN_that_a_shop_gave_by_itself")]
    [TestCase("0200000000004", TestName = "Hold_no_GTIN_of_a_shops_own_scales")]
    [TestCase("9900000000004", TestName = "Hold_no_GTIN_of_a_coupon")]
    [TestCase("20000004", TestName = "Hold_no_short_GTIN_that_a_shop_gave_by_itself")]
    [TestCase("4006381333930", TestName = "Hold_no_GTIN_with_a_wrong_check_digit")]
    [TestCase("400638133393", TestName = "Hold_no_GTIN_of_twelve_digits_that_is_none")]
    [TestCase("abc", TestName = "Hold_no_GTIN_of_letters")]
    [TestCase("00000000", TestName = "Hold_no_GTIN_of_zeros")]
    [TestCase(null, TestName = "Hold_no_GTIN_when_there_is_none")]
    public void Hold_no_GTIN_that_is_none(string? ean)
    {
        var product = Product();
        var row = Row(product, Variant(product, ean: ean))!;
        Assert.That((row.Gtin, row.HasNoIdentifier), Is.EqualTo(((string?)null, true)));
    }

    [Test]
    public void Are_missing_without_what_platforms_need()
    {
        var product = Product();
        Assert.Multiple(() =>
        {
            Assert.That(Row(product, Variant(product, sku: " ")), Is.Null, "SKU");
            Assert.That(Row(product, Variant(product, sku: new string('x', 51))), Is.Null, "A cut SKU would be another one's.");
            Assert.That(Row(product with { Name = "\u0007" }, Variant(product)), Is.Null, "name");
            Assert.That(Row(product with { Slug = null }, Variant(product)), Is.Null, "address");
            Assert.That(Row(product, Variant(product) with { Price = null }), Is.Null, "price");
            Assert.That(Row(product, Variant(product, price: Price(0, null))), Is.Null, "price of nothing");
        });
    }

    [Test]
    public void Describe_by_the_title_when_nothing_else_does()
    {
        var product = Product() with { Description = FeedDescription.Of("<p> </p>") };
        Assert.That(Row(product, Variant(product))!.Description, Is.EqualTo("Apple Juice"));
    }

    [TestCase(250, "250g")]
    [TestCase("999.5", "999.5g")]
    [TestCase(1000, "1kg")]
    public void Tell_the_weight_in_a_unit_that_platforms_know(decimal grams, string measure)
    {
        var product = Product();
        Assert.That(Row(product, Variant(product, grams: grams))!.UnitPricingMeasure, Is.EqualTo(measure));
        Assert.That(new FeedRows(Settings with { UnitPricing = false }).Of(product, Variant(product, grams: grams))!.UnitPricingMeasure, Is.Null);
    }

    private static FeedRow? Row(FeedProduct product, FeedVariantData variant) => new FeedRows(Settings).Of(product, variant);

    private static FeedProduct Product() => new("p1", "Apple Juice", "apple-juice", FeedDescription.Of("<p>Hello world</p>"), IsAvailable: true);

    private static FeedPrice Price(decimal price, decimal? undiscounted) => new("v1", 1, DateTimeOffset.UnixEpoch, price, undiscounted, "EUR");

    private static FeedVariantData Variant(
        FeedProduct product, string id = "v1", string sku = "SKU/1", string? name = null, string? ean = "4006381333931", decimal? grams = 1500, decimal stock = 3, FeedPrice? price = null)
    {
        var variant = new FeedVariantData(id, product.Id, sku, name, ean, grams) { Price = price ?? Price(10, null), Stock = stock };
        product.Variants.Add(variant);
        return variant;
    }
}
