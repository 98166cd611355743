using Eci.Vocabulary;

namespace Eci.Commerce.Statuses;

/// <summary>Where an order is in its life by what is known of it.</summary>
public static class OrderStages
{
    /// <summary>The stages that an order passes now, in their order; none when it stays. DONE is reached by its steps, not by this.</summary>
    /// <param name="order">With its stage and statuses.</param>
    /// <param name="hasPackages">It has a package.</param>
    public static IReadOnlyList<OrderStage> Passed(Order order, bool hasPackages)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (IsFinal(order.Stage))
            return [];
        var reached = Of(order, hasPackages);
        return reached is OrderStage.Canceled ? [reached] : [.. Enum.GetValues<OrderStage>().Where(stage => stage > order.Stage && stage <= reached)];
    }

    /// <summary>Nothing follows.</summary>
    public static bool IsFinal(OrderStage stage) => stage is OrderStage.Done or OrderStage.Canceled;

    private static OrderStage Of(Order order, bool hasPackages) => order switch
    {
        { Status: OrderStatus.Canceled } => OrderStage.Canceled,
        { ShipmentStatus: OrderShipmentStatus.Delivered } => OrderStage.Delivered,
        { ShipmentStatus: OrderShipmentStatus.Shipped } => OrderStage.Shipped,
        _ when hasPackages || order.ShipmentStatus is OrderShipmentStatus.PartiallyShipped => OrderStage.Packed,
        { Status: OrderStatus.Confirmed or OrderStatus.Closed, ReadyToFulfil: true } => OrderStage.Wanted,
        _ => OrderStage.Stored,
    };
}
