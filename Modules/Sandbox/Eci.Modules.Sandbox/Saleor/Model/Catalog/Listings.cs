using System.Globalization;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Whether a channel shows a product.</summary>
internal sealed class ProductChannelListing(int number, Product product, Channel channel, DateTimeOffset publishedAt)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(ProductChannelListing), number.ToString(CultureInfo.InvariantCulture));

    public DateTimeOffset? PublishedAt => publishedAt;

    public bool IsPublished { get; set; } = true;

    public Channel Channel => channel;

    public bool VisibleInListings { get; set; } = true;

    public DateTimeOffset? AvailableForPurchaseAt => publishedAt;

    public bool? IsAvailableForPurchase => true;

    public Money? DiscountedPrice => product.Offered.Select(variant => variant.PriceIn(channel)).OfType<decimal>().ToList() is { Count: > 0 } prices
        ? new Money(channel.Currency, prices.Min())
        : null;

    public ProductPricingInfo? Pricing() => product.PricingIn(channel);
}

/// <summary>What a variant costs in a channel, with tax.</summary>
internal sealed class ProductVariantChannelListing(int number, Channel channel, decimal price)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(ProductVariantChannelListing), number.ToString(CultureInfo.InvariantCulture));

    public Channel Channel => channel;

    public Money? Price => new(channel.Currency, Regular);

    public Money? CostPrice => new(channel.Currency, Money.Round(Regular * 0.6m));

    internal decimal Regular { get; set; } = price;

    /// <summary>What a running promotion makes of the price; null without one.</summary>
    internal decimal? Promotion { get; set; }
}
