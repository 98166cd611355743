using System.Globalization;
using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Orders;

/// <summary>Brings the lines of an order up to date. Three statements, whatever the number of lines.</summary>
internal sealed class OrderLines(EciDbContext database)
{
    /// <summary>A line that is not named any more is taken away; one that is in a package stays, with nothing of it to ship.</summary>
    public async Task ApplyAsync(Order order, bool isNew, IReadOnlyList<RegisterLine> inputs, CancellationToken cancellationToken)
    {
        var known = isNew ? [] : await database.Set<OrderLineItem>().Where(l => l.OrderId == order.Id).ToListAsync(cancellationToken);
        var skus = inputs.Select(i => i.Sku?.Trim()).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var variants = await database.Set<ProductVariant>()
            .Where(v => EF.Parameter(skus).Contains(v.Sku))
            .ToDictionaryAsync(v => v.Sku, v => v.Id, StringComparer.Ordinal, cancellationToken);
        var named = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < inputs.Count; i++)
        {
            var key = inputs[i].LineKey?.Trim() ?? (i + 1).ToString(CultureInfo.InvariantCulture);
            if (!named.Add(key))
                throw new RegistrationRefusedException(RefusalCodes.InvalidArgument, new RefusedField($"lines[{i}].lineKey", $"'{key}' names another line, too"));
            var line = known.Find(l => string.Equals(l.LineKey, key, StringComparison.Ordinal)) ?? Add(order, key);
            Apply(line, inputs[i], i + 1, variants);
        }

        await RemoveAsync(known.Where(l => !named.Contains(l.LineKey)).ToList(), cancellationToken);
    }

    private OrderLineItem Add(Order order, string key)
    {
        var line = new OrderLineItem { Id = Ids.New(IdPrefix.OrderLineItem), TenantId = order.TenantId, OrderId = order.Id, LineKey = key };
        database.Add(line);
        return line;
    }

    private static void Apply(OrderLineItem line, RegisterLine input, int position, Dictionary<string, string> variants)
    {
        line.Position = position;
        line.Sku = input.Sku?.Trim();
        line.ProductName = input.ProductName;
        line.ProductVariantId = line.Sku is { } sku ? variants.GetValueOrDefault(sku) : null;
        line.Quantity = input.Quantity;
        line.TaxRate = input.TaxRate;
        line.UnitNet = input.UnitNet;
        line.UnitGross = input.UnitGross;
        line.TotalNet = input.TotalNet;
        line.TotalGross = input.TotalGross;
        line.DiscountNet = input.DiscountNet ?? 0;
        line.IsGiftCard = input.IsGiftCard ?? false;
    }

    private async Task RemoveAsync(List<OrderLineItem> gone, CancellationToken cancellationToken)
    {
        if (gone.Count == 0)
            return;
        var ids = gone.ConvertAll(l => l.Id);
        var packed = await database.Set<PackageLineItem>()
            .Where(l => EF.Parameter(ids).Contains(l.OrderLineItemId!))
            .Select(l => l.OrderLineItemId!)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        foreach (var line in gone)
        {
            if (packed.Contains(line.Id))
                (line.Quantity, line.TotalNet, line.TotalGross) = (0, 0, 0);
            else
                database.Remove(line);
        }
    }
}
