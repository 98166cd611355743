using Eci.Modules.Saleor.Orders;
using Eci.Sync;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>What of a package a shop has not fulfilled yet. Pure.</summary>
/// <param name="Lines">What is to be fulfilled; empty: nothing, or it cannot be said.</param>
/// <param name="Code">Why it cannot be said; null when it can.</param>
/// <param name="Problem">The same in one sentence.</param>
internal sealed record MissingLines(IReadOnlyList<PlannedLine> Lines, string? Code = null, string? Problem = null)
{
    /// <summary>Code of a package of which nobody said what is in it, beside others of its order.</summary>
    public const string ContentsUnknown = "PACKAGE_CONTENTS_UNKNOWN";

    /// <summary>Code of a package that holds what the shop has not left to fulfil.</summary>
    public const string NothingLeft = "FULFILL_ORDER_LINE";

    /// <param name="order">As the shop has it.</param>
    /// <param name="package">The package.</param>
    /// <param name="parts">The fulfilments that it is already.</param>
    /// <param name="isShort">Some of its fulfilments stand no more: what is left of the order may be of this package.</param>
    public static MissingLines Of(OrderToFulfil order, PackageToFulfil package, IReadOnlyList<SaleorFulfilment> parts, bool isShort)
    {
        if (package.Lines.Count == 0)
            return OfUnknownContents(order, package, isTaken: parts.Count > 0 && !isShort);
        var fulfilled = parts.SelectMany(FulfilmentMatch.LinesOf)
            .GroupBy(l => l.LineId, StringComparer.Ordinal)
            .ToDictionary(l => l.Key, l => l.Sum(x => x.Quantity), StringComparer.Ordinal);
        var asIfOpen = order with
        {
            Lines = [.. (order.Lines ?? []).Select(l => l with { QuantityToFulfill = l.QuantityToFulfill + fulfilled.GetValueOrDefault(l.Id) })],
        };
        if (FulfilmentPlan.TryAssign(asIfOpen, package.Lines, out var planned) is { } problem)
            return new MissingLines([], NothingLeft, problem);
        return new MissingLines(
            [.. planned.Select(p => p with { Quantity = p.Quantity - fulfilled.GetValueOrDefault(p.LineId) }).Where(p => p.Quantity > 0)]);
    }

    /// <exception cref="RecordRefusedException">It cannot be said.</exception>
    public void ThrowIfProblem()
    {
        if (Problem is not null)
            throw new RecordRefusedException(Code, Problem);
    }

    /// <summary>The only package of an order holds what is left of it, unless somebody fulfilled under its number already.</summary>
    private static MissingLines OfUnknownContents(OrderToFulfil order, PackageToFulfil package, bool isTaken)
    {
        if (isTaken)
            return new MissingLines([]);
        if (package.PackagesOfOrder > 1)
            return new MissingLines([], ContentsUnknown, "The order has several packages, and nobody said what is in this one.");
        var rest = FulfilmentPlan.Rest(order);
        return rest.Count > 0 ? new MissingLines(rest) : new MissingLines([], NothingLeft, "Nothing of the order is left to fulfil in the shop.");
    }
}
