using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal enum OrderStatusFilter
{
    ReadyToFulfill,
    ReadyToCapture,
    Unfulfilled,
    Unconfirmed,
    PartiallyFulfilled,
    Fulfilled,
    Canceled,
}

internal sealed record OrderFilterInput
{
    public IReadOnlyList<PaymentChargeStatusEnum>? PaymentStatus { get; init; }

    public IReadOnlyList<OrderStatusFilter>? Status { get; init; }

    public string? Customer { get; init; }

    public DateRangeInput? Created { get; init; }

    public string? Search { get; init; }

    public IReadOnlyList<MetadataFilter>? Metadata { get; init; }

    [Id]
    public IReadOnlyList<string>? Channels { get; init; }

    public IReadOnlyList<OrderAuthorizeStatusEnum>? AuthorizeStatus { get; init; }

    public IReadOnlyList<OrderChargeStatusEnum>? ChargeStatus { get; init; }

    public DateTimeRangeInput? UpdatedAt { get; init; }

    [Id]
    public IReadOnlyList<string>? Ids { get; init; }

    public IReadOnlyList<string>? Numbers { get; init; }

    public bool Fits(Order order) =>
        UpdatedAt?.Fits(order.UpdatedAt) is not false
        && Created?.Fits(order.Created) is not false
        && Ids.Allow(order.Id)
        && Numbers.Allow(order.Number)
        && Channels.Allow(order.Channel.Id)
        && (Status is null or { Count: 0 } || Status.Any(status => HasStatus(order, status)))
        && PaymentStatus.Allow(order.PaymentStatus)
        && ChargeStatus.Allow(order.ChargeStatus)
        && AuthorizeStatus.Allow(order.AuthorizeStatus)
        && Customer.Found(order.UserEmail)
        && Search.Found(order.UserEmail, order.Number, order.ExternalReference)
        && Metadata.AllFit(order);

    private static bool HasStatus(Order order, OrderStatusFilter status) => status switch
    {
        OrderStatusFilter.ReadyToFulfill => order.Status is OrderStatus.Unfulfilled or OrderStatus.PartiallyFulfilled && order.IsPaid,
        OrderStatusFilter.ReadyToCapture => order.Status is not (OrderStatus.Draft or OrderStatus.Canceled) && order.Sums.Authorized > 0,
        OrderStatusFilter.Unfulfilled => order.Status is OrderStatus.Unfulfilled,
        OrderStatusFilter.Unconfirmed => order.Status is OrderStatus.Unconfirmed,
        OrderStatusFilter.PartiallyFulfilled => order.Status is OrderStatus.PartiallyFulfilled,
        OrderStatusFilter.Fulfilled => order.Status is OrderStatus.Fulfilled,
        OrderStatusFilter.Canceled => order.Status is OrderStatus.Canceled,
        _ => false,
    };
}

internal enum OrderSortField
{
    Number,
    CreationDate,
    CreatedAt,
    LastModifiedAt,
}

internal sealed record OrderSortingInput
{
    public OrderDirection Direction { get; init; }

    public OrderSortField Field { get; init; }

    public Sort<Order> Sort() => Field switch
    {
        OrderSortField.LastModifiedAt => OrderSorts.ByChange,
        OrderSortField.Number => OrderSorts.ByNumber,
        _ => OrderSorts.ByCreation,
    } with
    { Descending = Direction is OrderDirection.Desc };
}
