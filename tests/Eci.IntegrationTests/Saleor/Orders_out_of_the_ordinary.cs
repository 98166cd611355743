using System.Text.Json;
using Eci.Commerce;
using Eci.IntegrationTests.Saleor.Support;
using Eci.Modules.Saleor.Fulfilments;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor;

[TestFixture(DatabaseKind.Sqlite)]
internal sealed class Orders_out_of_the_ordinary(DatabaseKind kind) : OrdersFixture(kind)
{
    [Test]
    public async Task Come_without_any_address()
    {
        var (_, row) = await PlaceAsync(new { lines = new[] { new { sku = await AddProductAsync(), quantity = 1 } }, email = "nowhere@example.com", addressed = false });

        Assert.That((row.ShippingAddressId, row.BillingAddressId, row.FirstName), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
        Assert.That(row.MainContact!.Email, Is.EqualTo("nowhere@example.com"));
    }

    [TestCase("JPY", 1234)]
    [TestCase("KWD", 4.125)]
    public async Task Keep_amounts_of_currencies_with_other_coins(string currency, double price)
    {
        var sku = await AddProductAsync((decimal)price, currency: currency);
        var (placed, row) = await PlaceAsync(new { lines = new[] { new { sku, quantity = 3 } }, channel = $"{currency.ToLowerInvariant()}-channel" });

        Assert.That((row.Currency, row.TotalGross), Is.EqualTo((currency, (decimal?)(await InShopAsync(placed)).GetProperty("total").GetDecimal())));
        Assert.That((row.LineItems.Single().TotalGross, row.Payments.Single().Amount), Is.EqualTo(((decimal?)(3 * (decimal)price), row.TotalGross!.Value)));
        Assert.That(row.PaymentStatus, Is.EqualTo(OrderPaymentStatus.FullyPaid));
        Assert.That(await ToldAsync(row, "saleor-totals"), Is.Empty);
    }

    [Test]
    public async Task Cost_nothing_and_are_paid()
    {
        var (_, row) = await PlaceAsync(new { lines = new[] { new { sku = await AddProductAsync(price: 0), quantity = 1 } }, shippingMethod = "DPD Classic", giftCard = "ABCD-EFGH-1234" });

        Assert.That((row.TotalGross, row.PaymentStatus, row.LineItems.Single().TotalGross), Is.EqualTo((0m, OrderPaymentStatus.FullyPaid, 0m)));
        Assert.That(row.Payments, Is.Empty);
        Assert.That(await ToldAsync(row, "saleor-totals"), Is.Empty, "a gift card paid the rest");
    }

    [Test]
    public async Task Keep_gift_cards_out_of_parcels()
    {
        var (tea, card) = (await AddProductAsync(), await AddProductAsync(isGiftCard: true));
        var (placed, row) = await PlaceAsync(new { lines = new[] { new { sku = tea, quantity = 1 }, new { sku = card, quantity = 1 } } });
        Assert.That(row.LineItems.Where(l => l.IsGiftCard).Select(l => l.Sku), Is.EqualTo(new[] { card }));
        await PushAsync<FulfilmentPush>((await AddPackageAsync(row)).Id);

        var lines = (await InShopAsync(placed)).GetProperty("lines").EnumerateArray().ToDictionary(l => l.GetProperty("sku").GetString()!, l => l.GetProperty("fulfilled").GetInt32());
        Assert.That((lines[tea], lines[card]), Is.EqualTo((1, 0)), "nobody packed the gift card");
    }

    [Test]
    public async Task Get_lines_that_staff_add_and_lose_those_that_they_take_away()
    {
        var (first, second) = (await AddProductAsync(), await AddProductAsync(5));
        var (placed, before) = await PlaceAsync(new { lines = new[] { new { sku = first, quantity = 1 } } });
        await Shop.PostAsync($"orders/{Number(placed)}/lines", new { lines = new[] { new { sku = second, quantity = 2 }, new { sku = first, quantity = 0 } } });
        await PullAsync<OrderPull>(Id(placed));
        var after = await OrderAsync(placed);

        Assert.That(after.LineItems.Select(l => (l.Sku, l.Quantity, l.TotalGross)), Is.EqualTo(new[] { (second, 2m, (decimal?)10m) }));
        Assert.That(after.TotalGross, Is.EqualTo(before.TotalGross));
        Assert.That(await ToldAsync(after, "saleor-totals"), Is.Empty);
    }

    [Test]
    public async Task Are_called_off_although_they_hold_a_product_that_the_hub_lacks()
    {
        var (placed, _) = await PlaceAsync(new { lines = new[] { new { sku = await AddProductAsync(), quantity = 1 } }, paid = false });
        await Shop.PostAsync($"orders/{Number(placed)}/lines", new { lines = new[] { new { sku = await AddProductAsync(isKnown: false), quantity = 1 } } });
        Assert.That((await PullAsync<OrderPull>(Id(placed))).Single(), Is.InstanceOf<PullOutcome.Blocked>());
        await Shop.PostAsync($"orders/{Number(placed)}/cancel");

        Assert.That((await PullAsync<OrderPull>(Id(placed))).Single(), Is.InstanceOf<PullOutcome.Done>());
        Assert.That((await OrderAsync(placed)).Status, Is.EqualTo(OrderStatus.Canceled));
    }

    [Test]
    public async Task Are_fulfilled_although_staff_replaced_the_line_that_was_packed()
    {
        var sku = await AddProductAsync();
        var (placed, row) = await PlaceAsync(new { lines = new[] { new { sku, quantity = 2 } } });
        var package = await AddPackageAsync(row, null, (sku, 2));
        await ChangeAsync(async db => (await db.Set<PackageLineItem>().SingleAsync(l => l.PackageId == package.Id)).OrderLineItemId = row.LineItems[0].Id);
        await Shop.PostAsync($"orders/{Number(placed)}/lines", new { lines = new[] { new { sku, quantity = 0 } } });
        await Shop.PostAsync($"orders/{Number(placed)}/lines", new { lines = new[] { new { sku, quantity = 2 } } });
        await PullAsync<OrderPull>(Id(placed));

        Assert.That(await PushAsync<FulfilmentPush>(package.Id), Is.InstanceOf<PushResult.Done>());
        Assert.That((await InShopAsync(placed)).GetProperty("status").GetString(), Is.EqualTo("FULFILLED"));
    }

    [Test]
    public async Task Tell_that_the_shop_changed_the_number_of_a_parcel()
    {
        var (placed, row) = await PlaceAsync();
        var package = await AddPackageAsync(row);
        await PushAsync<FulfilmentPush>(package.Id);
        await PullAsync<OrderPull>(Id(placed));
        Assert.That(await ToldAsync(row, "saleor-shop-fulfilment"), Is.Empty);
        await Shop.PostAsync($"orders/{Number(placed)}/track", new { trackingNumber = NextNumber() });
        await PullAsync<OrderPull>(Id(placed));

        Assert.That(await ToldAsync(row, "saleor-shop-fulfilment"), Is.EqualTo(new[] { "The shop gave the fulfilment another tracking number than its package has." }));
        Assert.That(await PushAsync<FulfilmentPush>(package.Id, "hash"), Is.InstanceOf<PushResult.Done>(), "it is still the package's");
    }

    /// <summary>What was told of an order under a step.</summary>
    private async Task<List<string?>> ToldAsync(Order order, string step)
    {
        var bodies = await Host.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT body AS \"Value\" FROM messaging_message WHERE topic = 'commerce.order.step.reported'").ToListAsync());
        return
        [
            .. bodies.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("message"))
                .Where(m => m.GetProperty("orderId").GetString() == order.Id && m.GetProperty("step").GetString() == step)
                .Select(m => m.GetProperty("detail").GetString()),
        ];
    }
}
