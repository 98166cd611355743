using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Mutations of fulfilments.</summary>
internal sealed partial class Mutation
{
    [Needs(Permissions.Orders)]
    public static OrderFulfill? OrderFulfill(IResolveFieldContext context, [Id] string? order, OrderFulfillInput input)
    {
        var request = context.Shop();
        var payload = new OrderFulfill();
        if (!payload.Find(request, order) || Pieces(request, payload, input) is not { } pieces)
            return payload;
        payload.Refusals.AddRange(FulfilmentRules.Check(payload.Order!, pieces, input.AllowStockToBeExceeded is true));
        if (payload.Refusals.Count == 0)
            payload.Fulfillments = new FulfilmentDesk(request).Fulfil(payload.Order!, pieces, input.TrackingNumber ?? "");
        return payload;
    }

    [Needs(Permissions.Orders)]
    public static FulfillmentUpdateTracking? OrderFulfillmentUpdateTracking(IResolveFieldContext context, [Id] string id, FulfillmentUpdateTrackingInput input)
    {
        var payload = new FulfillmentUpdateTracking { Fulfillment = context.Shop().Data.Find(id) as Fulfillment };
        if (payload.Fulfillment is not { } fulfillment)
        {
            payload.Refuse("id", OrderErrorCode.NotFound, $"Couldn't resolve to a node: {id}");
            return payload;
        }

        new FulfilmentDesk(context.Shop()).Track(fulfillment, input.TrackingNumber ?? "");
        payload.Order = fulfillment.Order;
        return payload;
    }

    [Needs(Permissions.Orders)]
    public static FulfillmentCancel? OrderFulfillmentCancel(IResolveFieldContext context, [Id] string id, FulfillmentCancelInput? input)
    {
        var payload = new FulfillmentCancel { Fulfillment = context.Shop().Data.Find(id) as Fulfillment };
        var warehouse = context.Shop().Data.Warehouses.Find(input?.WarehouseId);
        if (payload.Fulfillment is not { } fulfillment)
            payload.Refuse("id", OrderErrorCode.NotFound, $"Couldn't resolve to a node: {id}");
        else if (fulfillment.Status is not FulfillmentStatus.Fulfilled)
            payload.Refuse("fulfillment", OrderErrorCode.CannotCancelFulfillment, "This fulfillment can't be canceled");
        else if (warehouse is null)
            payload.Refuse("warehouseId", OrderErrorCode.Required, "This parameter is required for fulfillments which are not in waiting for approval state.");
        else
            new FulfilmentDesk(context.Shop()).Cancel(fulfillment, warehouse);
        payload.Order = payload.Fulfillment?.Order;
        return payload;
    }

    /// <summary>What is to be sent; null, with the reason, when something of it does not exist.</summary>
    private static List<FulfilmentPiece>? Pieces(ShopRequest request, OrderFulfill payload, OrderFulfillInput input)
    {
        var pieces = new List<FulfilmentPiece>();
        foreach (var wanted in input.Lines)
        {
            if (payload.Order!.Items.Find(line => line.Id == wanted.OrderLineId) is not { } line)
            {
                payload.Refuse("orderLineId", OrderErrorCode.NotFound, $"Couldn't resolve to a node: {wanted.OrderLineId}");
                return null;
            }

            foreach (var stock in wanted.Stocks)
            {
                if (request.Data.Warehouses.Find(stock.Warehouse) is not { } warehouse)
                {
                    payload.Refuse("warehouse", OrderErrorCode.NotFound, $"Couldn't resolve to a node: {stock.Warehouse}");
                    return null;
                }

                pieces.Add(new FulfilmentPiece(line, warehouse, stock.Quantity));
            }
        }

        return pieces;
    }
}
