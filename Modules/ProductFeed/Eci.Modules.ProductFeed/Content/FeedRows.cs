using System.Globalization;
using Eci.Commerce;
using Eci.Modules.ProductFeed.Data;

namespace Eci.Modules.ProductFeed.Content;

/// <summary>Says what platforms are told about products. What both of them need decides the lengths.</summary>
internal sealed class FeedRows(ProductFeedSettings settings)
{
    private const int LongestSku = 50;
    private const int LongestTitle = 150;
    private const int LongestBrand = 70;
    private const int LongestMpn = 70;
    private const int LongestLink = 2000;
    private const int LongestCategory = 750;
    private const decimal Kilogram = 1000;

    private readonly string _brand = NaturalKey.Of(settings.BrandAttribute);
    private readonly string _category = NaturalKey.Of(settings.CategoryAttribute);
    private readonly string _mpn = NaturalKey.Of(settings.MpnAttribute);

    /// <summary>Normalised names of the attributes that are used.</summary>
    public IReadOnlyCollection<string> Attributes => [_brand, _category, _mpn];

    /// <summary>The row of a variant; null when it lacks something that platforms need: SKU, name, address or price. One without picture is told: the platform shows what it misses.</summary>
    public FeedRow? Of(FeedProduct product, FeedVariantData variant)
    {
        var sku = FeedText.Line(variant.Sku);
        var title = Title(product, variant);
        var images = Images(product, variant);
        if (sku.Length is 0 or > LongestSku || title.Length == 0)
            return null;
        if (Link(product, sku) is not { } link || variant.Price is not { Price: > 0 } price)
            return null;
        var isReduced = price.UndiscountedPrice > price.Price;
        return new FeedRow(
            sku,
            title,
            product.Description.Text is { Length: > 0 } text ? text : title,
            link,
            images.FirstOrDefault(),
            FeedText.Money(isReduced ? price.UndiscountedPrice!.Value : price.Price, price.Currency),
            product.IsAvailable && (variant.IsUncounted || variant.Stock > 0))
        {
            AdditionalImages = [.. images.Skip(1)],
            SalePrice = isReduced ? FeedText.Money(price.Price, price.Currency) : null,
            Gtin = FeedGtin.OrNull(variant.Ean),
            Brand = Attribute(product, variant, _brand, LongestBrand),
            Mpn = Attribute(product, variant, _mpn, LongestMpn),
            Category = Attribute(product, variant, _category, LongestCategory),
            GroupId = product.Variants.Count > 1 ? product.Id : null,
            UnitPricingMeasure = Measure(variant.WeightGrams),
            UnitPricingBase = settings.UnitPricing && variant.WeightGrams > 0 ? settings.UnitPricingBase : null,
            DescriptionHtml = product.Description.Html,
        };
    }

    /// <summary>A name that is too long is cut, not what tells the variants apart.</summary>
    private static string Title(FeedProduct product, FeedVariantData variant)
    {
        var (name, ofVariant) = (FeedText.Line(product.Name), FeedText.Line(variant.Name));
        var isToldApart = product.Variants.Count > 1 && ofVariant.Length > 0 && !string.Equals(name, ofVariant, StringComparison.OrdinalIgnoreCase);
        if (!isToldApart)
            return FeedText.Cut(name, LongestTitle);
        var ending = $" ({FeedText.Cut(ofVariant, LongestTitle / 2)})";
        return FeedText.Cut(name, LongestTitle - ending.Length) + ending;
    }

    /// <summary>The variant's own pictures come first; those of other variants show something else.</summary>
    private static List<string> Images(FeedProduct product, FeedVariantData variant) =>
    [
        .. product.Images
            .Where(image => image.VariantId is null || image.VariantId == variant.Id)
            .OrderBy(image => image.VariantId is null)
            .Select(image => image.Url)
            .Where(IsLink)
            .Distinct(StringComparer.Ordinal),
    ];

    private string? Link(FeedProduct product, string sku)
    {
        if (string.IsNullOrWhiteSpace(product.Slug) && settings.ProductUrl.Contains(ProductFeedSettings.Slug, StringComparison.Ordinal))
            return null;
        var link = settings.ProductUrl
            .Replace(ProductFeedSettings.Slug, Uri.EscapeDataString(product.Slug ?? string.Empty), StringComparison.Ordinal)
            .Replace(ProductFeedSettings.Sku, Uri.EscapeDataString(sku), StringComparison.Ordinal);
        return IsLink(link) ? link : null;
    }

    private static bool IsLink(string url) =>
        url.Length <= LongestLink
        && Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address is { Scheme: "https" or "http" }
        && !url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    private static string? Attribute(FeedProduct product, FeedVariantData variant, string name, int longest) => product.Attributes
        .Where(a => a.NormalizedName == name && (a.VariantId is null || a.VariantId == variant.Id))
        .OrderBy(a => a.VariantId is null)
        .Select(a => FeedText.Cut(FeedText.Line(a.Value), longest))
        .FirstOrDefault(text => text.Length > 0);

    private string? Measure(decimal? grams)
    {
        if (!settings.UnitPricing || grams is not > 0)
            return null;
        return grams >= Kilogram
            ? string.Create(CultureInfo.InvariantCulture, $"{grams / Kilogram:0.###}kg")
            : string.Create(CultureInfo.InvariantCulture, $"{grams:0.##}g");
    }
}
