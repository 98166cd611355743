using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;
using static Eci.Vocabulary.OrderStage;

namespace Eci.IntegrationTests.Orders;

/// <summary>What nobody planned: news in the wrong order, several packages, changes after the end.</summary>
[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Lives_out_of_order(DatabaseKind kind) : OrdersFixture(kind)
{
    [Test]
    public async Task Pass_every_stage_when_the_package_arrives_before_anybody_told_of_the_order()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(PackageState.Delivered, 9));
        AssertState(await OrderAsync(shop), Done, OrderStatus.Confirmed, OrderShipmentStatus.Delivered);
        await TellInTurnAsync(shop.Scan(PackageState.InTransit, 8));
        await TellAsync(Stored(shop), Added(shop));
        AssertState(await OrderAsync(shop), Done, OrderStatus.Confirmed, OrderShipmentStatus.Delivered);
        Assert.That(await StagesAsync(shop), Is.EqualTo("STORED WANTED PACKED SHIPPED DELIVERED DONE"));
    }

    [Test]
    public async Task Count_a_package_that_is_delivered_before_it_joins_the_order()
    {
        var shop = await AddShopAsync(s => s.Package.OrderId = null);
        await TellAsync(Stored(shop));
        await DeliverAsync(shop);
        AssertState(await OrderAsync(shop), OrderStage.Stored, OrderStatus.Confirmed, OrderShipmentStatus.Pending);
        await DataAsync(
            "mutation ($input: RegisterPackageInput!) { registerPackage(input: $input) { id } }",
            shop.Key,
            new { input = new { trackingId = shop.Package.TrackingId, carrier = "DPD", orderNumber = $" {shop.Order.OrderNumber} " } });
        await SettleAsync();
        AssertState(await OrderAsync(shop), Done, OrderStatus.Confirmed, OrderShipmentStatus.Delivered);
    }

    [Test]
    public async Task Stay_done_when_another_package_is_added_afterwards()
    {
        var shop = await AddShopAsync();
        await TellAsync(Stored(shop));
        await DeliverAsync(shop);
        await RegisterAsync(shop, new { orderNumber = shop.Order.OrderNumber, packages = new[] { new { carrier = "DPD", trackingId = NextNumber() } } });
        AssertState(await OrderAsync(shop), Done, OrderStatus.Confirmed, OrderShipmentStatus.Delivered);
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM messaging_dead_letter WHERE tenant_id = '{shop.TenantId}'"), Is.Zero);
    }

    [Test]
    public async Task Are_delivered_by_the_last_of_several_packages_whatever_their_order()
    {
        var shop = await AddShopAsync();
        await StoreLineAsync(shop, "A", 3);
        var others = await AddPackagesAsync(shop, 2);
        await SetContentsAsync(shop, [shop.Package, .. others]);
        await TellAsync(Stored(shop));
        await TellAsync(ScanOf(shop, others[1], PackageState.Delivered, 9));
        AssertState(await OrderAsync(shop), Packed, OrderStatus.Confirmed, OrderShipmentStatus.PartiallyShipped);
        await TellAsync(ScanOf(shop, others[0], PackageState.InTransit, 9), shop.Scan(PackageState.InTransit, 9));
        AssertState(await OrderAsync(shop), Shipped, OrderStatus.Confirmed, OrderShipmentStatus.Shipped);
        await TellAsync(ScanOf(shop, others[0], PackageState.Delivered, 10), shop.Scan(PackageState.Delivered, 10));
        AssertState(await OrderAsync(shop), Done, OrderStatus.Confirmed, OrderShipmentStatus.Delivered);
        Assert.That(await StagesAsync(shop), Is.EqualTo("STORED WANTED PACKED SHIPPED DELIVERED DONE"));
    }

    [Test]
    public async Task Are_the_same_when_twenty_packages_move_at_once()
    {
        var shop = await AddShopAsync();
        var packages = (IReadOnlyList<Package>)[shop.Package, .. await AddPackagesAsync(shop, 19)];
        await TellAsync(Stored(shop));
        await TellAsync([.. packages.Select(p => (object)ScanOf(shop, p, PackageState.InTransit, 8)), .. packages.Select(p => (object)ScanOf(shop, p, PackageState.Delivered, 9))]);
        AssertState(await OrderAsync(shop), Done, OrderStatus.Confirmed, OrderShipmentStatus.Delivered);
        Assert.That(await StagesAsync(shop), Is.EqualTo("STORED WANTED PACKED SHIPPED DELIVERED DONE"));
    }

    [Test]
    public async Task End_when_what_came_back_is_sent_again()
    {
        var shop = await AddShopAsync();
        await StoreLineAsync(shop, "A", 1);
        await SetContentsAsync(shop, [shop.Package]);
        await TellAsync(Stored(shop));
        await TellInTurnAsync(shop.Scan(PackageState.InTransit, 8), shop.Scan(PackageState.InTransit, 9, "back") with { IsReturn = true }, shop.Scan(PackageState.Delivered, 10));
        AssertState(await OrderAsync(shop), Shipped, OrderStatus.Confirmed, OrderShipmentStatus.Shipped);
        var again = (await AddPackagesAsync(shop, 1))[0];
        await SetContentsAsync(shop, [again]);
        await TellInTurnAsync(ScanOf(shop, again, PackageState.InTransit, 11), ScanOf(shop, again, PackageState.Delivered, 12));
        AssertState(await OrderAsync(shop), Done, OrderStatus.Confirmed, OrderShipmentStatus.Delivered);
    }

    [Test]
    public async Task Wait_for_a_line_that_was_added_by_an_edit_and_not_for_one_that_was_taken_away()
    {
        var shop = await AddShopAsync();
        await RegisterAsync(shop, new { orderNumber = shop.Order.OrderNumber, lines = new[] { new { sku = "A", quantity = 1 } } });
        await SetContentsAsync(shop, [shop.Package]);
        await RegisterAsync(shop, new { orderNumber = shop.Order.OrderNumber, lines = new[] { new { sku = "A", quantity = 1 }, new { sku = "B", quantity = 1 } } });
        await DeliverAsync(shop);
        AssertState(await OrderAsync(shop), Packed, OrderStatus.Confirmed, OrderShipmentStatus.PartiallyShipped);
        await RegisterAsync(shop, new { orderNumber = shop.Order.OrderNumber, lines = new[] { new { sku = "A", quantity = 1 } } });
        AssertState(await OrderAsync(shop), Done, OrderStatus.Confirmed, OrderShipmentStatus.Delivered);
    }

    [Test]
    public async Task Are_shown_by_GraphQL_as_they_are_and_in_the_story()
    {
        var shop = await AddShopAsync(s => (s.Order.TotalGross, s.Order.Currency) = (10, "EUR"));
        await TellAsync(Stored(shop));
        await DeliverAsync(shop);
        await DataAsync("mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { id } }", shop.Key, new { input = new { orderNumber = shop.Order.OrderNumber, referenceNumber = "r", amount = 10, currency = "EUR" } });
        await SettleAsync();
        var order = (await DataAsync(
            "query ($n: ID!) { order(orderNumber: $n) { stage status paymentStatus shipmentStatus invoiceStatus readyToFulfil timeline { kind title } } }", shop.Key, new { n = shop.Order.OrderNumber })).GetProperty("order");
        Assert.That(
            (string[])[.. ((string[])["stage", "status", "paymentStatus", "shipmentStatus", "invoiceStatus"]).Select(name => order.GetProperty(name).GetString()!)],
            Is.EqualTo((string[])["DONE", "CLOSED", "FULLY_PAID", "DELIVERED", "NOT_INVOICED"]));
        Assert.That(order.GetProperty("readyToFulfil").GetBoolean(), Is.True);
        Assert.That(
            order.GetProperty("timeline").EnumerateArray().Where(e => e.GetProperty("kind").GetString() == "ORDER_STAGE_REACHED").Select(e => e.GetProperty("title").GetString()),
            Is.EquivalentTo((string[])["Order WANTED", "Order PACKED", "Order SHIPPED", "Order DELIVERED", "Order DONE"]));
    }

    private async Task RegisterAsync(Shop shop, object input)
    {
        await DataAsync("mutation ($input: RegisterOrderInput!) { registerOrder(input: $input) { id } }", shop.Key, new { input });
        await SettleAsync();
    }

    private async Task<List<Package>> AddPackagesAsync(Shop shop, int count)
    {
        var packages = Enumerable.Range(0, count).Select(_ => NextNumber())
            .Select(number => new Package { Id = $"pa_{number}", TenantId = shop.TenantId, Carrier = Carrier.Dpd, TrackingId = number, OrderId = shop.Order.Id })
            .ToList();
        await StoreAsync(db => db.AddRange(packages));
        return packages;
    }

    /// <summary>One piece of A lies in each package.</summary>
    private Task SetContentsAsync(Shop shop, IEnumerable<Package> packages) => StoreAsync(db => db.AddRange(packages.Select(package => new PackageLineItem
    {
        Id = $"pli_{package.Id}",
        TenantId = shop.TenantId,
        PackageId = package.Id,
        Position = 1,
        Sku = "A",
        Quantity = 1,
    })));

    private static Modules.Tracking.Contracts.PackageUpdate ScanOf(Shop shop, Package package, PackageState state, double hour) =>
        shop.Scan(state, hour) with { TrackingId = package.TrackingId };
}
