using System.Globalization;
using Eci.Commerce.Api.Orders;

namespace Eci.Host.Commands;

/// <summary>A line of an order as it is typed: <c>TEE-M:2:19.90</c>. SKUs may hold colons: numbers are looked for from the end.</summary>
internal static class OrderLineText
{
    private const decimal Most = 1_000_000_000;

    /// <summary>Null when it is no line.</summary>
    public static RegisterLine? Parse(string text)
    {
        var parts = text.Split(':');
        var numbers = parts.Skip(1).Reverse().TakeWhile(part => Number(part) is not null).Take(2).Select(part => Number(part)!.Value).Reverse().ToList();
        var sku = string.Join(':', parts[..^numbers.Count]);
        if (string.IsNullOrWhiteSpace(sku) || (parts.Length > 1 && numbers.Count == 0))
            return null;
        var quantity = numbers.Count > 0 ? numbers[0] : 1;
        decimal? unit = numbers.Count > 1 ? numbers[1] : null;
        return new RegisterLine { Sku = sku, Quantity = quantity, UnitGross = unit, TotalGross = unit * quantity };
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= Most ? number : null;
}
