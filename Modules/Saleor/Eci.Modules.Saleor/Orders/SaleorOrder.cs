using System.Text.Json;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Payments;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Answer of <c>Orders</c>. Orders are read one by one, so that one that is not understood does not stop its page.</summary>
internal sealed record OrdersAnswer(SaleorConnection<JsonElement>? Orders);

/// <summary>An order as <c>Orders</c> selects it.</summary>
internal sealed record SaleorOrder
{
    public required string Id { get; init; }

    public string? Number { get; init; }

    public string? ExternalReference { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public string? Status { get; init; }

    public string? PaymentStatus { get; init; }

    public string? ChargeStatus { get; init; }

    public string? UserEmail { get; init; }

    public string? LanguageCodeEnum { get; init; }

    public string? CustomerNote { get; init; }

    public SaleorReference? Channel { get; init; }

    public IReadOnlyList<SaleorMetadata>? Metadata { get; init; }

    public SaleorAddress? BillingAddress { get; init; }

    public SaleorAddress? ShippingAddress { get; init; }

    public string? ShippingMethodName { get; init; }

    /// <summary>A fraction.</summary>
    public decimal? ShippingTaxRate { get; init; }

    public SaleorTaxedMoney? ShippingPrice { get; init; }

    public SaleorNamed? DeliveryMethod { get; init; }

    public SaleorTaxedMoney? Total { get; init; }

    public SaleorMoney? TotalRefunded { get; init; }

    public string? VoucherCode { get; init; }

    public IReadOnlyList<SaleorOrderDiscount>? Discounts { get; init; }

    public IReadOnlyList<SaleorReference>? GiftCards { get; init; }

    public IReadOnlyList<SaleorOrderLine>? Lines { get; init; }

    public IReadOnlyList<SaleorFulfilment>? Fulfillments { get; init; }

    public IReadOnlyList<SaleorPayment>? Payments { get; init; }

    public IReadOnlyList<SaleorTransaction>? Transactions { get; init; }
}

/// <summary>A line of an order.</summary>
internal sealed record SaleorOrderLine
{
    public required string Id { get; init; }

    public string? ProductName { get; init; }

    public string? VariantName { get; init; }

    public string? ProductSku { get; init; }

    public decimal Quantity { get; init; }

    /// <summary>A fraction.</summary>
    public decimal? TaxRate { get; init; }

    public SaleorReference? TaxClass { get; init; }

    public string? TaxClassName { get; init; }

    /// <summary>SKU that the hub wrote to orders that it made itself.</summary>
    public string? Metafield { get; init; }

    public SaleorTaxedMoney? UnitPrice { get; init; }

    public SaleorTaxedMoney? UndiscountedUnitPrice { get; init; }

    public SaleorTaxedMoney? TotalPrice { get; init; }

    public SaleorTaxedMoney? UndiscountedTotalPrice { get; init; }

    /// <summary>Null when the variant was deleted since.</summary>
    public SaleorLineVariant? Variant { get; init; }

    public IReadOnlyList<SaleorAllocation>? Allocations { get; init; }
}

internal sealed record SaleorLineVariant(string? Id, string? Sku, SaleorLineProduct? Product);

internal sealed record SaleorLineProduct(string? Id, SaleorProductKind? ProductType);

internal sealed record SaleorProductKind(string? Kind);

internal sealed record SaleorAllocation(decimal Quantity, SaleorReference? Warehouse);

internal sealed record SaleorFulfilment(
    string Id, string? Status, DateTimeOffset Created, string? TrackingNumber, string? PackageId, IReadOnlyList<SaleorFulfilmentLine>? Lines);

internal sealed record SaleorFulfilmentLine(decimal Quantity, SaleorReference? OrderLine);

internal sealed record SaleorOrderDiscount(string? Type, string? Name, SaleorMoney? Amount);

internal sealed record SaleorNamed(string? Id, string? Name);
