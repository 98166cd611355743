using Eci.Commerce;
using Eci.Commerce.Statuses;
using Eci.Vocabulary;
using NUnit.Framework;
using static Eci.Commerce.OrderStatus;

namespace Eci.UnitTests.BuildingBlocks.Commerce.Statuses;

internal sealed class The_status_of_an_order
{
    [TestCase(Confirmed, "DELIVERED", "PAID 100", Closed)]
    [TestCase(Confirmed, "DELIVERED", "PARTIALLY_REFUNDED 100 30", Closed)]
    [TestCase(Confirmed, "DELIVERED", "REFUNDED 100 100", Closed)]
    [TestCase(Confirmed, "DELIVERED", "PAID 40", Confirmed)]
    [TestCase(Confirmed, "IN_TRANSIT", "PAID 100", Confirmed)]
    [TestCase(Closed, "IN_TRANSIT", "PAID 40", Closed)]
    [TestCase(Canceled, "DELIVERED", "PAID 100", Canceled)]
    [TestCase(Draft, "DELIVERED", "PAID 100", Draft)]
    [TestCase(Unconfirmed, "DELIVERED", "PAID 100", Unconfirmed)]
    public void Is_closed_when_it_is_delivered_and_paid(OrderStatus before, string packages, string payments, OrderStatus expected) =>
        Assert.That(Derive(SampleOrder.New(status: before), packages, payments).Status, Is.EqualTo(expected));

    [TestCase(Confirmed, false, "PAID 100", true)]
    [TestCase(Confirmed, false, "PAID 40", false)]
    [TestCase(Confirmed, true, "", true)]
    [TestCase(Confirmed, true, "REFUNDED 100 100", true)]
    [TestCase(Draft, false, "PAID 100", false)]
    [TestCase(Unconfirmed, false, "PAID 100", false)]
    [TestCase(Canceled, true, "PAID 100", false)]
    public void Lets_it_go_out_when_it_is_confirmed_and_paid(OrderStatus status, bool before, string payments, bool expected)
    {
        var order = SampleOrder.New(status: status);
        order.ReadyToFulfil = before;
        Assert.That(Derive(order, "", payments).ReadyToFulfil, Is.EqualTo(expected));
    }

    [TestCase("", OrderInvoiceStatus.NotInvoiced)]
    [TestCase("40", OrderInvoiceStatus.PartiallyInvoiced)]
    [TestCase("40 59.99", OrderInvoiceStatus.Invoiced)]
    [TestCase("40x2", OrderInvoiceStatus.Invoiced)]
    public void Is_invoiced_when_invoices_reach_the_total(string invoices, OrderInvoiceStatus expected) => Assert.That(
        OrderStatuses.Derive(SampleOrder.New(), new OrderEvidence { Invoices = SampleOrder.Invoices(invoices) }).InvoiceStatus, Is.EqualTo(expected));

    [Test]
    public void Is_invoiced_by_any_invoice_while_the_total_is_not_known() => Assert.That(
        OrderStatuses.Derive(SampleOrder.New(total: null), new OrderEvidence { Invoices = SampleOrder.Invoices("40") }).InvoiceStatus,
        Is.EqualTo(OrderInvoiceStatus.Invoiced));

    [TestCase(Confirmed, Draft, Confirmed)]
    [TestCase(Draft, Confirmed, Confirmed)]
    [TestCase(Closed, Confirmed, Closed)]
    [TestCase(Closed, Canceled, Canceled)]
    [TestCase(Canceled, Confirmed, Canceled)]
    [TestCase(Canceled, Closed, Canceled)]
    public void Hears_of_others_what_leads_on(OrderStatus stored, OrderStatus told, OrderStatus expected) =>
        Assert.That(OrderStatuses.Heard(stored, told), Is.EqualTo(expected));

    [TestCase(OrderPaymentStatus.FullyPaid, OrderPaymentStatus.Unpaid, OrderPaymentStatus.FullyPaid)]
    [TestCase(OrderPaymentStatus.Unpaid, OrderPaymentStatus.FullyPaid, OrderPaymentStatus.FullyPaid)]
    public void Hears_of_others_what_is_paid(OrderPaymentStatus stored, OrderPaymentStatus told, OrderPaymentStatus expected) =>
        Assert.That(OrderStatuses.Heard(stored, told), Is.EqualTo(expected));

    [TestCase("STORED", "CONFIRMED PENDING ready", false, "WANTED")]
    [TestCase("STORED", "CONFIRMED PENDING", false, "")]
    [TestCase("STORED", "DRAFT PENDING ready", false, "")]
    [TestCase("STORED", "CONFIRMED PENDING", true, "WANTED PACKED")]
    [TestCase("WANTED", "CONFIRMED PARTIALLY_SHIPPED", true, "PACKED")]
    [TestCase("WANTED", "CONFIRMED SHIPPED", true, "PACKED SHIPPED")]
    [TestCase("STORED", "CLOSED DELIVERED ready", true, "WANTED PACKED SHIPPED DELIVERED")]
    [TestCase("SHIPPED", "CONFIRMED PENDING", false, "")]
    [TestCase("DELIVERED", "CLOSED DELIVERED", true, "")]
    [TestCase("WANTED", "CANCELED PENDING", false, "CANCELED")]
    [TestCase("DELIVERED", "CANCELED DELIVERED", true, "CANCELED")]
    [TestCase("CANCELED", "CANCELED DELIVERED", true, "")]
    [TestCase("DONE", "CANCELED DELIVERED", true, "")]
    public void Leads_through_every_stage_up_to_where_it_is(string stage, string facts, bool hasPackages, string expected)
    {
        var words = facts.Split(' ');
        var order = SampleOrder.New(status: WireName.Parse<OrderStatus>(words[0]));
        order.Stage = WireName.Parse<OrderStage>(stage);
        order.ShipmentStatus = WireName.Parse<OrderShipmentStatus>(words[1]);
        order.ReadyToFulfil = words.Length > 2;
        Assert.That(string.Join(' ', OrderStages.Passed(order, hasPackages).Select(WireName.Of)), Is.EqualTo(expected));
    }

    private static DerivedStatuses Derive(Order order, string packages, string payments) => OrderStatuses.Derive(
        order, new OrderEvidence { Lines = [], Packages = SampleOrder.Packages(packages), Payments = SampleOrder.Payments(payments) });
}
