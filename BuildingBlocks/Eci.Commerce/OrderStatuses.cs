using System.ComponentModel;
using System.Text.Json.Serialization;
using Eci.Vocabulary;

namespace Eci.Commerce;

/// <summary>Whether an order is wanted.</summary>
[JsonConverter(typeof(WireNameConverter<OrderStatus>))]
[Description("Whether an order is wanted.")]
public enum OrderStatus
{
    /// <summary>Not placed yet.</summary>
    Draft,

    /// <summary>Placed; the shop has not accepted it.</summary>
    Unconfirmed,

    /// <summary>To be fulfilled.</summary>
    Confirmed,

    /// <summary>Fulfilled and paid.</summary>
    Closed,

    /// <summary>Called off. Final.</summary>
    Canceled,
}

/// <summary>How much of an order is paid.</summary>
[JsonConverter(typeof(WireNameConverter<OrderPaymentStatus>))]
[Description("How much of an order is paid.")]
public enum OrderPaymentStatus
{
    Unpaid,
    PartiallyPaid,
    FullyPaid,
    PartiallyRefunded,
    FullyRefunded,
}

/// <summary>How much of an order is on its way.</summary>
[JsonConverter(typeof(WireNameConverter<OrderShipmentStatus>))]
[Description("How much of an order is on its way.")]
public enum OrderShipmentStatus
{
    Pending,
    PartiallyShipped,
    Shipped,
    Delivered,
}

/// <summary>Whether an order is invoiced.</summary>
[JsonConverter(typeof(WireNameConverter<OrderInvoiceStatus>))]
[Description("Whether an order is invoiced.")]
public enum OrderInvoiceStatus
{
    NotInvoiced,
    PartiallyInvoiced,
    Invoiced,
}

/// <summary>What became of a payment.</summary>
[JsonConverter(typeof(WireNameConverter<PaymentStatus>))]
[Description("What became of a payment.")]
public enum PaymentStatus
{
    /// <summary>Begun; nothing is sure.</summary>
    Pending,

    /// <summary>Reserved, not taken.</summary>
    Authorized,

    Paid,

    PartiallyRefunded,

    Refunded,

    Cancelled,

    Failed,
}

/// <summary>How a customer pays.</summary>
[JsonConverter(typeof(WireNameConverter<PaymentMethodType>))]
[Description("How a customer pays.")]
public enum PaymentMethodType
{
    Unknown,
    Card,
    Paypal,

    /// <summary>By bank transfer, in advance or on account.</summary>
    BankTransfer,

    Echeck,
    CustomerCredit,
    GiftCard,
}

/// <summary>Who takes a payment.</summary>
[JsonConverter(typeof(WireNameConverter<PaymentGateway>))]
[Description("Who takes a payment.")]
public enum PaymentGateway
{
    Unknown,
    Braintree,
    Paypal,
    Stripe,
    AuthorizeNet,
    BankTransfer,
    CustomerCredit,
    GiftCard,
}
