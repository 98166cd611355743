using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Seed;

/// <summary>Orders that were placed before the shop is looked at: paid by card, a minute apart, nobody is told of them.</summary>
internal sealed class DemoOrders(ShopData data, DateTimeOffset now)
{
    private readonly Checkout _checkout = new(data);
    private readonly Cashier _cashier = new(data);

    public void Add(int count)
    {
        if (count == 0)
            return;
        var sold = data.Variants.All.Where(variant => variant.PriceIn(data.Channels.All[0]) is not null).ToList();
        foreach (var stock in sold.SelectMany(variant => variant.Lying))
            stock.OnHand += count;
        for (var i = 0; i < count; i++)
            Add(i, count, sold);
        _ = data.TakeEvents();
    }

    private void Add(int index, int count, List<ProductVariant> sold)
    {
        var at = now.AddMinutes(index - count);
        var order = _checkout.Place(
            new PlaceOrder
            {
                Email = data.Customers.All[index % data.Customers.Count].Email,
                Lines = [.. Enumerable.Range(0, 1 + (index % 3)).Select(line => new PlaceOrderLine(sold[((index * 3) + line) % sold.Count].Sku, 1 + (line % 2)))],
            },
            at);
        var payment = _cashier.Draft(order, Cashier.Braintree, at);
        _cashier.Authorize(payment, $"seed{order.Number}", at);
        payment.PaymentMethodType = "card";
        _cashier.Capture(payment, payment.Authorized, payment.Token, at);
    }
}
