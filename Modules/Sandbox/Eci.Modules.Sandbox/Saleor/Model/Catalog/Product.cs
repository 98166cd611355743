using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>What the shop offers, in one or more variants.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class Product(int number, ProductType type, DateTimeOffset created)
    : ShopObject(nameof(Product), number.ToString(CultureInfo.InvariantCulture))
{
    public string? SeoTitle => null;

    public string? SeoDescription => null;

    public required string Name { get; set; }

    public JsonText? Description { get; set; }

    public ProductType ProductType => type;

    public required string Slug { get; init; }

    public Category? Category { get; set; }

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset UpdatedAt { get; set; } = created;

    public Weight? Weight { get; init; }

    public ProductVariant? DefaultVariant => Offered.Count > 0 ? Offered[0] : null;

    public double? Rating => null;

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public TaxClass? TaxClass { get; set; }

    public string? ExternalReference { get; init; }

    public string? Channel(IResolveFieldContext context) => context.Channel()?.Slug;

    [Needs(Permissions.Products)]
    public IReadOnlyList<ProductChannelListing>? ChannelListings => Listings;

    public IReadOnlyList<SelectedAttribute> Attributes => Selected;

    public SelectedAttribute? Attribute(string slug) => Selected.Find(selected => selected.Attribute.Slug == slug);

    public IReadOnlyList<ProductVariant>? Variants => Offered;

    public IReadOnlyList<ProductMedia>? Media => Pictures;

    public ProductPricingInfo? Pricing(IResolveFieldContext context) => context.Channel() is { } channel ? PricingIn(channel) : null;

    public bool? IsAvailable(IResolveFieldContext context) => context.Channel() is { } channel && ListingIn(channel) is { IsPublished: true };

    public bool? IsAvailableForPurchase(IResolveFieldContext context) => IsAvailable(context);

    public DateTimeOffset? AvailableForPurchaseAt(IResolveFieldContext context) =>
        context.Channel() is { } channel ? ListingIn(channel)?.AvailableForPurchaseAt : null;

    public Image? Thumbnail(
        IResolveFieldContext context, int? size, ThumbnailFormatEnum? format = ThumbnailFormatEnum.Original) =>
        Pictures.Count > 0 ? new Image(Pictures[0].AddressOf(context, size ?? 256, format), Pictures[0].Alt) : null;

    internal bool IsInStock => Offered.Exists(variant => variant.Lying.Exists(stock => stock.Available > 0));

    internal bool IsDeleted { get; set; }

    internal List<ProductVariant> Offered { get; } = [];

    internal List<ProductMedia> Pictures { get; } = [];

    internal List<SelectedAttribute> Selected { get; } = [];

    internal List<ProductChannelListing> Listings { get; } = [];

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Products];

    internal ProductChannelListing? ListingIn(Channel channel) => Listings.Find(listing => ReferenceEquals(listing.Channel, channel));

    internal ProductPricingInfo? PricingIn(Channel channel)
    {
        var infos = Offered.Select(variant => variant.PricingIn(channel)).OfType<VariantPricingInfo>().OrderBy(info => info.Price!.Gross.Value).ToList();
        if (infos.Count == 0)
            return null;
        var regular = infos.Select(info => info.PriceUndiscounted!).OrderBy(price => price.Gross.Value).ToList();
        return new ProductPricingInfo(
            infos.Exists(info => info.OnSale is true),
            new TaxedMoneyRange(infos[0].Price, infos[^1].Price),
            new TaxedMoneyRange(regular[0], regular[^1]),
            infos[0].Discount);
    }
}
