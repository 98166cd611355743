using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Persistence;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Writes pictures and films of a product; a row per address.</summary>
internal static class MediaWriter
{
    private const int LongestUrl = 2000;
    private const string Image = "IMAGE";

    public static void Write(EciDbContext database, Product row, SaleorProduct product, WrittenVariants variants)
    {
        var known = row.Media.ToDictionary(m => m.Url, StringComparer.Ordinal);
        var position = 0;
        foreach (var media in Usable(product))
        {
            if (!known.Remove(media.Url!, out var stored))
            {
                stored = new ProductMedia { Id = Ids.New(IdPrefix.ProductMedia), TenantId = row.TenantId, ProductId = row.Id, Url = media.Url! };
                database.Add(stored);
            }

            stored.AltText = SaleorText.OrNull(media.Alt);
            stored.IsImage = media.Type is null or Image;
            stored.Position = ++position;
            stored.ProductVariantId = OnlyVariant(media, product, variants);
        }

        database.RemoveRange(known.Values);
    }

    private static IEnumerable<SaleorMedia> Usable(SaleorProduct product) => (product.Media ?? [])
        .Where(m => m.Url is { Length: > 0 and <= LongestUrl })
        .OrderBy(m => m.SortOrder ?? int.MaxValue)
        .DistinctBy(m => m.Url, StringComparer.Ordinal);

    /// <summary>A picture of several variants is one of the product.</summary>
    private static string? OnlyVariant(SaleorMedia media, SaleorProduct product, WrittenVariants variants) =>
        (product.Variants ?? []).Where(v => v.Media?.Any(m => m.Id == media.Id) is true).Take(2).ToList() is [var only]
            ? variants.Rows.GetValueOrDefault(only.Id)?.Id
            : null;
}
