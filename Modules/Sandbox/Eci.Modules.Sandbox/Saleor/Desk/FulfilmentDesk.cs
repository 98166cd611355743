using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>Sends goods out and takes them back.</summary>
internal sealed class FulfilmentDesk(ShopRequest request)
{
    private readonly ShopData _data = request.Data;
    private readonly StockKeeping _stock = new(request.Data);

    /// <summary>One fulfilment for each warehouse that something leaves.</summary>
    /// <param name="order">The order.</param>
    /// <param name="pieces">What leaves from where; checked by <see cref="FulfilmentRules"/>.</param>
    /// <param name="trackingNumber">The carrier's number; empty when there is none.</param>
    public IReadOnlyList<Fulfillment> Fulfil(Order order, IReadOnlyList<FulfilmentPiece> pieces, string trackingNumber)
    {
        var made = new List<Fulfillment>();
        foreach (var group in pieces.Where(piece => piece.Quantity > 0).GroupBy(piece => piece.Warehouse))
        {
            var number = _data.NextNumber(nameof(Fulfillment));
            var fulfillment = _data.Register(new Fulfillment(number, order, order.Shipments.Count + 1, group.Key, request.Now));
            fulfillment.TrackingNumber = trackingNumber;
            foreach (var piece in group)
                fulfillment.Items.Add(Take(piece));
            order.Shipments.Add(fulfillment);
            made.Add(fulfillment);
        }

        Derive(order);
        made.ForEach(fulfillment => _data.Happened(new FulfillmentCreated(fulfillment)));
        if (trackingNumber.Length > 0)
            made.ForEach(fulfillment => _data.Happened(new FulfillmentTrackingNumberUpdated(fulfillment)));
        if (order.Status is OrderStatus.Fulfilled)
            _data.Happened(new OrderFulfilled(order));
        _data.Happened(new OrderUpdated(order));
        return made;
    }

    /// <summary>Puts the goods of a fulfilment back on the shelf and keeps them for the order.</summary>
    public void Cancel(Fulfillment fulfillment, Warehouse? warehouse)
    {
        foreach (var item in fulfillment.Items)
        {
            var line = item.OrderLine!;
            line.QuantityFulfilled -= item.Quantity;
            if (warehouse is null || line.Sold.StockIn(warehouse.Id) is not { } stock)
                continue;
            _stock.Take(stock, -item.Quantity);
            _stock.Allocate(line, item.Quantity);
        }

        fulfillment.Status = FulfillmentStatus.Canceled;
        Derive(fulfillment.Order);
        _data.Happened(new FulfillmentCanceled(fulfillment));
        _data.Happened(new OrderUpdated(fulfillment.Order));
    }

    /// <summary>Calls off what left a warehouse, or all that left; the goods go back to where they came from.</summary>
    /// <exception cref="DeskException">Nothing left there.</exception>
    public void CallOff(Order order, string? warehouse)
    {
        var sent = Sent(order).Where(fulfillment => warehouse is null || fulfillment.Warehouse!.Slug == warehouse).ToList();
        if (sent.Count == 0)
            throw new DeskException("The order has no such fulfilment.");
        sent.ForEach(fulfillment => Cancel(fulfillment, fulfillment.Warehouse));
    }

    /// <summary>Gives everything that left another number.</summary>
    public void TrackAll(Order order, string number) => Sent(order).ToList().ForEach(fulfillment => Track(fulfillment, number));

    public void Track(Fulfillment fulfillment, string number)
    {
        fulfillment.TrackingNumber = number;
        fulfillment.Order.UpdatedAt = request.Now;
        _data.Happened(new FulfillmentTrackingNumberUpdated(fulfillment));
        _data.Happened(new OrderUpdated(fulfillment.Order));
    }

    private static IEnumerable<Fulfillment> Sent(Order order) => order.Shipments.Where(fulfillment => fulfillment.Status is FulfillmentStatus.Fulfilled);

    private FulfillmentLine Take(FulfilmentPiece piece)
    {
        var stock = piece.Line.Sold.StockIn(piece.Warehouse.Id);
        _stock.Deallocate(piece.Line, piece.Quantity, stock);
        if (stock is not null)
            _stock.Take(stock, piece.Quantity);
        piece.Line.QuantityFulfilled += piece.Quantity;
        return new FulfillmentLine(_data.NextNumber(nameof(FulfillmentLine)), piece.Line, piece.Quantity, stock);
    }

    private void Derive(Order order)
    {
        order.UpdatedAt = request.Now;
        order.Status = order.Sent;
    }
}

/// <summary>Pieces of a line that leave a warehouse.</summary>
internal sealed record FulfilmentPiece(OrderLine Line, Warehouse Warehouse, int Quantity);
