using Eci.Commerce;
using Eci.Commerce.Statuses;
using NUnit.Framework;
using static Eci.Commerce.OrderShipmentStatus;

namespace Eci.UnitTests.BuildingBlocks.Commerce.Statuses;

internal sealed class The_shipment_status
{
    [TestCase("", "", Pending)]
    [TestCase("A:1", "", Pending)]
    [TestCase("A:1", "INIT", Pending)]
    [TestCase("A:1", "INFORMATION_RECEIVED", Pending)]
    [TestCase("A:1", "PENDING", Pending)]
    [TestCase("A:1", "EXPIRED", Pending)]
    [TestCase("A:1", "IN_TRANSIT", Shipped)]
    [TestCase("A:1", "OUT_FOR_DELIVERY", Shipped)]
    [TestCase("A:1", "FAILED_ATTEMPT", Shipped)]
    [TestCase("A:1", "AVAILABLE_FOR_PICKUP", Shipped)]
    [TestCase("A:1", "EXCEPTION", Shipped)]
    [TestCase("A:1", "DELIVERED", Delivered)]
    [TestCase("", "DELIVERED", Delivered)]
    public void Of_an_order_with_one_package_that_says_nothing_of_its_lines_is_that_of_the_package(string lines, string packages, OrderShipmentStatus expected) =>
        Assert.That(Of(lines, packages), Is.EqualTo(expected));

    [TestCase("A:1 B:1", "IN_TRANSIT; INIT", PartiallyShipped)]
    [TestCase("A:1 B:1", "IN_TRANSIT; OUT_FOR_DELIVERY", Shipped)]
    [TestCase("A:1 B:1", "DELIVERED; IN_TRANSIT", Shipped)]
    [TestCase("A:1 B:1", "DELIVERED; INIT", PartiallyShipped)]
    [TestCase("A:1 B:1", "DELIVERED; DELIVERED", Delivered)]
    [TestCase("", "DELIVERED; DELIVERED", Delivered)]
    public void Of_packages_without_lines_takes_them_for_the_whole_order_together(string lines, string packages, OrderShipmentStatus expected) =>
        Assert.That(Of(lines, packages), Is.EqualTo(expected));

    [TestCase("A:2 B:1", "IN_TRANSIT A:2", PartiallyShipped)]
    [TestCase("A:2 B:1", "IN_TRANSIT A:2 B:1", Shipped)]
    [TestCase("A:2 B:1", "DELIVERED A:2", PartiallyShipped)]
    [TestCase("A:2 B:1", "DELIVERED A:1; DELIVERED A:1 B:1", Delivered)]
    [TestCase("A:2 B:1", "DELIVERED A:1 B:1; IN_TRANSIT A:1", Shipped)]
    [TestCase("A:2 B:1", "DELIVERED A:1 B:1; INIT A:1", PartiallyShipped)]
    [TestCase("A:2", "DELIVERED A:1", PartiallyShipped)]
    [TestCase("A:2", "DELIVERED A:3", Delivered)]
    [TestCase("A:0.5", "DELIVERED A:0.5", Delivered)]
    [TestCase("A:1 A:1", "DELIVERED A:1", PartiallyShipped)]
    [TestCase("A:1 A:1", "DELIVERED A:2", Delivered)]
    [TestCase("A:1 A:1", "DELIVERED #1:1 #2:1", Delivered)]
    [TestCase("A:1 A:1", "DELIVERED #1:2", PartiallyShipped)]
    [TestCase("A:1 A:1", "DELIVERED #1:1 A:1", Delivered)]
    [TestCase("A:1 B:1", "DELIVERED X:1", PartiallyShipped)]
    [TestCase("", "DELIVERED X:1; INIT Y:1", PartiallyShipped)]
    [TestCase("A:1", "IN_TRANSIT A:1; INIT X:1", Shipped)]
    public void Of_packages_with_lines_asks_what_is_in_them(string lines, string packages, OrderShipmentStatus expected) =>
        Assert.That(Of(lines, packages), Is.EqualTo(expected));

