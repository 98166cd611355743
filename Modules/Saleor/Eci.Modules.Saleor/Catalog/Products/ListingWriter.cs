using Eci.Commerce;
using Eci.Persistence;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Writes how sales channels show a product.</summary>
internal static class ListingWriter
{
    public static void Write(EciDbContext database, Product row, SaleorProduct product, ProductReferences references)
    {
        var known = row.Listings.ToDictionary(l => l.SalesChannelId, StringComparer.Ordinal);
        foreach (var listing in (product.ChannelListings ?? []).Where(l => references.IsWanted(l.Channel)).DistinctBy(l => l.Channel.Id, StringComparer.Ordinal))
        {
            var channel = references.Channels[listing.Channel.Id];
            if (!known.Remove(channel, out var stored))
            {
                stored = new ProductListing { TenantId = row.TenantId, ProductId = row.Id, SalesChannelId = channel };
                database.Add(stored);
            }

            stored.IsPublished = listing.IsPublished;
            stored.PublishedFrom = listing.PublishedAt?.ToUniversalTime();
            stored.IsHidden = listing.VisibleInListings is false;
            stored.IsAvailableForPurchase = listing.IsAvailableForPurchase ?? false;
            stored.AvailableFrom = listing.AvailableForPurchaseAt?.ToUniversalTime();
        }

        database.RemoveRange(known.Values.Where(l => references.IsOfShop(l.SalesChannelId)));
    }
}
