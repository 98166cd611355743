using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Why an order cannot be stored as it is.</summary>
internal static class OrderProblem
{
    private const int LongestNumber = 200;

    /// <summary>One sentence without personal data; null when nothing is wrong.</summary>
    public static string? Of(SaleorOrder order, SaleorSettings settings)
    {
        if (OrderMap.Number(order, settings) is not { } number)
            return "The order has no number.";
        if (number.Length > LongestNumber)
            return $"The order's number is longer than {LongestNumber} characters.";
        if (OrderMap.Status(order.Status) is null)
            return "The order has a status that the hub does not know.";
        if (SaleorText.OrNull(order.UserEmail) is not { } email || !email.Contains('@', StringComparison.Ordinal))
            return "The order has no e-mail address.";
        if (OrderMap.Currency(order.Total?.Currency) is null)
            return "The order has no currency of ISO 4217.";
        if ((order.Lines ?? []).GroupBy(l => l.Id, StringComparer.Ordinal).Any(same => same.Count() > 1))
            return "Two lines of the order have the same id.";
        return null;
    }
}
