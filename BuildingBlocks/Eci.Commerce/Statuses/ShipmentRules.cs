using Eci.Vocabulary;

namespace Eci.Commerce.Statuses;

/// <summary>
/// How far an order is on its way. What goes back to the sender counts as sent, never as delivered. While nobody said what is in any of
/// the packages, they are the whole order together; beside packages with lines, one without says nothing of what is packed.
/// </summary>
public static class ShipmentRules
{
    /// <summary>How far a package in a state is. A state that keeps it keeps its order's.</summary>
    /// <returns>PENDING, SHIPPED or DELIVERED.</returns>
    public static OrderShipmentStatus ProgressOf(PackageState state) => state switch
    {
        PackageState.Delivered => OrderShipmentStatus.Delivered,
        PackageState.Init or PackageState.Pending or PackageState.InformationReceived or PackageState.Expired => OrderShipmentStatus.Pending,
        _ => OrderShipmentStatus.Shipped,
    };

    /// <param name="order">The order.</param>
    /// <param name="lines">Everything that was ordered; empty: not known, then only packages count.</param>
    /// <param name="packages">With their lines.</param>
    internal static OrderShipmentStatus Of(Order order, IReadOnlyCollection<OrderLineItem> lines, IReadOnlyCollection<Package> packages)
    {
        if (packages.Count == 0)
            return IsForNobodyToShip(order, lines) ? OrderShipmentStatus.Delivered : OrderShipmentStatus.Pending;
        var sent = packages.Where(p => ProgressOf(p.State) is not OrderShipmentStatus.Pending).ToList();
        if (sent.Count == 0)
            return OrderShipmentStatus.Pending;
        var keeping = packages.Where(p => !p.IsReturn).ToList();
        var delivered = keeping.Where(p => p.State is PackageState.Delivered).ToList();
        if (delivered.Count > 0 && delivered.Count == keeping.Count && Cover(lines, delivered))
            return OrderShipmentStatus.Delivered;
        var tellsByLines = lines.Count > 0 && packages.All(p => p.LineItems.Count > 0);
        return (tellsByLines || sent.Count == packages.Count) && Cover(lines, sent) ? OrderShipmentStatus.Shipped : OrderShipmentStatus.PartiallyShipped;
    }

    /// <summary>Gift cards travel by mail.</summary>
    private static bool IsForNobodyToShip(Order order, IReadOnlyCollection<OrderLineItem> lines)
    {
        var ordered = lines.Where(l => l.Quantity > 0).ToList();
        return order.Status is OrderStatus.Confirmed or OrderStatus.Closed && ordered.Count > 0 && ordered.TrueForAll(l => l.IsGiftCard);
    }

    private static bool Cover(IReadOnlyCollection<OrderLineItem> lines, List<Package> packages)
    {
        var contents = packages.SelectMany(p => p.LineItems).ToList();
        return contents.Count == 0 || PackedLines.AreAll(lines, contents);
    }
}
