namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>What a package takes of a line.</summary>
/// <param name="LineId">Saleor's id of the line.</param>
/// <param name="Quantity">Pieces.</param>
internal sealed record PlannedLine(string LineId, int Quantity);

/// <summary>What is in a package, as the hub knows it.</summary>
/// <param name="LineId">Saleor's id of the line; null: to be found by SKU.</param>
/// <param name="Sku">Null when it has none.</param>
/// <param name="Quantity">Pieces.</param>
internal sealed record PackedLine(string? LineId, string? Sku, decimal Quantity);

/// <summary>Assigns what is in a package to lines of the order. Pure.</summary>
internal static class FulfilmentPlan
{
    /// <summary>Everything that is left of the order to be sent. Gift cards and the like do not lie in parcels.</summary>
    public static IReadOnlyList<PlannedLine> Rest(OrderToFulfil order) =>
    [
        .. (order.Lines ?? [])
            .Where(l => l.QuantityToFulfill > 0 && l.IsShippingRequired is not false)
            .Select(l => new PlannedLine(l.Id, l.QuantityToFulfill)),
    ];

    /// <summary>
    /// Each piece goes to the line that the package names, else, and when staff replaced that line, to lines of its SKU: first to the one of
    /// which as much is left as the package has, and never twice to the same piece.
    /// </summary>
    /// <param name="order">As the shop has it.</param>
    /// <param name="packed">What is in the package.</param>
    /// <param name="planned">What to fulfil.</param>
    /// <returns>Null when all found its line; else why not, in one sentence.</returns>
    public static string? TryAssign(OrderToFulfil order, IReadOnlyList<PackedLine> packed, out IReadOnlyList<PlannedLine> planned)
    {
        var left = (order.Lines ?? []).ToDictionary(l => l.Id, l => l.QuantityToFulfill, StringComparer.Ordinal);
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        planned = [];

        // Named lines first: what names none takes what they leave.
        foreach (var line in packed.Where(p => p.Quantity > 0).OrderBy(p => p.LineId is null))
        {
            if (line.Quantity != decimal.Truncate(line.Quantity))
                return $"The package has {line.Quantity} of {NameOf(line)}; the shop counts whole pieces only.";
            if (Take(order, line, left, taken) is { } problem)
                return problem;
        }

        planned = [.. taken.Select(t => new PlannedLine(t.Key, t.Value))];
        return taken.Count == 0 ? "Nothing is in the package." : null;
    }

    private static string? Take(OrderToFulfil order, PackedLine packed, Dictionary<string, int> left, Dictionary<string, int> taken)
    {
        var wanted = (int)packed.Quantity;
        var named = (order.Lines ?? []).Where(l => l.Id == packed.LineId).ToList();
        var lines = named.Count > 0
            ? named
            : [.. (order.Lines ?? []).Where(l => packed.Sku is not null && l.Sku == packed.Sku).OrderBy(l => Math.Abs(left[l.Id] - wanted))];
        if (lines.Count == 0)
            return $"The order has no line of {NameOf(packed)} in the shop.";
        foreach (var line in lines)
        {
            var part = Math.Min(wanted, left[line.Id]);
            if (part <= 0)
                continue;
            left[line.Id] -= part;
            wanted -= part;
            taken[line.Id] = taken.GetValueOrDefault(line.Id) + part;
        }

        return wanted == 0 ? null : $"The package has {packed.Quantity:0} of {NameOf(packed)}; the shop has {packed.Quantity - wanted:0} left to fulfil.";
    }

    private static string NameOf(PackedLine line) => line.Sku ?? "a line without SKU";
}
