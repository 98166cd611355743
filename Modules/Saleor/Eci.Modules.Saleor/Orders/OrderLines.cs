using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Client;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Writes the lines of an order. A line keeps its row, whatever changes in it.</summary>
internal static class OrderLines
{
    private const string GiftCardKind = "GIFT_CARD";

    public static void Apply(OrderPage page, Order row, SaleorOrder order)
    {
        var lines = order.Lines ?? [];
        var stay = lines.Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in row.LineItems.Where(l => !stay.Contains(l.LineKey)).ToList())
            Remove(page, row, gone);
        for (var i = 0; i < lines.Count; i++)
        {
            var item = row.LineItems.Find(l => l.LineKey == lines[i].Id) ?? Add(page, row, lines[i].Id);
            item.Position = i + 1;
            Fill(page, item, lines[i]);
        }
    }

    /// <summary>What lies in a package stays, with nothing left to pay or to pack.</summary>
    private static void Remove(OrderPage page, Order row, OrderLineItem line)
    {
        if (page.PackedLineIds.Contains(line.Id))
        {
            line.Quantity = 0;
            line.TotalNet = 0;
            line.TotalGross = 0;
            line.DiscountNet = 0;
            return;
        }

        row.LineItems.Remove(line);
        page.Context.Database.Remove(line);
    }

    private static OrderLineItem Add(OrderPage page, Order row, string key)
    {
        var item = new OrderLineItem { Id = Ids.New(IdPrefix.OrderLineItem), TenantId = page.TenantId, OrderId = row.Id, LineKey = key };
        row.LineItems.Add(item);
        page.Context.Database.Add(item);
        return item;
    }

    private static void Fill(OrderPage page, OrderLineItem item, SaleorOrderLine line)
    {
        var variant = page.Variants.Find(line);
        item.Sku = OrderVariants.SkuOf(line) ?? variant?.Sku;
        item.ProductVariantId = variant?.Id;
        item.ProductName = NameOf(line);
        item.Quantity = line.Quantity;
        item.TaxRate = OrderMap.Percent(line.TaxRate);
        item.TaxId = OrderPageLoader.TaxOf(line) is { } tax ? page.Taxes[tax].Id : null;
        item.UnitNet = OrderFields.Rounded(line.UnitPrice?.Net);
        item.UnitGross = OrderFields.Rounded(line.UnitPrice?.Gross);
        item.TotalNet = OrderFields.Rounded(line.TotalPrice?.Net);
        item.TotalGross = OrderFields.Rounded(line.TotalPrice?.Gross);
        item.UndiscountedUnitNet = OrderFields.Rounded(line.UndiscountedUnitPrice?.Net);
        item.UndiscountedUnitGross = OrderFields.Rounded(line.UndiscountedUnitPrice?.Gross);
        item.DiscountNet = Math.Max((OrderFields.Rounded(line.UndiscountedTotalPrice?.Net) ?? 0) - (item.TotalNet ?? 0), 0);
        item.IsGiftCard = line.Variant?.Product?.ProductType?.Kind is GiftCardKind;

        // Once goods have left, nothing is set aside for them any more.
        var warehouse = OrderPageLoader.WarehouseOf(line);
        item.WarehouseId = (warehouse is null ? null : page.WarehouseLinks.GetValueOrDefault(warehouse)) ?? item.WarehouseId;
    }

    private static string? NameOf(SaleorOrderLine line)
    {
        var product = SaleorText.OrNull(line.ProductName);
        var variant = SaleorText.OrNull(line.VariantName);
        return product is null || variant is null || variant == product ? product ?? variant : $"{product} ({variant})";
    }
}
