using System.Globalization;
using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Seed;

/// <summary>Fills the shelves of the demo shop.</summary>
internal sealed class DemoCatalog
{
    private const decimal DollarsPerEuro = 1.1m;

    private readonly ShopData _data;
    private readonly DateTimeOffset _opened;
    private readonly ProductAttribute _brand = new(1, "brand", "Brand", AttributeInputTypeEnum.Dropdown);
    private readonly ProductAttribute _googleCategory = new(2, "google-product-category", "googleProductCategory", AttributeInputTypeEnum.PlainText);
    private readonly ProductAttribute _size = new(3, "size", "Size", AttributeInputTypeEnum.Dropdown);
    private readonly Category _food;
    private readonly Category _household;

    public DemoCatalog(ShopData data, DateTimeOffset opened)
    {
        _data = data;
        _opened = opened;
        _food = data.Categories.Add(new Category(1, "food", "Food & Drinks", parent: null, opened));
        _household = data.Categories.Add(new Category(2, "household", "Household", parent: null, opened));
        foreach (var (goods, index) in DemoWords.Goods.Select((goods, index) => (goods, index)))
        {
            data.Categories.Add(new Category(3 + index, goods.Slug, goods.Name, goods.Food ? _food : _household, opened));
            data.ProductTypes.Add(new ProductType(1 + index, goods.Slug, goods.Name, hasVariants: goods.Variants.Count > 1)
            {
                TaxClass = data.TaxClasses.All[goods.Food ? 1 : 0],
                OfProducts = [_brand, _googleCategory],
                OfVariants = [_size],
            });
        }
    }

    public void AddProducts(int count)
    {
        for (var i = 0; i < count; i++)
            AddProduct(i);
    }

    private void AddProduct(int index)
    {
        var goods = DemoWords.Goods[index % DemoWords.Goods.Count];
        var round = index / DemoWords.Goods.Count;
        var name = goods.Products[round % goods.Products.Count];
        var edition = round / goods.Products.Count;
        var type = _data.ProductTypes.All[index % DemoWords.Goods.Count];
        var product = _data.Products.Add(new Product(index + 1, type, _opened.AddSeconds(index))
        {
            Name = edition == 0 ? name : $"{name} No. {edition + 1}",
            Slug = $"{goods.Slug}-{index + 1}",
            Category = _data.Categories.All[2 + (index % DemoWords.Goods.Count)],
            Description = Text($"{name}: <b>{goods.Name}</b> from our own roastery and kitchen."),
            TaxClass = type.TaxClass,
            Weight = new Weight(WeightUnitsEnum.Kg, 0.5),
        });
        var brand = DemoWords.Brands[index % DemoWords.Brands.Count];
        product.Selected.Add(Say(_brand, 1 + (index % DemoWords.Brands.Count), brand));
        product.Selected.Add(Say(_googleCategory, 10 + (index % DemoWords.Goods.Count), goods.GoogleCategory));
        for (var picture = 0; picture < 2; picture++)
            product.Pictures.Add(_data.Register(new ProductMedia((index * 2) + picture + 1, product, picture, $"{product.Slug}-{picture + 1}.jpg")));
        foreach (var (channel, i) in _data.Channels.All.Select((channel, i) => (channel, i)).Where(pair => pair.i == 0 || index % 2 == 0))
            product.Listings.Add(new ProductChannelListing((index * 2) + i + 1, product, channel, _opened));
        for (var i = 0; i < goods.Variants.Count; i++)
            AddVariant(product, goods, index, i);
    }

    private void AddVariant(Product product, DemoGoods goods, int index, int position)
    {
        const int MostVariants = 3;
        var number = (index * MostVariants) + position + 1;
        var variant = _data.Variants.Add(new ProductVariant(number, product, $"{goods.Slug.ToUpperInvariant()}-{index + 1}-{position + 1}", product.Created)
        {
            Name = goods.Variants[position],
            Weight = new Weight(WeightUnitsEnum.Kg, 0.25 * (position + 1)),
        });
        product.Offered.Add(variant);
        variant.PublicData.Set("EAN", Ean(number));
        variant.Selected.Add(Say(_size, 100 + position, variant.Name));
        var price = goods.Price + (position * 4) + (index % 5);
        foreach (var listing in product.Listings)
        {
            var isEuro = listing.Channel.Currency == "EUR";
            var regular = isEuro ? price : Money.Round(price * DollarsPerEuro);
            variant.Listings.Add(new ProductVariantChannelListing((number * 2) + (isEuro ? 0 : 1), listing.Channel, regular)
            {
                Promotion = isEuro && index % 7 == 3 ? Money.Round(price * 0.8m) : null,
            });
        }

        foreach (var (warehouse, i) in _data.Warehouses.All.Select((warehouse, i) => (warehouse, i)))
            variant.Lying.Add(new Stock((number * 2) + i, variant, warehouse, i == 0 ? 100 : 10 + (number % 20)));
    }

    private static SelectedAttribute Say(ProductAttribute attribute, int number, string value) =>
        new(attribute, [new AttributeValue(number, value.ToLowerInvariant().Replace(' ', '-'), value, attribute.InputType!.Value)]);

    /// <summary>Thirteen digits whose last one proves the others.</summary>
    private static string Ean(int number)
    {
        var digits = $"400000{number.ToString("D6", CultureInfo.InvariantCulture)}";
        var sum = digits.Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 1 : 3)).Sum();
        return $"{digits}{(10 - (sum % 10)) % 10}";
    }

    private static JsonText Text(string html) => new(JsonSerializer.Serialize(new
    {
        time = 1767225600000,
        blocks = new[] { new { id = "text", type = "paragraph", data = new { text = html } } },
        version = "2.24.3",
    }));
}
