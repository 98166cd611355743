namespace Eci.Commerce.Statuses;

/// <summary>
/// How the statuses of an order follow from its lines, packages, payments and invoices. Pure, and never backwards: what an order once
/// reached it keeps, save that CANCELED ends it and that money can be paid anew after it went back.
/// </summary>
public static class OrderStatuses
{
    /// <summary>The statuses after what is known now.</summary>
    /// <param name="order">With the statuses it has.</param>
    /// <param name="evidence">What they are derived from.</param>
    public static DerivedStatuses Derive(Order order, OrderEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(evidence);
        var payment = evidence.Payments is { } payments ? MoneyStatuses.Of(order, payments) : order.PaymentStatus;
        var shipment = evidence.Packages is { } packages ? Later(order.ShipmentStatus, ShipmentRules.Of(order, evidence.Lines ?? [], packages)) : order.ShipmentStatus;
        var invoice = evidence.Invoices is { } invoices ? Later(order.InvoiceStatus, MoneyStatuses.Of(order, invoices)) : order.InvoiceStatus;
        var isClosed = order.Status is OrderStatus.Confirmed && shipment is OrderShipmentStatus.Delivered && IsPaid(payment);
        var ready = order.Status switch
        {
            OrderStatus.Canceled => false,
            OrderStatus.Confirmed or OrderStatus.Closed => order.ReadyToFulfil || payment is OrderPaymentStatus.FullyPaid,
            _ => order.ReadyToFulfil,
        };
        return new DerivedStatuses(isClosed ? OrderStatus.Closed : order.Status, payment, shipment, invoice, ready);
    }

    /// <summary>The status of an order after another system told its own: CANCELED stays, CLOSED is not opened again, nothing goes back to a draft.</summary>
    /// <param name="stored">What the hub has.</param>
    /// <param name="told">What the system says.</param>
    public static OrderStatus Heard(OrderStatus stored, OrderStatus told) =>
        stored is OrderStatus.Canceled || told is OrderStatus.Canceled ? OrderStatus.Canceled : Later(stored, told);

    /// <summary>The payment status after another system told its own, which may know less than the hub.</summary>
    /// <param name="stored">What the hub has.</param>
    /// <param name="told">What the system says.</param>
    public static OrderPaymentStatus Heard(OrderPaymentStatus stored, OrderPaymentStatus told) => Later(stored, told);

    /// <summary>The whole price was paid, whether or not some of it went back later.</summary>
    private static bool IsPaid(OrderPaymentStatus status) => status is not (OrderPaymentStatus.Unpaid or OrderPaymentStatus.PartiallyPaid);

    private static T Later<T>(T one, T other)
        where T : struct, Enum => Comparer<T>.Default.Compare(one, other) >= 0 ? one : other;
}
