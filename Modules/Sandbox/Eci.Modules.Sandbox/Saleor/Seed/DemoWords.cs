namespace Eci.Modules.Sandbox.Saleor.Seed;

/// <summary>What the products of the demo shop are made of.</summary>
internal static class DemoWords
{
    public static IReadOnlyList<DemoGoods> Goods { get; } =
    [
        new("Coffee", "coffee", Food: true,
            ["Colombia Huila", "Ethiopia Sidamo", "House Blend", "Decaf", "Espresso Forte", "Guatemala Antigua"],
            ["250 g", "500 g", "1 kg"],
            7.90m, "499676"),
        new("Tea", "tea", Food: true,
            ["Darjeeling First Flush", "Earl Grey", "Sencha", "Rooibos Vanilla", "Peppermint", "Chai"],
            ["100 g", "250 g"],
            5.90m, "2073"),
        new("Mugs", "mugs", Food: false,
            ["Stoneware Mug", "Glass Cup", "Enamel Mug", "Travel Mug", "Espresso Cup", "Größe XL Becher"],
            ["White", "Blue"],
            12.50m, "6049"),
        new("Makers", "makers", Food: false,
            ["French Press", "Pour Over Dripper", "Moka Pot", "Cold Brew Jug", "Tea Pot", "Milk Frother"],
            ["Standard"],
            29.90m, "736"),
        new("Clothing", "clothing", Food: false,
            ["T-Shirt", "Hoodie", "Apron", "Cap", "Socks", "Tote Bag"],
            ["S", "M", "L"],
            19.90m, "1604"),
        new("Sweets", "sweets", Food: true,
            ["Dark Chocolate", "Shortbread", "Honey", "Caramel", "Granola", "Biscotti"],
            ["Single", "Box of 6"],
            3.50m, "4748"),
    ];

    public static IReadOnlyList<string> Brands { get; } = ["Alder & Sons", "Nordlicht", "Casa Verde", "Mühlbach"];

    public static IReadOnlyList<(string First, string Last, string Street, string Postcode, string City)> People { get; } =
    [
        ("Ada", "Lovelace", "Lindenstraße 12", "10969", "Berlin"),
        ("Grace", "Hopper", "Hafenweg 3a", "48155", "Münster"),
        ("Jürgen", "Müller", "Goethestr. 77", "80336", "München"),
        ("Marie", "Curie", "Rue-de-Paris-Platz 1", "04109", "Leipzig"),
        ("Alan", "Turing", "Am Markt 5", "28195", "Bremen"),
        ("Katherine", "Johnson", "Ringstraße 210", "50667", "Köln"),
    ];
}

/// <param name="Name">Name of the category and of the product type.</param>
/// <param name="Slug">The same for addresses.</param>
/// <param name="Food">Taxed with 7 instead of 19 percent.</param>
/// <param name="Products">Names of products.</param>
/// <param name="Variants">Names of their variants.</param>
/// <param name="Price">Of the first variant in EUR with tax.</param>
/// <param name="GoogleCategory">Number of Google's product taxonomy.</param>
internal sealed record DemoGoods(
    string Name, string Slug, bool Food, IReadOnlyList<string> Products, IReadOnlyList<string> Variants, decimal Price, string GoogleCategory);
