using Eci.Commerce;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.ProductFeed.Content;

/// <summary>Reads the products of a sales channel page by page, each with six statements.</summary>
internal sealed class CatalogPages(EciDbContext database, TimeProvider time)
{
    /// <summary>The next products, by id.</summary>
    /// <param name="channelId">The sales channel.</param>
    /// <param name="attributes">Normalised names of the attributes that are wanted.</param>
    /// <param name="after">Id of the last product before; null: from the beginning.</param>
    /// <param name="most">How many at most; fewer mean that there are no more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<FeedProduct>> ReadAsync(
        string channelId, IReadOnlyCollection<string> attributes, string? after, int most, CancellationToken cancellationToken)
    {
        var products = await ProductsAsync(channelId, after, most, cancellationToken);
        var byId = products.ToDictionary(product => product.Id, StringComparer.Ordinal);
        var ids = byId.Keys.ToList();
        foreach (var variant in await VariantsAsync(ids, cancellationToken))
            byId[variant.ProductId].Variants.Add(variant);
        foreach (var image in await ImagesAsync(ids, cancellationToken))
            byId[image.ProductId].Images.Add(image);
        foreach (var attribute in await AttributesAsync(ids, attributes, cancellationToken))
            byId[attribute.ProductId].Attributes.Add(attribute);
        var variants = products.SelectMany(product => product.Variants).ToDictionary(variant => variant.Id, StringComparer.Ordinal);
        await AddPricesAsync(variants, channelId, cancellationToken);
        await AddStockAsync(variants, cancellationToken);
        return products;
    }

    private async Task<List<FeedProduct>> ProductsAsync(string channelId, string? after, int most, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var listed = database.Set<ProductListing>()
            .Where(l => l.SalesChannelId == channelId && l.IsPublished && !l.IsHidden && (l.PublishedFrom == null || l.PublishedFrom <= now));
        if (after is not null)
            listed = listed.Where(l => l.ProductId.CompareTo(after) > 0);
        var rows = listed
            .Join(database.Set<Product>().Where(p => p.Active), l => l.ProductId, p => p.Id, (l, p) => new { l, p })
            .OrderBy(row => row.l.ProductId)
            .Take(most)
            .Select(row => new
            {
                row.p.Id,
                row.p.Name,
                row.p.Slug,
                row.p.DescriptionHtml,
                IsAvailable = row.l.IsAvailableForPurchase || row.l.AvailableFrom <= now,
            });
        var products = new List<FeedProduct>(most);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            products.Add(new FeedProduct(row.Id, row.Name, row.Slug, FeedDescription.Of(row.DescriptionHtml), row.IsAvailable));
        return products;
    }

    private Task<List<FeedVariantData>> VariantsAsync(List<string> products, CancellationToken cancellationToken) => database.Set<ProductVariant>()
        .Where(v => products.Contains(v.ProductId) && v.Active)
        .OrderBy(v => v.Id)
        .Select(v => new FeedVariantData(v.Id, v.ProductId, v.Sku, v.Name, v.Ean, v.WeightGrams) { IsUncounted = v.IsUncounted })
        .ToListAsync(cancellationToken);

    private Task<List<FeedImage>> ImagesAsync(List<string> products, CancellationToken cancellationToken) => database.Set<ProductMedia>()
        .Where(m => products.Contains(m.ProductId) && m.IsImage)
        .OrderBy(m => m.Position).ThenBy(m => m.Id)
        .Select(m => new FeedImage(m.ProductId, m.ProductVariantId, m.Url))
        .ToListAsync(cancellationToken);

    private Task<List<FeedAttribute>> AttributesAsync(
        List<string> products, IReadOnlyCollection<string> names, CancellationToken cancellationToken) => database.Set<ProductAttribute>()
        .Where(a => products.Contains(a.ProductId) && names.Contains(a.NormalizedName))
        .OrderBy(a => a.Id)
        .Select(a => new FeedAttribute(a.ProductId, a.ProductVariantId, a.NormalizedName, a.Value))
        .ToListAsync(cancellationToken);

    private async Task AddPricesAsync(Dictionary<string, FeedVariantData> variants, string channelId, CancellationToken cancellationToken)
    {
        var (ids, now) = (variants.Keys.ToList(), time.GetUtcNow());
        var prices = await database.Set<SalesChannelPrice>()
            .Where(p => p.SalesChannelId == channelId && ids.Contains(p.ProductVariantId) && p.Active)
            .Where(p => p.ValidFrom <= now && (p.ValidUntil == null || p.ValidUntil > now))
            .Select(p => new FeedPrice(p.ProductVariantId, p.MinQuantity, p.ValidFrom, p.Price, p.UndiscountedPrice, p.Currency))
            .ToListAsync(cancellationToken);
        foreach (var price in prices.Where(price => price.MinQuantity <= 1).OrderBy(price => price.ValidFrom).ThenBy(price => price.MinQuantity))
            variants[price.VariantId].Price = price;
    }

    private async Task AddStockAsync(Dictionary<string, FeedVariantData> variants, CancellationToken cancellationToken)
    {
        var ids = variants.Keys.ToList();
        var entries = await database.Set<StockEntry>()
            .Where(s => ids.Contains(s.ProductVariantId))
            .Select(s => new { s.ProductVariantId, s.AvailableForSale })
            .ToListAsync(cancellationToken);
        foreach (var entry in entries)
            variants[entry.ProductVariantId].Stock += entry.AvailableForSale;
    }
}
