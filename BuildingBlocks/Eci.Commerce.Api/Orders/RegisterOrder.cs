using Eci.Vocabulary;

namespace Eci.Commerce.Api.Orders;

/// <summary>An order as a shop tells of it. What is null stays as it is when the order is known.</summary>
public sealed record RegisterOrder
{
    /// <summary>The number the customer knows; the order's identity.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>When it was placed; now when a new order comes without.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Language of the customer, with or without a region.</summary>
    public string? Language { get; init; }

    /// <summary>Name for this order, where it differs from the contact's.</summary>
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public RegisterContact? Contact { get; init; }

    public PostalAddress? ShippingAddress { get; init; }

    public PostalAddress? BillingAddress { get; init; }

    /// <summary>Tell the customer about the parcels of this order; true for a new order that comes without.</summary>
    public bool? TrackingNotificationsEnabled { get; init; }

    /// <summary>DRAFT, UNCONFIRMED or CONFIRMED; CONFIRMED for a new order that comes without. An order does not go back.</summary>
    public OrderStatus? Status { get; init; }

    /// <summary>How much is paid, for shops that tell no payments. It does not go back.</summary>
    public OrderPaymentStatus? PaymentStatus { get; init; }

    /// <summary>The logistics partner may take it.</summary>
    public bool? ReadyToFulfil { get; init; }

    /// <summary>The shop's own id of the order.</summary>
    public string? ReferenceNumber { get; init; }

    /// <summary>ISO 4217, in any case; required with the first amount.</summary>
    public string? Currency { get; init; }

    public decimal? TotalNet { get; init; }

    public decimal? TotalGross { get; init; }

    public RegisterShipping? Shipping { get; init; }

    /// <summary>Voucher or coupon.</summary>
    public string? DiscountCode { get; init; }

    /// <summary>What the order costs less than its lines and shipping, net.</summary>
    public decimal? DiscountNet { get; init; }

    public string? CustomerNote { get; init; }

    /// <summary>Everything that was ordered: lines that are known and not named any more are taken away.</summary>
    public List<RegisterLine>? Lines { get; init; }

    /// <summary>Parcels to add. A number that the order has already stays as it is, whatever the carrier.</summary>
    public List<RegisterParcel>? Packages { get; init; }
}

/// <summary>The main contact of an order. What is null stays as it is when the address is known.</summary>
public sealed record RegisterContact
{
    /// <summary>The contact's identity, in any case.</summary>
    public required string Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Phone { get; init; }

    /// <summary>May be told about parcels by mail; true for a new contact that comes without.</summary>
    public bool? TrackingEmailsConsent { get; init; }
}

/// <summary>A parcel of an order.</summary>
public sealed record RegisterParcel
{
    /// <summary>The carrier's number, written in any way.</summary>
    public required string TrackingId { get; init; }

    /// <summary>Who moves it; null: the number has to tell.</summary>
    public Carrier? Carrier { get; init; }

    /// <summary>Number of the delivery note; one per tenant.</summary>
    public string? Number { get; init; }

    /// <summary>What is in it; null: it stays as it is.</summary>
    public List<RegisterParcelLine>? Lines { get; init; }
}

/// <summary>A parcel by itself.</summary>
public sealed record RegisterPackage
{
    /// <summary>The carrier's number, written in any way.</summary>
    public required string TrackingId { get; init; }

    /// <summary>Who moves it; null: the number has to tell.</summary>
    public Carrier? Carrier { get; init; }

    /// <summary>The order it belongs to, which is known; null: none, and nobody is mailed.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Number of the delivery note; one per tenant.</summary>
    public string? Number { get; init; }

    /// <summary>What is in it; null: it stays as it is. Needs an order.</summary>
    public List<RegisterParcelLine>? Lines { get; init; }
}
