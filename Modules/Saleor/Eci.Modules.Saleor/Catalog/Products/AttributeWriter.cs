using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;
using Eci.Persistence;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Writes properties of a product and its variants; a row per value.</summary>
internal static class AttributeWriter
{
    public static void Write(EciDbContext database, Product row, SaleorProduct product, WrittenVariants variants)
    {
        var known = row.Attributes
            .Where(a => database.Entry(a).State is not Microsoft.EntityFrameworkCore.EntityState.Deleted)
            .GroupBy(a => (a.ProductVariantId, a.NormalizedName))
            .ToDictionary(group => group.Key, group => new Queue<ProductAttribute>(group.OrderBy(a => a.Id, StringComparer.Ordinal)));
        foreach (var wanted in Wanted(product, variants))
        {
            if (known.TryGetValue((wanted.VariantId, wanted.Key), out var rows) && rows.TryDequeue(out var stored))
                stored.Value = wanted.Value;
            else
                database.Add(New(row, wanted));
        }

        database.RemoveRange(known.Values.SelectMany(rows => rows));
    }

    private static IEnumerable<WantedAttribute> Wanted(SaleorProduct product, WrittenVariants variants)
    {
        var ofVariants = (product.Variants ?? [])
            .Where(v => variants.Rows.ContainsKey(v.Id))
            .SelectMany(v => Values(v.Attributes, variants.Rows[v.Id].Id));
        return Values(product.Attributes, variantId: null).Concat(ofVariants).Distinct();
    }

    private static IEnumerable<WantedAttribute> Values(IReadOnlyList<SaleorAttribute>? attributes, string? variantId)
    {
        foreach (var attribute in attributes ?? [])
        {
            if (attribute.Attribute?.Name?.Trim() is not { Length: > 0 } name)
                continue;
            foreach (var value in attribute.Values ?? [])
            {
                if (value.Text(attribute.Attribute.InputType) is { } text)
                    yield return new WantedAttribute(variantId, name, SaleorText.KeyOf(name), text);
            }
        }
    }

    private static ProductAttribute New(Product row, WantedAttribute wanted) => new()
    {
        Id = Ids.New(IdPrefix.ProductAttribute),
        TenantId = row.TenantId,
        ProductId = row.Id,
        ProductVariantId = wanted.VariantId,
        Name = wanted.Name,
        NormalizedName = wanted.Key,
        Value = wanted.Value,
    };

    private sealed record WantedAttribute(string? VariantId, string Name, string Key, string Value);
}
