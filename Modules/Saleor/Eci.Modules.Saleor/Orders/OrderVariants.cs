using Eci.Commerce;
using Eci.Modules.Saleor.Client;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Orders;

/// <summary>The variants that lines of orders name.</summary>
internal sealed class OrderVariants
{
    private readonly Dictionary<string, KnownVariant> _bySku = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KnownVariant> _byExternalId = new(StringComparer.Ordinal);

    public static async Task<OrderVariants> LoadAsync(SyncContext context, IReadOnlyList<SaleorOrderLine> lines, CancellationToken cancellationToken)
    {
        var skus = lines.Select(SkuOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var externalIds = lines.Select(l => l.Variant?.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var links = await context.Links.InternalIdsAsync(SyncEntities.Variants, externalIds, cancellationToken);
        var ids = links.Values.ToList();
        var rows = await context.Database.Set<ProductVariant>()
            .Where(v => skus.Contains(v.Sku) || ids.Contains(v.Id))
            .Select(v => new KnownVariant(v.Id, v.Sku))
            .ToListAsync(cancellationToken);
        var variants = new OrderVariants();
        foreach (var row in rows)
            variants._bySku[row.Sku] = row;
        foreach (var (externalId, id) in links)
        {
            if (rows.Find(r => r.Id == id) is { } row)
                variants._byExternalId[externalId] = row;
        }

        return variants;
    }

    /// <summary>The SKU that a line tells; null when it tells none.</summary>
    public static string? SkuOf(SaleorOrderLine line) =>
        SaleorText.OrNull(line.Variant?.Sku) ?? SaleorText.OrNull(line.Metafield) ?? SaleorText.OrNull(line.ProductSku);

    public KnownVariant? Find(SaleorOrderLine line)
    {
        if (SkuOf(line) is { } sku && _bySku.TryGetValue(sku, out var bySku))
            return bySku;
        return line.Variant?.Id is { } id ? _byExternalId.GetValueOrDefault(id) : null;
    }

    /// <summary>Lines of variants that the shop has and the hub does not. What the shop deleted since will never come.</summary>
    public IEnumerable<SaleorOrderLine> Missing(SaleorOrder order) =>
        (order.Lines ?? []).Where(l => l.Variant is not null && SkuOf(l) is not null && Find(l) is null);
}

/// <summary>A variant of the hub.</summary>
internal sealed record KnownVariant(string Id, string Sku);
