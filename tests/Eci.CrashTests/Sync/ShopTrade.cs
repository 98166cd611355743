using System.Collections.Concurrent;
using System.Globalization;
using Eci.Testing.Hosting;
using Eci.Testing.Parcels;

namespace Eci.CrashTests.Sync;

/// <summary>An order of the shop and what was done to it.</summary>
/// <param name="Number">The shop's number.</param>
/// <param name="TrackingId">Number of its only package, registered with the hub.</param>
/// <param name="IsPaidInHub">The shop got no money; the hub was told of a payment.</param>
internal sealed record TradedOrder(string Number, string TrackingId, bool IsPaidInHub)
{
    public string OrderNumber => $"STORE-{Number}";

    public string PaymentReference => $"bank-{Number}";
}

/// <summary>
/// Customers order in the shop; for each order the hub is told of a package, and of a payment when the shop got none. Goes on whether the hub
/// lives or not.
/// </summary>
internal sealed class ShopTrade(SaleorShopServer shop, HubApi hub)
{
    private const int UnpaidEvery = 3;
    private const int AtATime = 4;

    private const string Register = "mutation ($input: RegisterPackageInput!) { registerPackage(input: $input) { id } }";
    private const string Pay = "mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { id } }";

    private readonly ConcurrentQueue<TradedOrder> _done = [];
    private int _next;

    public IReadOnlyCollection<TradedOrder> Done => _done;

    /// <summary>Ends when the hub took everything that it was told.</summary>
    public Task TradeAsync(int orders) => Parallel.ForEachAsync(
        Enumerable.Range(0, orders), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (_, _) => await TradeOneAsync());

    private async Task TradeOneAsync()
    {
        var index = Interlocked.Increment(ref _next);
        var paid = index % UnpaidEvery != 0;
        var placed = await shop.PlaceOrderAsync(new { paid });
        var order = new TradedOrder(placed.GetProperty("number").GetString()!, Parcel.Create(index).Number, !paid);
        await hub.InsistAsync(Register, new { input = new { carrier = "DPD", trackingId = order.TrackingId, orderNumber = order.OrderNumber } });
        if (order.IsPaidInHub)
        {
            var input = new
            {
                orderNumber = order.OrderNumber,
                referenceNumber = order.PaymentReference,
                amount = placed.GetProperty("total").GetDecimal(),
                currency = placed.GetProperty("currency").GetString(),
                gateway = "BANK_TRANSFER",
                method = "BANK_TRANSFER",
            };
            await hub.InsistAsync(Pay, new { input });
        }

        _done.Enqueue(order);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"orders={_done.Count} paidInHub={_done.Count(o => o.IsPaidInHub)}");
}
