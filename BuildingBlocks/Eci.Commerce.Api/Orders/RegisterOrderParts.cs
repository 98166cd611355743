using Eci.Vocabulary;

namespace Eci.Commerce.Api.Orders;

/// <summary>What was ordered. Amounts are in the order's currency, with at most four decimals.</summary>
public sealed record RegisterLine
{
    /// <summary>Name of the line within its order; its position when left out. The same line keeps it.</summary>
    public string? LineKey { get; init; }

    /// <summary>Need not be known; joined to its variant when it is.</summary>
    public string? Sku { get; init; }

    public string? ProductName { get; init; }

    public required decimal Quantity { get; init; }

    /// <summary>Per cent.</summary>
    public decimal? TaxRate { get; init; }

    public decimal? UnitNet { get; init; }

    public decimal? UnitGross { get; init; }

    public decimal? TotalNet { get; init; }

    public decimal? TotalGross { get; init; }

    /// <summary>Of the whole line, net; zero when left out.</summary>
    public decimal? DiscountNet { get; init; }

    /// <summary>It is not shipped.</summary>
    public bool? IsGiftCard { get; init; }
}

/// <summary>How an order is sent, and what that costs. What is null stays as it is.</summary>
public sealed record RegisterShipping
{
    public string? MethodName { get; init; }

    public Carrier? Carrier { get; init; }

    public decimal? Net { get; init; }

    public decimal? Gross { get; init; }

    /// <summary>Per cent.</summary>
    public decimal? TaxRate { get; init; }

    /// <summary>Day on which it should leave, by the shop's calendar.</summary>
    public DateOnly? ExpectedDate { get; init; }
}

/// <summary>What is in a parcel.</summary>
public sealed record RegisterParcelLine
{
    /// <summary>The line of the order; null: the one with the SKU.</summary>
    public string? LineKey { get; init; }

    public string? Sku { get; init; }

    public required decimal Quantity { get; init; }
}
