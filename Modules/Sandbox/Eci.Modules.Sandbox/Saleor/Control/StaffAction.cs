using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;
using Eci.Modules.Sandbox.Saleor.Running;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>What the staff does with an order: body of <c>POST /sandbox/saleor/orders/{number}/{action}</c>. Everything may be left out.</summary>
internal sealed record StaffWish
{
    /// <summary>How much to pay or to refund; everything when null.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Reference of the payment.</summary>
    public string? PspReference { get; init; }

    /// <summary>The carrier's number of a parcel.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>
    /// Slug of the warehouse that sends, or whose fulfilments are called off; where the goods are kept for the order, or any, when null.
    /// </summary>
    public string? Warehouse { get; init; }

    /// <summary>What is sent or changed; everything that is left when empty.</summary>
    public IReadOnlyList<PlaceOrderLine> Lines { get; init; } = [];
}

/// <summary>The staff does something with an order.</summary>
/// <param name="Number">The order.</param>
/// <param name="Action">One of <see cref="Actions"/>.</param>
/// <param name="Wish">How.</param>
internal sealed record StaffAction(string Number, string Action, StaffWish Wish) : ShopChange
{
    public static IReadOnlyList<string> Actions { get; } = ["pay", "refund", "chargeback", "confirm", "cancel", "fulfil", "unfulfil", "track", "lines"];

    public override Task<object?> ApplyAsync(ShopApi api, ShopRequest request, CancellationToken cancellationToken)
    {
        var order = request.Data.OrderByNumber(Number) ?? throw new DeskException($"There is no order {Number}.");
        switch (Action)
        {
            case "pay":
                new Till(request).Pay(order, Wish);
                break;
            case "refund":
                new Till(request).Refund(order, Wish);
                break;
            case "chargeback":
                new Till(request).ChargeBack(order, Wish);
                break;
            case "unfulfil":
                new FulfilmentDesk(request).CallOff(order, Wish.Warehouse);
                break;
            case "track":
                new FulfilmentDesk(request).TrackAll(order, Wish.TrackingNumber ?? "");
                break;
            case "fulfil":
                Fulfil(request, order);
                break;
            case "lines" when order.Status is not (OrderStatus.Canceled or OrderStatus.Expired):
                new OrderDesk(request).Edit(order, Changes(order, new Checkout(request.Data)));
                break;
            case "cancel" when OrderDesk.CanCancel(order):
                new OrderDesk(request).Cancel(order);
                break;
            case "confirm" when order.Status is OrderStatus.Unconfirmed:
                new OrderDesk(request).Confirm(order);
                break;
            default:
                throw new DeskException($"The order cannot be changed by {Action} now.");
        }

        return Task.FromResult<object?>(OrderView.Of(order));
    }

    private void Fulfil(ShopRequest request, Order order)
    {
        var pieces = Pieces(request, order);
        if (FulfilmentRules.Check(order, pieces, mayExceedStock: false).FirstOrDefault() is { } refusal)
            throw new DeskException($"{refusal.Message}");
        new FulfilmentDesk(request).Fulfil(order, pieces, Wish.TrackingNumber ?? "");
    }

    private List<FulfilmentPiece> Pieces(ShopRequest request, Order order)
    {
        var warehouse = Wish.Warehouse is null ? null
            : request.Data.Warehouses.All.FirstOrDefault(w => w.Slug == Wish.Warehouse) ?? throw new DeskException("warehouse: the shop has no such one.");
        if (Wish.Lines.Count > 0)
            return Wish.Lines.Select(wanted => (Line: Line(order, wanted?.Sku), Quantity: wanted?.Quantity ?? 0))
                .Select(piece => new FulfilmentPiece(piece.Line, warehouse ?? Keeper(request, piece.Line), piece.Quantity)).ToList();
        return warehouse is null
            ? [.. order.Items.SelectMany(line => line.Reserved.Select(kept => new FulfilmentPiece(line, kept.Stock.Warehouse, kept.Pieces)))]
            : [.. order.Items.Select(line => new FulfilmentPiece(line, warehouse, line.QuantityToFulfill))];
    }

    /// <summary>Nothing is added to the order before everything that is wanted was found good.</summary>
    private List<(OrderLine Line, int Quantity)> Changes(Order order, Checkout checkout)
    {
        foreach (var wanted in Wish.Lines)
        {
            var known = FindLine(order, wanted?.Sku);
            if (known is null)
                checkout.RequireSold(order.Channel, wanted?.Sku);
            if (wanted!.Quantity < (known?.QuantityFulfilled ?? 0) || wanted.Quantity > 1000)
                throw new DeskException("lines: quantity must be between what was sent and 1000.");
        }

        return Wish.Lines.Select(wanted => (FindLine(order, wanted.Sku) ?? checkout.AddLine(order, wanted.Sku), wanted.Quantity)).ToList();
    }

    private static OrderLine? FindLine(Order order, string? sku) => order.Items.Find(line => sku is not null && line.ProductSku == sku);

    private static OrderLine Line(Order order, string? sku) =>
        FindLine(order, sku) ?? throw new DeskException($"lines: the order has no {sku}.");

    private static Warehouse Keeper(ShopRequest request, OrderLine line) => line.Reserved.FirstOrDefault()?.Stock.Warehouse ?? request.Data.Warehouses.All[0];
}
