using Eci.Modules.ProductFeed.Content;
using Eci.Modules.ProductFeed.Data;

namespace Eci.Modules.ProductFeed.Writing;

/// <summary>A column of a feed.</summary>
/// <param name="Name">As the platforms call it.</param>
/// <param name="Values">What a row has there: none, one, or several where the platform takes several.</param>
/// <param name="IsList">It takes several addresses.</param>
internal sealed record FeedColumn(string Name, Func<FeedRow, IEnumerable<string>> Values, bool IsList = false);

/// <summary>The columns in their order. Others read feeds by position: new ones go to the end.</summary>
internal static class FeedColumns
{
    private const int MostImagesForGoogle = 10;
    private const int MostImagesForFacebook = 20;

    /// <summary>The columns of a feed.</summary>
    /// <param name="variant">For whom.</param>
    /// <param name="format">Google writes availability with an underscore where it must not be read by people.</param>
    public static IReadOnlyList<FeedColumn> Of(FeedVariant variant, FeedFormat format) =>
        variant is FeedVariant.GoogleMerchant
            ? [.. Common(MostImagesForGoogle, format is FeedFormat.Xml ? '_' : ' '), .. Grouping(row => row.Mpn), .. GoogleOnly()]
            : [.. Common(MostImagesForFacebook, ' '), One("rich_text_description", row => row.DescriptionHtml), .. Grouping(MpnForFacebook)];

    private static IEnumerable<FeedColumn> Common(int mostImages, char gap) =>
    [
        One("id", row => row.Sku),
        One("title", row => row.Title),
        One("description", row => row.Description),
        One("image_link", row => row.ImageLink),
        new("additional_image_link", row => row.AdditionalImages.Take(mostImages), IsList: true),
        One("link", row => row.Link),
        One("price", row => row.Price),
        One("sale_price", row => row.SalePrice),
        One("condition", _ => "new"),
        One("gtin", row => row.Gtin),
        One("brand", row => row.Brand),
        One("unit_pricing_measure", row => row.UnitPricingMeasure),
        One("availability", row => row.InStock ? $"in{gap}stock" : $"out{gap}of{gap}stock"),
        One("google_product_category", row => row.Category),
    ];

    private static IEnumerable<FeedColumn> Grouping(Func<FeedRow, string?> mpn) =>
        [One("item_group_id", row => row.GroupId), One("mpn", mpn)];

    private static IEnumerable<FeedColumn> GoogleOnly() =>
    [
        One("identifier_exists", row => row.HasNoIdentifier ? "no" : null),
        One("unit_pricing_base_measure", row => row.UnitPricingBase),
    ];

    /// <summary>Facebook needs a brand, a GTIN or a part number: the shop's own number is better than none.</summary>
    private static string? MpnForFacebook(FeedRow row) => row.Mpn ?? (row.Brand is null && row.Gtin is null ? row.Sku : null);

    private static FeedColumn One(string name, Func<FeedRow, string?> value) => new(name, row => value(row) is { Length: > 0 } text ? [text] : []);
}
