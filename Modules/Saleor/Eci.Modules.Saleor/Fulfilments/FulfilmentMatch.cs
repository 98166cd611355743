using Eci.Commerce;
using Eci.Modules.Saleor.Orders;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>Finds the fulfilment that a package is already. Pure.</summary>
internal static class FulfilmentMatch
{
    /// <summary>
    /// Those that are linked with the package, bear its id, or its number and no package's id. Several when its goods come from several
    /// warehouses.
    /// </summary>
    public static IReadOnlyList<SaleorFulfilment> Of(OrderToFulfil order, string packageId, string trackingId, IReadOnlyCollection<string> linked) =>
        [.. Valid(order).Where(f => linked.Contains(f.Id) || f.PackageId == packageId || (f.PackageId is null && Number(f) == trackingId))];

    /// <summary>Whether a fulfilment bears a number.</summary>
    public static bool Bears(SaleorFulfilment fulfilment, string trackingId) => Number(fulfilment) == trackingId;

    /// <summary>
    /// The oldest without number and package that holds the same lines: staff fulfilled before the number was known.
    /// </summary>
    /// <param name="order">As the shop has it.</param>
    /// <param name="isLinked">Whether a fulfilment belongs to another package.</param>
    /// <param name="isSame">Whether the lines of a fulfilment are those of the package.</param>
    public static SaleorFulfilment? WithoutNumber(
        OrderToFulfil order, Func<SaleorFulfilment, bool> isLinked, Func<IReadOnlyList<PlannedLine>, bool> isSame) => Valid(order)
        .Where(f => f.PackageId is null && Number(f) is null && !isLinked(f))
        .OrderBy(f => f.Created)
        .FirstOrDefault(f => isSame(LinesOf(f)));

    /// <summary>Whether a fulfilment holds exactly what is in a package; without lines: all of the order.</summary>
    public static bool IsSame(OrderToFulfil order, IReadOnlyList<PlannedLine> fulfilled, PackageToFulfil package)
    {
        if (package.Lines.Count == 0)
            return package.PackagesOfOrder <= 1 && FulfilmentPlan.Rest(order).Count == 0;
        var quantities = fulfilled.ToDictionary(l => l.LineId, l => l.Quantity, StringComparer.Ordinal);
        var asIfOpen = order with
        {
            Lines = [.. (order.Lines ?? []).Select(l => l with { QuantityToFulfill = quantities.GetValueOrDefault(l.Id) })],
        };
        return FulfilmentPlan.TryAssign(asIfOpen, package.Lines, out var planned) is null && planned.Sum(p => p.Quantity) == quantities.Values.Sum();
    }

    public static IReadOnlyList<PlannedLine> LinesOf(SaleorFulfilment fulfilment) =>
    [
        .. (fulfilment.Lines ?? [])
            .Where(l => l.OrderLine is not null)
            .GroupBy(l => l.OrderLine!.Id, StringComparer.Ordinal)
            .Select(l => new PlannedLine(l.Key, (int)l.Sum(x => x.Quantity))),
    ];

    private static IEnumerable<SaleorFulfilment> Valid(OrderToFulfil order) => (order.Fulfillments ?? []).Where(f => OrderFulfilments.IsValid(f.Status));

    private static string? Number(SaleorFulfilment fulfilment) =>
        TrackingNumber.TryNormalize(fulfilment.TrackingNumber, out var number) ? number : null;
}