    [TestCase("A:1 B:1", "DELIVERED A:1; DELIVERED", PartiallyShipped)]
    [TestCase("A:1 B:1", "DELIVERED A:1 B:1; DELIVERED", Delivered)]
    [TestCase("A:1 B:1", "DELIVERED A:1 B:1; INIT", PartiallyShipped)]
    public void Learns_nothing_of_what_is_packed_from_a_package_without_lines_beside_others(string lines, string packages, OrderShipmentStatus expected) =>
        Assert.That(Of(lines, packages), Is.EqualTo(expected));

    [TestCase("gift:1", "", Delivered)]
    [TestCase("gift:1 A:1", "", Pending)]
    [TestCase("A:1 gift:1", "DELIVERED A:1", Delivered)]
    [TestCase("A:1 GIFT:1", "DELIVERED A:1", Delivered)]
    [TestCase("A:1 B:0", "DELIVERED A:1", Delivered)]
    [TestCase("A:0", "", Pending)]
    [TestCase("A:1 -:1", "DELIVERED A:1", Delivered)]
    [TestCase("A:1 -:2", "DELIVERED A:1 #2:1", PartiallyShipped)]
    [TestCase("-:1", "", Pending)]
    public void Waits_for_nothing_that_is_not_shipped(string lines, string packages, OrderShipmentStatus expected) =>
        Assert.That(Of(lines, packages), Is.EqualTo(expected));

    [Test]
    public void Of_gift_cards_that_nobody_confirmed_is_pending() =>
        Assert.That(OrderStatuses.Derive(SampleOrder.New(status: OrderStatus.Draft), Evidence("gift:1", "")).ShipmentStatus, Is.EqualTo(Pending));

    [TestCase("A:1", "RETURN IN_TRANSIT A:1", Shipped)]
    [TestCase("A:1", "RETURN DELIVERED A:1", Shipped)]
    [TestCase("A:1", "RETURN DELIVERED", Shipped)]
    [TestCase("A:1", "RETURN DELIVERED A:1; INIT A:1", Shipped)]
    [TestCase("A:1", "RETURN DELIVERED A:1; DELIVERED A:1", Delivered)]
    [TestCase("A:1", "RETURN DELIVERED; DELIVERED", Delivered)]
    [TestCase("A:1 B:1", "RETURN DELIVERED A:1; DELIVERED B:1", Shipped)]
    public void Does_not_count_what_goes_back_as_delivered(string lines, string packages, OrderShipmentStatus expected) =>
        Assert.That(Of(lines, packages), Is.EqualTo(expected));

    [TestCase(Delivered, "DELIVERED; INIT", Delivered)]
    [TestCase(Shipped, "EXPIRED", Shipped)]
    [TestCase(PartiallyShipped, "IN_TRANSIT", Shipped)]
    public void Never_goes_back(OrderShipmentStatus reached, string packages, OrderShipmentStatus expected)
    {
        var order = SampleOrder.New();
        order.ShipmentStatus = reached;
        Assert.That(OrderStatuses.Derive(order, Evidence("A:1", packages)).ShipmentStatus, Is.EqualTo(expected));
    }

    [Test]
    public void Stays_while_packages_are_not_known()
    {
        var order = SampleOrder.New();
        order.ShipmentStatus = PartiallyShipped;
        Assert.That(OrderStatuses.Derive(order, new OrderEvidence { Payments = [] }).ShipmentStatus, Is.EqualTo(PartiallyShipped));
    }

    private static OrderShipmentStatus Of(string lines, string packages) => OrderStatuses.Derive(SampleOrder.New(), Evidence(lines, packages)).ShipmentStatus;

    private static OrderEvidence Evidence(string lines, string packages) => new() { Lines = SampleOrder.Lines(lines), Packages = SampleOrder.Packages(packages) };
}
