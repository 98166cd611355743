using Eci.Core;
using Eci.Vocabulary;

namespace Eci.Commerce;

/// <summary>An order of the shop. One per number and tenant.</summary>
public sealed class Order : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    /// <summary><see cref="Origin"/> of orders that came through the hub's own API.</summary>
    public const string OriginApi = "api";

    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The number the customer knows, for example <c>STORE-1001</c>.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>When it was placed, UTC.</summary>
    public DateTimeOffset Date { get; set; }

    /// <summary>ISO 639-1, lower case.</summary>
    public string? Language { get; set; }

    public string? MainContactId { get; set; }

    public Contact? MainContact { get; set; }

    /// <summary>Name for this order; the contact's when null.</summary>
    [PersonalData]
    public string? FirstName { get; set; }

    [PersonalData]
    public string? LastName { get; set; }

    public string? ShippingAddressId { get; set; }

    public Address? ShippingAddress { get; set; }

    public string? BillingAddressId { get; set; }

    public Address? BillingAddress { get; set; }

    /// <summary>Opens the order's tracking page to whoever knows it: 128 random bits.</summary>
    [PersonalData]
    public string TrackingToken { get; set; } = Ids.NewSecret(IdPrefix.TrackingToken);

    /// <summary>Tell the customer about the parcels of this order.</summary>
    public bool TrackingNotificationsEnabled { get; set; } = true;

    /// <summary>Kind of the system that the order comes from and that is the master of its lines and totals: <c>saleor</c>, <c>zoho</c>, or <c>api</c>.</summary>
    public string Origin { get; set; } = OriginApi;

    /// <summary>The id its origin gave it.</summary>
    public string? ReferenceNumber { get; set; }

    public OrderStatus Status { get; set; } = OrderStatus.Confirmed;

    public OrderPaymentStatus PaymentStatus { get; set; }

    public OrderShipmentStatus ShipmentStatus { get; set; }

    public OrderInvoiceStatus InvoiceStatus { get; set; }

    /// <summary>Where it is in its life.</summary>
    public OrderStage Stage { get; set; }

    /// <summary>The logistics partner may take it.</summary>
    public bool ReadyToFulfil { get; set; }

    /// <summary>Day on which it should leave, by the shop's calendar.</summary>
    public DateOnly? ExpectedShippingDate { get; set; }

    /// <summary>Who shall bring it; null: not chosen.</summary>
    public Carrier? Carrier { get; set; }

    public string? ShippingMethodName { get; set; }

    public decimal? ShippingNet { get; set; }

    public decimal? ShippingGross { get; set; }

    /// <summary>Per cent.</summary>
    public decimal? ShippingTaxRate { get; set; }

    /// <summary>ISO 4217; null while no amount is known.</summary>
    public string? Currency { get; set; }

    public decimal? TotalNet { get; set; }

    public decimal? TotalGross { get; set; }

    /// <summary>Voucher or coupon.</summary>
    public string? DiscountCode { get; set; }

    /// <summary>What the order costs less than its lines and shipping, net.</summary>
    public decimal DiscountNet { get; set; }

    [PersonalData]
    public string? CustomerNote { get; set; }

    public string? SalesChannelId { get; set; }

    public SalesChannel? SalesChannel { get; set; }

    /// <summary>When its origin last changed it, UTC; null: not told.</summary>
    public DateTimeOffset? ChangedAtOrigin { get; set; }

    public List<OrderLineItem> LineItems { get; } = [];

    public List<OrderMetadata> Metadata { get; } = [];

    public List<Payment> Payments { get; } = [];

    public List<Package> Packages { get; } = [];

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
