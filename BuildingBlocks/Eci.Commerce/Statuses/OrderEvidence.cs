namespace Eci.Commerce.Statuses;

/// <summary>What the statuses of an order are derived from. What is null is not known: its status stays.</summary>
public sealed record OrderEvidence
{
    /// <summary>Everything that was ordered; wanted with <see cref="Packages"/> when there are none, or one has lines.</summary>
    public IReadOnlyCollection<OrderLineItem>? Lines { get; init; }

    /// <summary>Every package of the order, with its lines.</summary>
    public IReadOnlyCollection<Package>? Packages { get; init; }

    /// <summary>Every payment of the order.</summary>
    public IReadOnlyCollection<Payment>? Payments { get; init; }

    /// <summary>Every invoice that bills the order, with all orders it bills.</summary>
    public IReadOnlyCollection<Invoice>? Invoices { get; init; }
}

/// <summary>The statuses of an order that follow from other rows.</summary>
public sealed record DerivedStatuses(
    OrderStatus Status, OrderPaymentStatus PaymentStatus, OrderShipmentStatus ShipmentStatus, OrderInvoiceStatus InvoiceStatus, bool ReadyToFulfil);
