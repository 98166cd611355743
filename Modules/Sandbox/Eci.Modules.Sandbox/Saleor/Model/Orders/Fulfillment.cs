using System.Globalization;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Pieces of an order that have left a warehouse together.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class Fulfillment(long number, Order order, int position, Warehouse warehouse, DateTimeOffset created)
    : ShopObject(nameof(Fulfillment), number.ToString(CultureInfo.InvariantCulture))
{
    public int FulfillmentOrder => position;

    public FulfillmentStatus Status { get; set; }

    public string? StatusDisplay => Status.ToString();

    public string TrackingNumber { get; set; } = "";

    public DateTimeOffset Created { get; } = created;

    public IReadOnlyList<FulfillmentLine>? Lines => Items;

    public Warehouse? Warehouse => warehouse;

    internal List<FulfillmentLine> Items { get; } = [];

    internal Order Order => order;

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Orders];
}

/// <summary>Pieces of one order line in a fulfilment.</summary>
internal sealed class FulfillmentLine(long number, OrderLine line, int quantity, Stock? stock)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(FulfillmentLine), number.ToString(CultureInfo.InvariantCulture));

    public int Quantity => quantity;

    public OrderLine? OrderLine => line;

    internal Stock? Stock => stock;
}
