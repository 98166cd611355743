using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>What a customer has ordered.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class Order(int number, Channel channel, DateTimeOffset created) : ShopObject(nameof(Order), GlobalId.Uuid(nameof(Order), number).ToString())
{
    public string Number { get; } = number.ToString(CultureInfo.InvariantCulture);

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset UpdatedAt { get; set; } = created;

    public OrderStatus Status { get; set; } = OrderStatus.Unfulfilled;

    public string StatusDisplay => Status.ToString();

    public OrderOriginEnum Origin => OrderOriginEnum.Checkout;

    public string Token => Key;

    public Channel Channel => channel;

    public string? ExternalReference { get; set; }

    public string CustomerNote { get; set; } = "";

    public string TrackingClientId => "";

    public User? User { get; init; }

    public string? UserEmail { get; set; }

    public Address? BillingAddress { get; set; }

    public Address? ShippingAddress { get; set; }

    public string LanguageCode => LanguageCodeEnum.ToString().ToLowerInvariant();

    public LanguageCodeEnum LanguageCodeEnum { get; init; }

    public IReadOnlyList<OrderLine> Lines => Items;

    public IReadOnlyList<Fulfillment> Fulfillments => Shipments;

    public Voucher? Voucher { get; init; }

    public string? VoucherCode => Voucher?.Code;

    public IReadOnlyList<OrderDiscount> Discounts => Reductions;

    public IReadOnlyList<GiftCard> GiftCards => Cards;

    public string? ShippingMethodName => Delivery is { } method ? method.Name : null;

    public IDeliveryMethod? DeliveryMethod => Delivery;

    public string? CollectionPointName => null;

    public bool IsShippingRequired => Items.Any(line => line.IsShippingRequired);

    public Weight Weight => new(WeightUnitsEnum.Kg, (double)Items.Sum(line => line.Quantity * (decimal)(line.Variant?.Weight?.Value ?? 0)));

    public IReadOnlyList<Payment> Payments => PaidBy;

    [Needs(Permissions.Orders, Permissions.Payments)]
    public IReadOnlyList<TransactionItem> Transactions => Accounts;

    public bool DisplayGrossPrices => true;

    internal int Sequence => number;

    internal List<OrderLine> Items { get; } = [];

    internal List<Fulfillment> Shipments { get; } = [];

    internal List<OrderDiscount> Reductions { get; } = [];

    internal List<GiftCard> Cards { get; } = [];

    internal List<Payment> PaidBy { get; } = [];

    internal List<TransactionItem> Accounts { get; } = [];

    internal ShippingMethod? Delivery { get; init; }

    internal OrderMoney Sums => field ??= new OrderMoney(this);

    /// <summary>What was sent of a confirmed order.</summary>
    internal OrderStatus Sent =>
        Items.Count > 0 && Items.TrueForAll(line => line.QuantityToFulfill == 0) ? OrderStatus.Fulfilled
        : Items.Exists(line => line.QuantityFulfilled > 0) ? OrderStatus.PartiallyFulfilled
        : OrderStatus.Unfulfilled;

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Orders];

    // Sums
    public TaxedMoney Total => Sums.Total;

    public TaxedMoney UndiscountedTotal => Sums.UndiscountedTotal;

    public TaxedMoney Subtotal => Sums.Subtotal;

    public TaxedMoney ShippingPrice => Sums.Shipping;

    public double ShippingTaxRate => (double)Sums.ShippingTaxRate;

    public bool IsPaid => Sums.ChargeStatus is OrderChargeStatusEnum.Full or OrderChargeStatusEnum.Overcharged;

    public PaymentChargeStatusEnum PaymentStatus => Sums.PaymentStatus;

    public OrderChargeStatusEnum ChargeStatus => Sums.ChargeStatus;

    public OrderAuthorizeStatusEnum AuthorizeStatus => Sums.AuthorizeStatus;

    public Money TotalAuthorized => Sums.Of(Sums.Authorized);

    public Money TotalCaptured => Sums.Of(Sums.Charged);

    public Money TotalCharged => Sums.Of(Sums.Charged);

    public Money TotalBalance => Sums.Of(Sums.Charged - Sums.Total.Gross.Value);

    public Money TotalRefunded => Sums.Of(Sums.Refunded);

    public Money? Discount => Reductions.Count == 0 ? null : Sums.Of(Reductions.Sum(discount => discount.Amount.Value));
}
