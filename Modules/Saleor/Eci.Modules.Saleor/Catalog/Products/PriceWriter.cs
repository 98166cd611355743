using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Persistence;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Writes what a variant costs in the sales channels: one price each, since ever and for any quantity.</summary>
internal static class PriceWriter
{
    private const int Decimals = 4;

    /// <param name="database">The unit of work.</param>
    /// <param name="row">The variant.</param>
    /// <param name="variant">The variant as the shop has it.</param>
    /// <param name="withTax">Whether the shop shows prices with tax; null: it was not asked.</param>
    /// <param name="references">The sales channels.</param>
    public static void Write(EciDbContext database, ProductVariant row, SaleorVariant variant, bool? withTax, ProductReferences references)
    {
        var known = row.Prices
            .Where(p => p.MinQuantity == 1 && p.ValidFrom == DateTimeOffset.UnixEpoch)
            .ToDictionary(p => p.SalesChannelId, StringComparer.Ordinal);
        foreach (var listing in Wanted(variant, references))
        {
            var channel = references.Channels[listing.Channel.Id];
            var (now, before) = Shown(variant.Pricing, withTax) ?? (listing.Price!.Amount, listing.Price.Amount);
            if (!known.Remove(channel, out var stored))
            {
                stored = New(row, channel, listing.Price!.Currency!);
                database.Add(stored);
            }

            stored.Price = decimal.Round(now, Decimals);
            stored.UndiscountedPrice = now < before ? decimal.Round(before, Decimals) : null;
            stored.Currency = listing.Price!.Currency!;
            stored.Active = true;
        }

        foreach (var gone in known.Values.Where(p => references.IsOfShop(p.SalesChannelId)))
            gone.Active = false;
    }

    private static IEnumerable<SaleorVariantListing> Wanted(SaleorVariant variant, ProductReferences references) => (variant.ChannelListings ?? [])
        .Where(l => l.Price is { Currency.Length: 3 } && references.IsWanted(l.Channel))
        .DistinctBy(l => l.Channel.Id, StringComparer.Ordinal);

    /// <summary>The shop sells none of them any more.</summary>
    public static void Deactivate(IEnumerable<ProductVariant> rows, ProductReferences references)
    {
        foreach (var price in rows.SelectMany(row => row.Prices).Where(price => references.IsOfShop(price.SalesChannelId)))
            price.Active = false;
    }

    /// <summary>
    /// What customers of the channel see, now and before a discount; null: the shop did not say. What staff enters for a listing may be
    /// without the tax that customers see, or with a tax that they do not.
    /// </summary>
    private static (decimal Now, decimal Before)? Shown(SaleorPricing? pricing, bool? withTax)
    {
        if (Amount(pricing?.Price) is not { } now)
            return null;
        return (now, Amount(pricing?.PriceUndiscounted) ?? now);

        decimal? Amount(SaleorTaxedMoney? money) => (withTax is false ? money?.Net : money?.Gross)?.Amount;
    }

    private static SalesChannelPrice New(ProductVariant row, string channel, string currency) => new()
    {
        Id = Ids.New(IdPrefix.SalesChannelPrice),
        TenantId = row.TenantId,
        SalesChannelId = channel,
        ProductVariantId = row.Id,
        Currency = currency,
    };
}
