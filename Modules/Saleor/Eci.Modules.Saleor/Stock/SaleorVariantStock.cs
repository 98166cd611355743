using Eci.Modules.Saleor.Catalog.Products;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;

namespace Eci.Modules.Saleor.Stock;

internal sealed record VariantStocksAnswer(SaleorConnection<SaleorVariantStock> ProductVariants);

/// <summary>What lies of a variant in the warehouses of the shop.</summary>
/// <param name="Id">The variant's id.</param>
/// <param name="Sku">Its SKU, see <see cref="SaleorText.SkuOrNull"/>.</param>
/// <param name="Product">Its product.</param>
/// <param name="Stocks">What lies where.</param>
/// <param name="NeverComes">Why the hub will not have the variant; null: it may. Added by the hub: when it changes, the record does.</param>
internal sealed record SaleorVariantStock(
    string Id, string? Sku, SaleorProductOfStock? Product, IReadOnlyList<SaleorStock>? Stocks, string? NeverComes = null)
{
    /// <summary>With the reason why the app does not read its product, if it does not.</summary>
    public SaleorVariantStock For(SaleorSettings settings) => this with { NeverComes = ReasonOf(settings) };

    private string? ReasonOf(SaleorSettings settings)
    {
        if (SaleorText.SkuOrNull(Sku) is null)
            return "The variant has no SKU that the hub can store.";
        if (!settings.SyncProducts)
            return "The settings of the app do not want products.";
        var isSold = SaleorText.OrNull(settings.Channel) is not { } channel || Product?.ChannelListings is not { } listings
            || listings.Any(l => string.Equals(l.Channel.Slug, channel, StringComparison.Ordinal));
        return isSold ? null : "The sales channel of the app does not have the product.";
    }
}

/// <summary>The product of a variant, and where it is sold.</summary>
internal sealed record SaleorProductOfStock(string Id, IReadOnlyList<SaleorListingOfStock>? ChannelListings);

internal sealed record SaleorListingOfStock(SaleorChannelReference Channel);

/// <summary>What lies of a variant in one warehouse.</summary>
/// <param name="Quantity">Everything, also what orders have taken.</param>
/// <param name="QuantityAllocated">What orders have taken.</param>
/// <param name="Warehouse">Where.</param>
internal sealed record SaleorStock(int Quantity, int QuantityAllocated, SaleorReference Warehouse);
