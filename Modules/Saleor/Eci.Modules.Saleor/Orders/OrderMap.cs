using Eci.Commerce;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Orders;

/// <summary>What Saleor's fields mean in the hub. Pure.</summary>
internal static class OrderMap
{
    private const string DeliveryNotes = "deliveryNotes";
    private const int CurrencyLength = 3;

    /// <summary>The number the customer knows; null when the order has none.</summary>
    public static string? Number(SaleorOrder order, SaleorSettings settings)
    {
        if (!string.IsNullOrWhiteSpace(order.ExternalReference))
            return order.ExternalReference.Trim();
        return string.IsNullOrWhiteSpace(order.Number) ? null : $"{settings.OrderPrefix}-{order.Number.Trim()}";
    }

    /// <summary>Null for a status that Saleor did not have when this was written.</summary>
    public static OrderStatus? Status(string? status) => status switch
    {
        "DRAFT" => OrderStatus.Draft,
        "UNCONFIRMED" => OrderStatus.Unconfirmed,
        "CANCELED" or "EXPIRED" => OrderStatus.Canceled,
        "UNFULFILLED" or "PARTIALLY_FULFILLED" or "FULFILLED" or "PARTIALLY_RETURNED" or "RETURNED" => OrderStatus.Confirmed,
        _ => null,
    };

    /// <summary>ISO 4217, upper case; null when there is none or it is none.</summary>
    public static string? Currency(string? code)
    {
        var currency = code?.Trim().ToUpperInvariant();
        return currency is { Length: CurrencyLength } && currency.All(char.IsAsciiLetter) ? currency : null;
    }

    /// <summary>What the customer asks of who delivers; the storefront's own key wins over Saleor's field.</summary>
    public static string? CustomerNote(SaleorOrder order) =>
        SaleorText.OrNull(order.Metadata?.LastOrDefault(m => m.Key == DeliveryNotes)?.Value) ?? SaleorText.OrNull(order.CustomerNote);

    /// <summary>Per cent of a fraction; Saleor's floating point does not show.</summary>
    public static decimal? Percent(decimal? fraction) => fraction is { } rate ? decimal.Round(rate * 100, 2) : null;

    /// <summary>The carrier that a way of shipping names; null when it names none.</summary>
    public static Carrier? CarrierOf(string? shippingMethodName)
    {
        if (shippingMethodName is null)
            return null;
        foreach (var word in shippingMethodName.Split([' ', '-', '_', '/', '(', ')', ',', '.', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Enum.TryParse<Carrier>(word, ignoreCase: true, out var carrier) && IsMover(carrier) && char.IsAsciiLetter(word[0]))
                return carrier;
        }

        return null;
    }

    private static bool IsMover(Carrier carrier) => carrier is not (Carrier.Unknown or Carrier.Pickup or Carrier.Bulk);
}
