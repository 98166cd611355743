using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal enum OrderErrorCode
{
    CannotCancelFulfillment,
    CannotCancelOrder,
    CannotRefund,
    CannotFulfillUnpaidOrder,
    CaptureInactivePayment,
    FulfillOrderLine,
    GraphqlError,
    Invalid,
    NotFound,
    PaymentError,
    PaymentMissing,
    TransactionError,
    Required,
    Unique,
    VoidInactivePayment,
    ZeroQuantity,
    InvalidQuantity,
    InsufficientStock,
    DuplicatedInputItem,
}

internal sealed class OrderError : MutationError<OrderErrorCode>
{
    [Id]
    public string? Warehouse { get; init; }

    [Id]
    public IReadOnlyList<string>? OrderLines { get; init; }

    [Id]
    public IReadOnlyList<string>? Variants { get; init; }
}

/// <summary>What mutations of an order answer.</summary>
internal abstract class OrderPayload : Payload<OrderError, OrderErrorCode>
{
    public Order? Order { get; internal set; }

    /// <summary>The order; refuses when there is none.</summary>
    internal bool Find(ShopRequest request, string? id)
    {
        Order = request.Data.Orders.Find(id);
        if (Order is null)
            Refuse("id", OrderErrorCode.NotFound, $"Couldn't resolve to a node: {id}");
        return Order is not null;
    }
}

internal sealed class OrderFulfill : OrderPayload
{
    public IReadOnlyList<Fulfillment>? Fulfillments { get; internal set; }
}

internal sealed class FulfillmentUpdateTracking : OrderPayload
{
    public Fulfillment? Fulfillment { get; internal set; }
}

internal sealed class FulfillmentCancel : OrderPayload
{
    public Fulfillment? Fulfillment { get; internal set; }
}

internal sealed class OrderCancel : OrderPayload;

internal sealed class OrderConfirm : OrderPayload;

internal sealed class OrderCapture : OrderPayload;

internal sealed class OrderRefund : OrderPayload;

internal sealed class OrderVoid : OrderPayload;

internal sealed class OrderMarkAsPaid : OrderPayload;

internal sealed class OrderUpdate : OrderPayload;
