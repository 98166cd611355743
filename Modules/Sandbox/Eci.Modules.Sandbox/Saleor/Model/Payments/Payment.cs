using System.Globalization;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

internal enum PaymentChargeStatusEnum
{
    NotCharged,
    Pending,
    PartiallyCharged,
    FullyCharged,
    PartiallyRefunded,
    FullyRefunded,
    Refused,
    Cancelled,
}

internal enum TransactionKind
{
    External,
    Auth,
    Pending,
    ActionToConfirm,
    Refund,
    RefundOngoing,
    Capture,
    Void,
    Confirm,
    Cancel,
}

/// <summary>A legacy payment: a gateway and what it did.</summary>
[Implements(typeof(IObjectWithMetadata))]
internal sealed class Payment(long number, Order order, string gateway, Money total, DateTimeOffset created)
    : ShopObject(nameof(Payment), number.ToString(CultureInfo.InvariantCulture))
{
    public string Gateway => gateway;

    public bool IsActive { get; set; } = true;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Modified { get; set; } = created;

    public string Token { get; set; } = "";

    public Order? Order => order;

    public string PaymentMethodType { get; set; } = "";

    public PaymentChargeStatusEnum ChargeStatus { get; set; }

    public Money? Total => total;

    public Money? CapturedAmount => new(total.Currency, Captured);

    [Needs(Permissions.Orders)]
    public IReadOnlyList<Transaction>? Transactions => Done;

    [Needs(Permissions.Orders)]
    public Money? AvailableCaptureAmount => new(total.Currency, IsActive ? Authorized : 0);

    [Needs(Permissions.Orders)]
    public Money? AvailableRefundAmount => new(total.Currency, Captured);

    public CreditCard? CreditCard { get; set; }

    public string? PspReference { get; set; }

    internal List<Transaction> Done { get; } = [];

    /// <summary>What can still be captured.</summary>
    internal decimal Authorized { get; set; }

    internal decimal Captured { get; set; }

    internal decimal Refunded { get; set; }

    internal override IReadOnlyList<string> Keepers { get; } = [Permissions.Payments];
}

internal sealed record CreditCard(string Brand, string? FirstDigits, string LastDigits, int? ExpMonth, int? ExpYear);

/// <summary>One step of a legacy payment.</summary>
internal sealed class Transaction(long number, Payment payment, TransactionKind kind, bool isSuccess, string token, decimal amount, DateTimeOffset created)
{
    [Id]
    public string Id { get; } = GlobalId.Of(nameof(Transaction), number.ToString(CultureInfo.InvariantCulture));

    public DateTimeOffset Created { get; } = created;

    public Payment Payment => payment;

    public string Token => token;

    public TransactionKind Kind => kind;

    public bool IsSuccess => isSuccess;

    public string? Error => isSuccess ? null : "declined";

    public JsonText GatewayResponse => new("{}");

    public Money? Amount { get; } = new(payment.Total!.Currency, amount);
}
