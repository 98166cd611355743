using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>An order as the staff sees it: <c>GET /sandbox/saleor/orders/{number}</c>.</summary>
internal sealed record OrderView(
    string Id,
    string Number,
    DateTimeOffset Created,
    DateTimeOffset UpdatedAt,
    string Status,
    string PaymentStatus,
    string ChargeStatus,
    string? Email,
    string Currency,
    decimal Total,
    decimal Charged,
    string? ShippingMethod,
    string? VoucherCode,
    IReadOnlyList<OrderLineView> Lines,
    IReadOnlyList<FulfillmentView> Fulfillments,
    IReadOnlyList<PaymentView> Payments,
    IReadOnlyDictionary<string, string> Metadata)
{
    private const int MostListed = 100;

    /// <summary>The latest orders, the newest first.</summary>
    public static IReadOnlyList<OrderView> Latest(ShopData data) => [.. data.Orders.All.TakeLast(MostListed).Reverse().Select(Of)];

    public static OrderView Of(Order order) => new(
        order.Id,
        order.Number,
        order.Created,
        order.UpdatedAt,
        Constant(order.Status),
        Constant(order.PaymentStatus),
        Constant(order.ChargeStatus),
        order.UserEmail,
        order.Channel.Currency,
        order.Total.Gross.Value,
        order.Sums.Charged,
        order.ShippingMethodName,
        order.VoucherCode,
        [.. order.Items.Select(line => new OrderLineView(line.Id, line.ProductSku, line.ProductName, line.Quantity, line.QuantityFulfilled, line.TotalGross))],
        [.. order.Shipments.Select(FulfillmentView.Of)],
        [.. order.PaidBy.Select(PaymentView.Of), .. order.Accounts.Select(PaymentView.Of)],
        order.PublicData.Map(null).Values);

    public static string Constant(Enum value) => GraphQL.StringExtensions.ToConstantCase(value.ToString());
}

internal sealed record OrderLineView(string Id, string? Sku, string Name, int Quantity, int Fulfilled, decimal Total);

internal sealed record FulfillmentView(
    string Id, string Status, string TrackingNumber, string Warehouse, IReadOnlyDictionary<string, int> Lines, IReadOnlyDictionary<string, string> Metadata)
{
    public static FulfillmentView Of(Fulfillment fulfillment) => new(
        fulfillment.Id,
        OrderView.Constant(fulfillment.Status),
        fulfillment.TrackingNumber,
        fulfillment.Warehouse!.Slug,
        fulfillment.Items.ToDictionary(line => line.OrderLine!.Id, line => line.Quantity, StringComparer.Ordinal),
        fulfillment.PublicData.Map(null).Values);
}

internal sealed record PaymentView(string Id, string Gateway, string Status, decimal Authorized, decimal Captured, decimal Refunded, string? PspReference)
{
    public static PaymentView Of(Payment payment) => new(
        payment.Id, payment.Gateway, OrderView.Constant(payment.ChargeStatus), payment.Authorized, payment.Captured, payment.Refunded, payment.PspReference);

    public static PaymentView Of(TransactionItem item) =>
        new(item.Id, item.Name, "TRANSACTION", item.Authorized, item.Charged, item.Refunded, item.PspReference);
}
