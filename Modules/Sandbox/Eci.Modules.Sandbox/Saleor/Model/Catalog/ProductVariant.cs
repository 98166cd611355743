using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>What can be bought: a product in one size, colour or taste.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class ProductVariant(int number, Product product, string? sku, DateTimeOffset created)
    : ShopObject(nameof(ProductVariant), number.ToString(CultureInfo.InvariantCulture))
{
    public required string Name { get; set; }

    public string? Sku => sku;

    public Product Product => product;

    public bool TrackInventory => true;

    public int? QuantityLimitPerCustomer => null;

    public Weight? Weight { get; init; }

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset UpdatedAt { get; set; } = created;

    public string? ExternalReference { get; init; }

    public string? Channel(IResolveFieldContext context) => context.Channel()?.Slug;

    [Needs(Permissions.AnyApp, Permissions.AnyStaff)]
    public IReadOnlyList<ProductVariantChannelListing>? ChannelListings => Listings;

    public VariantPricingInfo? Pricing(IResolveFieldContext context) => context.Channel() is { } channel ? PricingIn(channel) : null;

    public IReadOnlyList<SelectedAttribute> Attributes(VariantAttributeScope? variantSelection) =>
        variantSelection is VariantAttributeScope.NotVariantSelection ? [] : Selected;

    public IReadOnlyList<ProductMedia>? Media => product.Pictures.Count > 0 ? [product.Pictures[0]] : [];

    [Needs(Permissions.Products, Permissions.Orders)]
    public IReadOnlyList<Stock>? Stocks => Lying;

    public int? QuantityAvailable => Math.Min(50, Lying.Sum(stock => stock.Available));

    internal int Number => number;

    internal List<Stock> Lying { get; } = [];

    internal List<SelectedAttribute> Selected { get; } = [];

    internal List<ProductVariantChannelListing> Listings { get; } = [];

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Products];

    internal decimal TaxRate => (product.TaxClass ?? product.ProductType.TaxClass)?.Rate ?? 0;

    /// <summary>What it costs with tax today; null when the channel does not sell it.</summary>
    internal decimal? PriceIn(Channel channel) => ListingIn(channel) is { } listing ? listing.Promotion ?? listing.Regular : null;

    internal ProductVariantChannelListing? ListingIn(Channel channel) => Listings.Find(listing => ReferenceEquals(listing.Channel, channel));

    internal Stock? StockIn(string warehouseId) => Lying.Find(stock => stock.Warehouse.Id == warehouseId);

    internal VariantPricingInfo? PricingIn(Channel channel)
    {
        if (ListingIn(channel) is not { } listing)
            return null;
        var price = TaxedMoney.OfGross(channel.Currency, listing.Promotion ?? listing.Regular, TaxRate);
        var regular = TaxedMoney.OfGross(channel.Currency, listing.Regular, TaxRate);
        var discount = listing.Promotion is null
            ? null
            : new TaxedMoney(channel.Currency, regular.Gross.Value - price.Gross.Value, regular.Net.Value - price.Net.Value);
        return new VariantPricingInfo(listing.Promotion is not null, price, regular, discount);
    }
}
