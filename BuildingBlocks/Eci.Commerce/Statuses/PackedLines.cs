namespace Eci.Commerce.Statuses;

/// <summary>Compares what was ordered with what lies in packages.</summary>
internal static class PackedLines
{
    /// <summary>
    /// Whether every line is packed in its whole quantity. Contents name their line, or are counted to lines of their SKU. Gift cards,
    /// lines without quantity, and lines without SKU that no content names are not waited for.
    /// </summary>
    public static bool AreAll(IReadOnlyCollection<OrderLineItem> lines, IReadOnlyCollection<PackageLineItem> contents)
    {
        var named = contents.Select(c => c.OrderLineItemId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var open = lines
            .Where(l => l is { Quantity: > 0, IsGiftCard: false } && (l.Sku is not null || named.Contains(l.Id)))
            .ToDictionary(l => l.Id, l => l.Quantity, StringComparer.Ordinal);
        foreach (var content in contents.Where(c => c.OrderLineItemId is not null && open.ContainsKey(c.OrderLineItemId)))
            open[content.OrderLineItemId!] -= content.Quantity;
        foreach (var bySku in contents.Where(c => c is { OrderLineItemId: null, Sku: not null }).GroupBy(c => c.Sku!, StringComparer.Ordinal))
            Spread(bySku.Sum(c => c.Quantity), lines.Where(l => string.Equals(l.Sku, bySku.Key, StringComparison.Ordinal)), open);
        return open.Values.All(rest => rest <= 0);
    }

    private static void Spread(decimal quantity, IEnumerable<OrderLineItem> lines, Dictionary<string, decimal> open)
    {
        foreach (var line in lines.OrderBy(l => l.Position))
        {
            var taken = Math.Min(quantity, Math.Max(open.GetValueOrDefault(line.Id), 0));
            if (taken <= 0)
                continue;
            open[line.Id] -= taken;
            quantity -= taken;
        }
    }
}
