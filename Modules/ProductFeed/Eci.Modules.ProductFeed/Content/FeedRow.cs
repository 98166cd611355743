namespace Eci.Modules.ProductFeed.Content;

/// <summary>What platforms are told about a variant; texts are clean and short enough, null means that there is nothing to tell.</summary>
internal sealed record FeedRow(
    string Sku,
    string Title,
    string Description,
    string Link,
    string? ImageLink,
    string Price,
    bool InStock)
{
    public IReadOnlyList<string> AdditionalImages { get; init; } = [];

    public string? SalePrice { get; init; }

    public string? Gtin { get; init; }

    public string? Brand { get; init; }

    public string? Mpn { get; init; }

    public string? Category { get; init; }

    /// <summary>Joins the variants of a product; null when it has one only.</summary>
    public string? GroupId { get; init; }

    public string? UnitPricingMeasure { get; init; }

    public string? UnitPricingBase { get; init; }

    public string? DescriptionHtml { get; init; }

    /// <summary>It has neither a GTIN nor a brand with part number.</summary>
    public bool HasNoIdentifier => Gtin is null && (Brand is null || Mpn is null);
}
