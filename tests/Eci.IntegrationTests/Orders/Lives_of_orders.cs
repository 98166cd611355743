using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Orders.Contracts;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using static Eci.Vocabulary.OrderStage;

namespace Eci.IntegrationTests.Orders;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Lives_of_orders(DatabaseKind kind) : OrdersFixture(kind)
{
    [Test]
    public async Task Lead_from_stored_to_done()
    {
        var shop = await AddShopAsync(s => s.Package.OrderId = null);
        await TellAsync(Stored(shop));
        AssertState(await OrderAsync(shop), OrderStage.Stored, OrderStatus.Confirmed, OrderShipmentStatus.Pending);

        await ChangeOrderAsync(shop, o => (o.TotalGross, o.Currency) = (50, "EUR"));
        await StoreAsync(db => db.Add(Payment(shop, PaymentStatus.Paid, 50)));
        await TellAsync(Stored(shop));
        var paid = await OrderAsync(shop);
        Assert.That((paid.Stage, paid.PaymentStatus, paid.ReadyToFulfil), Is.EqualTo((Wanted, OrderPaymentStatus.FullyPaid, true)));

        await Host.QueryAsync(db => db.Set<Package>().Where(p => p.Id == shop.Package.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.OrderId, shop.Order.Id)));
        await TellAsync(Added(shop));
        AssertState(await OrderAsync(shop), Packed, OrderStatus.Confirmed, OrderShipmentStatus.Pending);
        await TellAsync(shop.Scan(PackageState.InTransit, 8));
        AssertState(await OrderAsync(shop), Shipped, OrderStatus.Confirmed, OrderShipmentStatus.Shipped);
        await TellAsync(shop.Scan(PackageState.Delivered, 9));
        AssertState(await OrderAsync(shop), Done, OrderStatus.Closed, OrderShipmentStatus.Delivered);
        Assert.That(await StagesAsync(shop), Is.EqualTo("STORED WANTED PACKED SHIPPED DELIVERED DONE"));
    }

    [Test]
    public async Task Begin_with_a_package_that_was_registered_first()
    {
        var shop = await AddShopAsync();
        await TellAsync(Added(shop));
        await DeliverAsync(shop);
        AssertState(await OrderAsync(shop), Done, OrderStatus.Confirmed, OrderShipmentStatus.Delivered);
        await TellAsync(Stored(shop));
        Assert.That(await StagesAsync(shop), Is.EqualTo("STORED WANTED PACKED SHIPPED DELIVERED DONE"));
    }

    [Test]
    public async Task Are_the_same_whatever_comes_twice()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), Added(shop), Stored(shop), Added(shop));
        await DeliverAsync(shop);
        var order = await OrderAsync(shop);
        await TellAsync(Stored(shop), Added(shop), Stored(shop));
        Assert.That((await OrderAsync(shop)).Version, Is.EqualTo(order.Version), "Nothing is written when nothing changes.");
        Assert.That(await StagesAsync(shop), Is.EqualTo("STORED WANTED PACKED SHIPPED DELIVERED DONE"));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM orders_life WHERE tenant_id = '{shop.TenantId}'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Wait_for_every_line()
    {
        var shop = await AddShopAsync();
        await StoreLineAsync(shop, "A", 2);
        await StoreAsync(db => db.Add(new PackageLineItem
        {
            Id = $"pli_{shop.Package.Id}",
            TenantId = shop.TenantId,
            PackageId = shop.Package.Id,
            Position = 1,
            Sku = "A",
            Quantity = 1,
        }));
        await TellAsync(Stored(shop));
        await DeliverAsync(shop);
        AssertState(await OrderAsync(shop), Packed, OrderStatus.Confirmed, OrderShipmentStatus.PartiallyShipped);
    }

    [Test]
    public async Task End_when_an_order_is_called_off()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop));
        await DataAsync("mutation ($n: ID!) { cancelOrder(orderNumber: $n, reason: \"Sold out\") { status } }", shop.Key, new { n = shop.Order.OrderNumber });
        await SettleAsync();
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(Canceled));
        await DeliverAsync(shop);
        AssertState(await OrderAsync(shop), Canceled, OrderStatus.Canceled, OrderShipmentStatus.Delivered);
        Assert.That(await StagesAsync(shop), Is.EqualTo("STORED WANTED PACKED CANCELED"));
    }

    [Test]
    public async Task End_when_an_order_is_called_off_on_its_way()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop), shop.Scan(PackageState.InTransit, 8));
        Assert.That((await OrderAsync(shop)).Stage, Is.EqualTo(Shipped));
        await ChangeOrderAsync(shop, o => o.Status = OrderStatus.Canceled);
        await TellAsync(Stored(shop), shop.Scan(PackageState.Delivered, 9));
        AssertState(await OrderAsync(shop), Canceled, OrderStatus.Canceled, OrderShipmentStatus.Delivered);
    }

    [Test]
    public async Task Go_on_for_money_that_goes_back_after_the_end()
    {
        var shop = await AddShopAsync(s => (s.Order.TotalGross, s.Order.Currency) = (50, "EUR"));
        var payment = Payment(shop, PaymentStatus.Paid, 50);
        await StoreAsync(db => db.Add(payment));
        await TellAsync(Stored(shop));
        await DeliverAsync(shop);
        await DataAsync("mutation ($n: ID!) { recordRefund(referenceNumber: $n, amount: 20) { status } }", shop.Key, new { n = payment.ReferenceNumber });
        await SettleAsync();
        var order = await OrderAsync(shop);
        Assert.That((order.Stage, order.Status, order.PaymentStatus), Is.EqualTo((Done, OrderStatus.Closed, OrderPaymentStatus.PartiallyRefunded)));
    }

    [Test]
    public async Task Leave_orders_alone_that_are_gone()
    {
        var shop = await AddShopAsync();
        await TellAsync(new OrderStored(shop.TenantId, "o_gone", Order.OriginApi, Created: true));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM orders_life WHERE tenant_id = '{shop.TenantId}'"), Is.Zero);
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM messaging_dead_letter WHERE tenant_id = '{shop.TenantId}'"), Is.Zero);
    }

    private static Payment Payment(Shop shop, PaymentStatus status, decimal amount) => new()
    {
        Id = $"pay_{shop.TenantId}",
        TenantId = shop.TenantId,
        ReferenceNumber = $"ref_{shop.TenantId}",
        OrderId = shop.Order.Id,
        Status = status,
        Amount = amount,
        Currency = "EUR",
    };
}
