using Eci.Commerce;
using Eci.Core;
using Eci.Persistence;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Writes what a variant costs in the sales channels: one price each, since ever and for any quantity.</summary>
internal static class PriceWriter
{
    private const int Decimals = 4;
    private const int DecimalsOfMoney = 2;

    public static void Write(EciDbContext database, ProductVariant row, SaleorVariant variant, ProductReferences references)
    {
        var known = row.Prices
            .Where(p => p.MinQuantity == 1 && p.ValidFrom == DateTimeOffset.UnixEpoch)
            .ToDictionary(p => p.SalesChannelId, StringComparer.Ordinal);
        foreach (var listing in Wanted(variant, references))
        {
            var channel = references.Channels[listing.Channel.Id];
            var price = decimal.Round(listing.Price!.Amount, Decimals);
            var discounted = Discounted(price, variant.Pricing);
            if (!known.Remove(channel, out var stored))
            {
                stored = New(row, channel, listing.Price.Currency!);
                database.Add(stored);
            }

            stored.Price = discounted ?? price;
            stored.UndiscountedPrice = discounted is null ? null : price;
            stored.Currency = listing.Price.Currency!;
            stored.Active = true;
        }

        foreach (var gone in known.Values.Where(p => references.IsOfShop(p.SalesChannelId)))
            gone.Active = false;
    }

    private static IEnumerable<SaleorVariantListing> Wanted(SaleorVariant variant, ProductReferences references) => (variant.ChannelListings ?? [])
        .Where(l => l.Price is { Currency.Length: 3 } && references.IsWanted(l.Channel))
        .DistinctBy(l => l.Channel.Id, StringComparer.Ordinal);

    /// <summary>
    /// By how much the shop lowers the price; the listing's price may be with or without tax, so the two are put into proportion. Null: there
    /// is no discount.
    /// </summary>
    private static decimal? Discounted(decimal price, SaleorPricing? pricing) =>
        pricing is { OnSale: true, Price.Gross.Amount: var now, PriceUndiscounted.Gross.Amount: > 0 and var before } && now < before
            ? decimal.Round(price * now / before, DecimalsOfMoney, MidpointRounding.AwayFromZero)
            : null;

    private static SalesChannelPrice New(ProductVariant row, string channel, string currency) => new()
    {
        Id = Ids.New(IdPrefix.SalesChannelPrice),
        TenantId = row.TenantId,
        SalesChannelId = channel,
        ProductVariantId = row.Id,
        Currency = currency,
    };
}
