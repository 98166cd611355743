namespace Eci.Modules.ProductFeed.Content;

/// <summary>A product as a feed needs it, read for one sales channel.</summary>
internal sealed record FeedProduct(string Id, string Name, string? Slug, FeedDescription Description, bool IsAvailable)
{
    public List<FeedVariantData> Variants { get; } = [];

    public List<FeedImage> Images { get; } = [];

    public List<FeedAttribute> Attributes { get; } = [];
}

/// <summary>What a product is, in the lengths of feeds: made once, however many variants there are.</summary>
/// <param name="Text">In one line; empty: nothing is said.</param>
/// <param name="Html">Null: there is none, or more than platforms take.</param>
internal sealed record FeedDescription(string Text, string? Html)
{
    private const int Longest = 5000;

    public static FeedDescription Of(string? html) => new(
        FeedText.Cut(FeedText.Plain(html), Longest), html is { Length: > 0 and <= Longest } ? FeedText.Html(html) : null);
}

/// <summary>A variant of a product.</summary>
internal sealed record FeedVariantData(string Id, string ProductId, string Sku, string? Name, string? Ean, decimal? WeightGrams)
{
    /// <summary>It is sold whatever lies in the warehouses.</summary>
    public bool IsUncounted { get; init; }

    /// <summary>What customers pay now; null: the channel has no price.</summary>
    public FeedPrice? Price { get; set; }

    /// <summary>What may be sold, over all warehouses.</summary>
    public decimal Stock { get; set; }
}

/// <summary>A price that is valid now.</summary>
internal sealed record FeedPrice(string VariantId, decimal MinQuantity, DateTimeOffset ValidFrom, decimal Price, decimal? UndiscountedPrice, string Currency);

/// <summary>A picture of a product, or of one of its variants.</summary>
internal sealed record FeedImage(string ProductId, string? VariantId, string Url);

/// <summary>A value of an attribute, of a product or of one of its variants.</summary>
internal sealed record FeedAttribute(string ProductId, string? VariantId, string NormalizedName, string Value);
