namespace Eci.Commerce.Api.Orders;

/// <summary>Whether the amounts of an order agree. Systems round units, lines and totals in different ways: so much may each of them be off.</summary>
internal static class OrderSums
{
    private const decimal Rounding = 0.01m;
    private const decimal UnitRounding = 0.005m;

    /// <summary>A unit's price, rounded to the cent, times the quantity. True when an amount is missing.</summary>
    public static bool IsProduct(decimal? unit, decimal quantity, decimal? total) =>
        unit is null || total is null || Money.Equal(unit.Value * quantity, total.Value, Rounding + (UnitRounding * quantity));

    /// <summary>Lines and shipping, less the discount. True when an amount is missing.</summary>
    public static bool IsNetSum(RegisterOrder order) =>
        order.TotalNet is null || Sum(order.Lines, line => line.TotalNet) is not { } lines || order.Shipping is { Gross: not null, Net: null }
        || Agree(lines + (order.Shipping?.Net ?? 0) - (order.DiscountNet ?? 0), order.TotalNet.Value, order.Lines!.Count);

    /// <summary>Lines and shipping. True when an amount is missing, and with a discount, whose tax nobody tells.</summary>
    public static bool IsGrossSum(RegisterOrder order) =>
        order.TotalGross is null || order.DiscountNet > 0 || Sum(order.Lines, line => line.TotalGross) is not { } lines || order.Shipping is { Net: not null, Gross: null }
        || Agree(lines + (order.Shipping?.Gross ?? 0), order.TotalGross.Value, order.Lines!.Count);

    private static bool Agree(decimal sum, decimal total, int parts) => Money.Equal(sum, total, Rounding * (parts + 1));

    private static decimal? Sum(List<RegisterLine>? lines, Func<RegisterLine, decimal?> amount) =>
        lines is { Count: > 0 } && lines.TrueForAll(line => amount(line) is not null) ? lines.Sum(amount) : null;
}
