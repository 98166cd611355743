using Eci.Modules.Saleor.Catalog.Products;

namespace Eci.IntegrationTests.Saleor.Support;

/// <summary>Products as a shop gives them.</summary>
internal static class ShopGoods
{
    public static SaleorProduct Product(string id, params SaleorVariant[] variants) => new()
    {
        Id = id,
        Name = $"Product {id}",
        Slug = $"product-{id}",
        ProductType = new SaleorProductType("Coffee", Weight: null, TaxClass: null),
        Attributes = [Attribute("Brand", "Ada's")],
        Media = [new SaleorMedia($"{id}-1", "Front", "IMAGE", 0, $"https://shop.example/{id}-1.jpg")],
        Variants = variants,
    };

    public static SaleorVariant Variant(string id, string? sku) => new()
    {
        Id = id,
        Sku = sku,
        Name = $"Variant {id}",
        Weight = new SaleorWeight("KG", 0.5),
        Attributes = [Attribute("Size", "500 g")],
    };

    public static SaleorAttribute Attribute(string name, params string[] values) =>
        new(new SaleorAttributeHead(name, "DROPDOWN"), [.. values.Select(v => new SaleorAttributeValue { Name = v })]);

    public static (string Id, object Content) AsRecord(this SaleorProduct product) => (product.Id, product);
}
