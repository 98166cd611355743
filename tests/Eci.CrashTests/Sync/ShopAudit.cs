using System.Globalization;
using System.Text.Json;
using Eci.CrashTests.Harness;
using Eci.Testing.Hosting;

namespace Eci.CrashTests.Sync;

/// <summary>Compares the shop's view of its orders and the hub's with what was traded. Each list is empty when everything is there exactly once.</summary>
internal sealed class ShopAudit
{
    private ShopAudit()
    {
    }

    public List<string> Missing { get; } = [];

    public List<string> Doubled { get; } = [];

    public int Fulfilments { get; private set; }

    public int Payments { get; private set; }

    public static async Task<ShopAudit> RunAsync(IEnumerable<TradedOrder> orders, SaleorShopServer shop, Records records)
    {
        var audit = new ShopAudit();
        var stored = (await records.RowsAsync("SELECT order_number FROM commerce_order WHERE origin = 'saleor'")).CountBy(row => row[0]!, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        var paid = (await records.RowsAsync("""
                SELECT o.order_number, p.amount, o.total_gross FROM commerce_payment p JOIN commerce_order o ON o.id = p.order_id
                """)).ToLookup(row => row[0]!, StringComparer.Ordinal);
        foreach (var order in orders)
        {
            audit.Count($"order {order.OrderNumber} in the hub", stored.GetValueOrDefault(order.OrderNumber));
            audit.Count($"payment of {order.OrderNumber} in the hub", paid[order.OrderNumber].Count());
            audit.CheckShop(order, await shop.OrderAsync(order.Number));
        }

        foreach (var row in await records.RowsAsync("SELECT entity, direction, status, key, blocked_by, error FROM sync_record WHERE status NOT IN ('DONE', 'IGNORED')"))
            audit.Missing.Add($"not done: {string.Join(" | ", row)}");
        foreach (var row in await records.RowsAsync("SELECT endpoint, attempts, error_type, error FROM messaging_dead_letter"))
            audit.Missing.Add($"dead letter: {string.Join(" | ", row)}");
        return audit;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"fulfilments={Fulfilments} payments={Payments} missing={Missing.Count} doubled={Doubled.Count}");

    private void CheckShop(TradedOrder order, JsonElement seen)
    {
        var fulfilments = seen.GetProperty("fulfillments").EnumerateArray().ToList();
        Fulfilments += fulfilments.Count;
        Count($"fulfilment of {order.Number}", fulfilments.Count);
        if (fulfilments.Exists(f => f.GetProperty("trackingNumber").GetString() != order.TrackingId))
            Missing.Add($"order {order.Number} is not fulfilled by {order.TrackingId}");
        var payments = seen.GetProperty("payments").EnumerateArray().Count(p => p.GetProperty("captured").GetDecimal() > 0);
        Payments += payments;
        Count($"payment of {order.Number}", payments);
        var (charged, total) = (seen.GetProperty("charged").GetDecimal(), seen.GetProperty("total").GetDecimal());
        if (charged > total)
            Doubled.Add(string.Create(CultureInfo.InvariantCulture, $"order {order.Number} costs {total} and was charged {charged}"));
    }

    private void Count(string what, int count)
    {
        if (count == 0)
            Missing.Add($"no {what}");
        else if (count > 1)
            Doubled.Add(string.Create(CultureInfo.InvariantCulture, $"{count} times: {what}"));
    }
}
