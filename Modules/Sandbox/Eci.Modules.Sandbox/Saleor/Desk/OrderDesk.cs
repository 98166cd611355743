using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>What becomes of orders besides money and parcels.</summary>
internal sealed class OrderDesk(ShopRequest request)
{
    public static bool CanCancel(Order order) =>
        order.Status is not (OrderStatus.Canceled or OrderStatus.Draft or OrderStatus.Expired)
        && order.Shipments.TrueForAll(fulfillment => fulfillment.Status is FulfillmentStatus.Canceled);

    public void Cancel(Order order)
    {
        var stock = new StockKeeping(request.Data);
        order.Items.ForEach(line => stock.Deallocate(line, line.Quantity));
        order.Status = OrderStatus.Canceled;
        order.UpdatedAt = request.Now;
        request.Data.Happened(new OrderCancelled(order));
        request.Data.Happened(new OrderUpdated(order));
    }

    public void Confirm(Order order)
    {
        order.Status = OrderStatus.Unfulfilled;
        order.UpdatedAt = request.Now;
        request.Data.Happened(new OrderConfirmed(order));
        request.Data.Happened(new OrderUpdated(order));
    }

    /// <summary>Changes how many of some lines are ordered; none takes a line away.</summary>
    public void Edit(Order order, IReadOnlyList<(OrderLine Line, int Quantity)> changes)
    {
        foreach (var (line, quantity) in changes)
            Edit(order, line, quantity);
        if (order.Status is OrderStatus.Unfulfilled or OrderStatus.PartiallyFulfilled or OrderStatus.Fulfilled)
            order.Status = order.Sent;
        order.UpdatedAt = request.Now;
        request.Data.Happened(new OrderUpdated(order));
    }

    private void Edit(Order order, OrderLine line, int quantity)
    {
        var stock = new StockKeeping(request.Data);
        if (quantity > line.Quantity)
            stock.Allocate(line, quantity - line.Quantity);
        else
            stock.Deallocate(line, line.Quantity - quantity);
        line.TotalGross = line.UnitGross * quantity;
        line.Quantity = quantity;
        if (quantity == 0)
            order.Items.Remove(line);
    }
}
