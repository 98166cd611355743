using System.ComponentModel;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal sealed record OrderFulfillInput
{
    public required IReadOnlyList<OrderFulfillLineInput> Lines { get; init; }

    public bool? NotifyCustomer { get; init; }

    [DefaultValue(false)]
    public bool? AllowStockToBeExceeded { get; init; }

    public string? TrackingNumber { get; init; }
}

internal sealed record OrderFulfillLineInput
{
    [Id]
    public string? OrderLineId { get; init; }

    public required IReadOnlyList<OrderFulfillStockInput> Stocks { get; init; }
}

internal sealed record OrderFulfillStockInput
{
    public int Quantity { get; init; }

    [Id]
    public required string Warehouse { get; init; }
}

internal sealed record FulfillmentUpdateTrackingInput
{
    public string? TrackingNumber { get; init; }

    [DefaultValue(false)]
    public bool? NotifyCustomer { get; init; }
}

internal sealed record FulfillmentCancelInput
{
    [Id]
    public string? WarehouseId { get; init; }
}
