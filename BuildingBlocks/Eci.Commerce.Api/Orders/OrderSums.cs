namespace Eci.Commerce.Api.Orders;

/// <summary>
/// Whether the amounts of an order agree. Systems round units, lines and totals in different ways: so much may each of them be off. An
/// amount out of range counts as missing: it is refused for itself.
/// </summary>
internal static class OrderSums
{
    private const decimal Rounding = 0.01m;
    private const decimal UnitRounding = 0.005m;

    /// <summary>A unit's price, rounded to the cent, times the quantity. True when an amount is missing.</summary>
    public static bool IsProduct(decimal? unit, decimal quantity, decimal? total) =>
        Known(unit) is not { } price || Known(quantity) is not { } count || Known(total) is not { } sum
        || Money.Equal(price * count, sum, Rounding + (UnitRounding * count));

    /// <summary>Lines and shipping, less the discount. True when an amount is missing.</summary>
    public static bool IsNetSum(RegisterOrder order) =>
        Known(order.TotalNet) is not { } total || Sum(order.Lines, line => line.TotalNet) is not { } lines || order.Shipping is { Gross: not null, Net: null }
        || Known(order.Shipping?.Net ?? 0) is not { } shipping || Known(order.DiscountNet ?? 0) is not { } discount
        || Agree(lines + shipping - discount, total, order.Lines!.Count);

    /// <summary>Lines and shipping. True when an amount is missing, and with a discount, whose tax nobody tells.</summary>
    public static bool IsGrossSum(RegisterOrder order) =>
        Known(order.TotalGross) is not { } total || order.DiscountNet > 0 || Sum(order.Lines, line => line.TotalGross) is not { } lines
        || order.Shipping is { Net: not null, Gross: null } || Known(order.Shipping?.Gross ?? 0) is not { } shipping
        || Agree(lines + shipping, total, order.Lines!.Count);

    private static bool Agree(decimal sum, decimal total, int parts) => Money.Equal(sum, total, Rounding * (parts + 1));

    private static decimal? Sum(List<RegisterLine>? lines, Func<RegisterLine, decimal?> amount) =>
        lines is { Count: > 0 } && lines.TrueForAll(line => Known(amount(line)) is not null) ? lines.Sum(amount) : null;

    private static decimal? Known(decimal? amount) => amount is { } value && AmountRules.IsInRange(value) ? value : null;
}
