using Eci.Core;

namespace Eci.Commerce;

/// <summary>Money for an order. One per gateway's number and tenant.</summary>
public sealed class Payment : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The gateway's transaction id.</summary>
    public required string ReferenceNumber { get; init; }

    public string? OrderId { get; set; }

    public Order? Order { get; set; }

    public string? PaymentMethodId { get; set; }

    public PaymentMethod? PaymentMethod { get; set; }

    public PaymentStatus Status { get; set; }

    /// <summary>What was taken or reserved.</summary>
    public decimal Amount { get; set; }

    /// <summary>Of it, what went back.</summary>
    public decimal RefundedAmount { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    /// <summary>What the gateway kept.</summary>
    public decimal TransactionFee { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset? Date { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A way to pay. One per gateway, method, currency and tenant.</summary>
public sealed class PaymentMethod : ITenantOwned, ITimestamped
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required PaymentGateway Gateway { get; init; }

    public required PaymentMethodType Method { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>An invoice to a customer. One per number and tenant.</summary>
public sealed class Invoice : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string InvoiceNumber { get; init; }

    /// <summary>Day of the invoice.</summary>
    public DateOnly? Date { get; set; }

    public decimal TotalGross { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    public string? MainContactId { get; set; }

    public List<InvoiceOrder> Orders { get; } = [];

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>An order that an invoice bills.</summary>
public sealed class InvoiceOrder : ITenantOwned
{
    public required string TenantId { get; init; }

    public required string InvoiceId { get; init; }

    public Invoice? Invoice { get; set; }

    public required string OrderId { get; init; }

    public Order? Order { get; set; }
}
