using Eci.Core;

namespace Eci.Modules.ProductFeed.Data;

/// <summary>A feed of the products of one sales channel, for advertising platforms.</summary>
internal sealed class ProductFeedApp : App
{
    public const string Kind = "product-feed";

    public required ProductFeedSettings Settings { get; set; }
}

/// <summary>Settings of a <see cref="ProductFeedApp"/>.</summary>
/// <param name="Channel">Slug of the sales channel.</param>
/// <param name="ProductUrl">Address of a product in the shop, with <c>{slug}</c>; may hold <c>{sku}</c> too.</param>
/// <param name="Title">How feeds with a heading name the shop.</param>
/// <param name="BrandAttribute">Name of the attribute that holds the brand.</param>
/// <param name="CategoryAttribute">Name of the attribute that holds Google's category.</param>
/// <param name="MpnAttribute">Name of the attribute that holds the manufacturer's part number.</param>
/// <param name="UnitPricing">Weights are told, so that platforms can show prices per unit.</param>
/// <param name="UnitPricingBase">The unit that such prices are for, for example <c>100g</c>; null: the platform chooses.</param>
internal sealed record ProductFeedSettings(
    string Channel,
    string ProductUrl,
    string Title = "Products",
    string BrandAttribute = "brand",
    string CategoryAttribute = "googleProductCategory",
    string MpnAttribute = "mpn",
    bool UnitPricing = true,
    string? UnitPricingBase = null)
{
    public const string Slug = "{slug}";
    public const string Sku = "{sku}";
}

/// <summary>What a tenant pays feeds for.</summary>
internal sealed class ProductFeedIntegration : Integration
{
    public const string Kind = "product-feed";
}
