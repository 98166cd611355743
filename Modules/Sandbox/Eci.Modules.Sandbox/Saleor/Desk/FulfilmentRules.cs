using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Desk;

/// <summary>What Saleor refuses to send.</summary>
internal static class FulfilmentRules
{
    public static IEnumerable<OrderError> Check(Order order, IReadOnlyList<FulfilmentPiece> pieces, bool mayExceedStock)
    {
        if (order.Status is not (OrderStatus.Unfulfilled or OrderStatus.PartiallyFulfilled or OrderStatus.Fulfilled))
            return [new OrderError { Field = "order", Code = OrderErrorCode.Invalid, Message = $"Cannot fulfill an order with status {order.Status}." }];
        if (pieces.Sum(piece => piece.Quantity) <= 0)
            return [new OrderError { Field = "lines", Code = OrderErrorCode.ZeroQuantity, Message = "Total quantity must be larger than 0." }];
        if (pieces.Any(piece => piece.Quantity < 0))
            return [new OrderError { Field = "lines", Code = OrderErrorCode.InvalidQuantity, Message = "Quantity cannot be negative." }];
        if (pieces.GroupBy(piece => (piece.Line, piece.Warehouse)).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
            return [Twice(twice.Line, twice.Warehouse)];
        var tooMany = pieces.GroupBy(piece => piece.Line).FirstOrDefault(group => group.Sum(piece => piece.Quantity) > group.Key.QuantityToFulfill);
        if (tooMany is not null)
            return [TooMany(tooMany.Key)];
        return mayExceedStock ? [] : pieces.Where(IsShort).Select(OutOfStock);
    }

    private static OrderError Twice(OrderLine line, Warehouse warehouse) => new()
    {
        Field = "warehouse",
        Code = OrderErrorCode.DuplicatedInputItem,
        Message = "Duplicated warehouse ID.",
        OrderLines = [line.Id],
        Warehouse = warehouse.Id,
    };

    private static OrderError TooMany(OrderLine line) => new()
    {
        Field = "orderLineId",
        Code = OrderErrorCode.FulfillOrderLine,
        Message = $"Only {line.QuantityToFulfill} item{(line.QuantityToFulfill == 1 ? "" : "s")} remaining to fulfill.",
        OrderLines = [line.Id],
    };

    private static OrderError OutOfStock(FulfilmentPiece piece) => new()
    {
        Field = "stocks",
        Code = OrderErrorCode.InsufficientStock,
        Message = $"Insufficient product stock: {piece.Line.ProductName} ({piece.Line.VariantName})",
        OrderLines = [piece.Line.Id],
        Warehouse = piece.Warehouse.Id,
        Variants = [piece.Line.Sold.Id],
    };

    /// <summary>Pieces that other orders have been promised do not count.</summary>
    private static bool IsShort(FulfilmentPiece piece)
    {
        if (piece.Line.Sold.StockIn(piece.Warehouse.Id) is not { } stock)
            return piece.Quantity > 0;
        var own = piece.Line.Reserved.Where(kept => ReferenceEquals(kept.Stock, stock)).Sum(kept => kept.Pieces);
        return stock.OnHand - (stock.Allocated - own) < piece.Quantity;
    }
}
