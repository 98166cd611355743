using Eci.Commerce;
using Eci.Commerce.Statuses;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Payments;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Writes the fields of an order itself.</summary>
internal static class OrderFields
{
    private const int LongestKey = 200;
    private const int Scale = 4;

    public static void Apply(OrderPage page, Order row, SaleorOrder order)
    {
        row.Origin = SaleorApp.Kind;
        row.ReferenceNumber = order.Id;
        row.ChangedAtOrigin = order.UpdatedAt;
        row.Date = order.Created;
        row.Language = LanguageTag.Primary(order.LanguageCodeEnum) ?? row.Language;
        row.SalesChannelId = (order.Channel is { } channel ? page.ChannelLinks.GetValueOrDefault(channel.Id) : null) ?? row.SalesChannelId;
        row.DiscountCode = SaleorText.OrNull(order.VoucherCode);
        ApplyMoney(row, order);
        ApplyShipping(row, order);
        ApplyStatuses(row, order);
    }

    /// <summary>Brings each key up to date and drops those that are gone. May name persons.</summary>
    public static void ApplyMetadata(OrderPage page, Order row, SaleorOrder order)
    {
        row.CustomerNote = OrderMap.CustomerNote(order);
        var told = (order.Metadata ?? []).Where(m => m.Key.Length is > 0 and <= LongestKey).DistinctBy(m => m.Key, StringComparer.Ordinal).ToList();
        foreach (var gone in row.Metadata.Where(m => !told.Exists(t => t.Key == m.Key)).ToList())
        {
            row.Metadata.Remove(gone);
            page.Context.Database.Remove(gone);
        }

        foreach (var item in told)
        {
            var value = item.Value ?? string.Empty;
            if (row.Metadata.Find(m => m.Key == item.Key) is { } known)
                known.Value = value;
            else
                row.Metadata.Add(new OrderMetadata { TenantId = page.TenantId, OrderId = row.Id, Key = item.Key, Value = value });
        }
    }

    /// <summary>As the database keeps amounts, so that an equal one is no change.</summary>
    public static decimal? Rounded(SaleorMoney? money) => money is null ? null : decimal.Round(money.Amount, Scale);

    private static void ApplyMoney(Order row, SaleorOrder order)
    {
        row.Currency = OrderMap.Currency(order.Total?.Currency);
        row.TotalNet = Rounded(order.Total?.Net);
        row.TotalGross = Rounded(order.Total?.Gross);
        row.DiscountNet = decimal.Round(OrderTotals.Of(order).DiscountNet, Scale);
    }

    private static void ApplyShipping(Order row, SaleorOrder order)
    {
        row.ShippingMethodName = SaleorText.OrNull(order.ShippingMethodName) ?? SaleorText.OrNull(order.DeliveryMethod?.Name);
        row.ShippingNet = Rounded(order.ShippingPrice?.Net);
        row.ShippingGross = Rounded(order.ShippingPrice?.Gross);
        row.ShippingTaxRate = OrderMap.Percent(order.ShippingTaxRate);
        row.Carrier = OrderMap.CarrierOf(row.ShippingMethodName) ?? row.Carrier;
    }

    private static void ApplyStatuses(Order row, SaleorOrder order)
    {
        var money = OrderPaymentsMap.Of(order, row.Currency!);
        row.Status = OrderStatuses.Heard(row.Status, OrderMap.Status(order.Status)!.Value);
        row.PaymentStatus = OrderStatuses.Heard(row.PaymentStatus, OrderPaymentStatusMap.Of(order, money.Payments));
    }
}
