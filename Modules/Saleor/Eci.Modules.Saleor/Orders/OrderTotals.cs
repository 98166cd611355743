using System.Globalization;
using Eci.Commerce;

namespace Eci.Modules.Saleor.Orders;

/// <summary>What the parts of an order add up to, beside its total.</summary>
/// <param name="DiscountNet">What the order costs less than its lines and shipping, net; 0 when it does not.</param>
/// <param name="Mismatch">One sentence when nothing explains the difference; null when the sums fit.</param>
internal sealed record OrderTotals(decimal DiscountNet, string? Mismatch)
{
    /// <summary>Amounts that differ by no more are equal.</summary>
    public const decimal Cent = 0.01m;

    public static OrderTotals Of(SaleorOrder order)
    {
        var lines = order.Lines ?? [];
        var net = lines.Sum(l => l.TotalPrice?.Net?.Amount ?? 0) + (order.ShippingPrice?.Net?.Amount ?? 0) - (order.Total?.Net?.Amount ?? 0);
        var gross = lines.Sum(l => l.TotalPrice?.Gross?.Amount ?? 0) + (order.ShippingPrice?.Gross?.Amount ?? 0) - (order.Total?.Gross?.Amount ?? 0);

        // Saleor rounds each line for itself, as far as the currency has coins.
        var tolerance = Currencies.SmallestUnit(OrderMap.Currency(order.Total?.Currency)) * (lines.Count + 1);
        if (Money.Equal(gross, 0, tolerance) && Money.Equal(net, 0, tolerance))
            return new OrderTotals(0, Mismatch: null);
        var explained = IsDiscount(order, gross, tolerance) || IsPaidByGiftCard(order, gross);
        return new OrderTotals(Math.Max(net, 0), explained ? null : Sentence(order, gross));
    }

    /// <summary>Older orders keep a discount beside their lines; in newer ones the lines are less already.</summary>
    private static bool IsDiscount(SaleorOrder order, decimal difference, decimal tolerance) =>
        Money.Equal((order.Discounts ?? []).Sum(d => d.Amount?.Amount ?? 0), difference, tolerance);

    private static bool IsPaidByGiftCard(SaleorOrder order, decimal difference) => difference > 0 && order.GiftCards is { Count: > 0 };

    private static string Sentence(SaleorOrder order, decimal difference)
    {
        var total = order.Total?.Gross?.Amount ?? 0;
        return string.Create(
            CultureInfo.InvariantCulture, $"Lines, shipping and discounts add up to {total + difference:0.00##}, the total is {total:0.00##}.");
    }
}
