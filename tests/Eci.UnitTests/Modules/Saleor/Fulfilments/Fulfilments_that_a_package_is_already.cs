using Eci.Modules.Saleor.Fulfilments;
using Eci.UnitTests.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Fulfilments;

internal sealed class Fulfilments_that_a_package_is_already
{
    private const string Package = "pa_1";
    private const string Number = "01906000683796";

    [TestCase("""{"id":"f1","status":"FULFILLED","trackingNumber":"0190 6000 683796"}""", "f1")]
    [TestCase("""{"id":"f1","status":"WAITING_FOR_APPROVAL","trackingNumber":"01906000683796"}""", "f1")]
    [TestCase("""{"id":"f1","status":"FULFILLED","trackingNumber":"other","packageId":"pa_1"}""", "f1")]
    [TestCase("""{"id":"f1","status":"FULFILLED","trackingNumber":"01906000683796","packageId":"pa_2"}""", null)]
    [TestCase("""{"id":"f1","status":"CANCELED","trackingNumber":"01906000683796"}""", null)]
    [TestCase("""{"id":"f1","status":"FULFILLED","trackingNumber":""}""", null)]
    public void Bear_its_id_or_its_number(string fulfilment, string? found) =>
        Assert.That(FulfilmentMatch.Of(Order(fulfilment), Package, Number, linked: []).Select(f => f.Id), Is.EqualTo(found is null ? [] : new[] { found }));

    [Test]
    public void Are_linked_with_it_whatever_they_bear() => Assert.That(
        FulfilmentMatch.Of(Order("""{"id":"f1","status":"FULFILLED","trackingNumber":"other"}"""), Package, Number, linked: ["f1"]), Has.Count.EqualTo(1));

    [TestCase(2, true)]
    [TestCase(1, false)]
    [TestCase(3, false)]
    public void Hold_the_same_lines_and_have_no_number_yet(int quantity, bool isSame)
    {
        var order = Order("""{"id":"f1","status":"FULFILLED","trackingNumber":"","lines":[{"quantity":2,"orderLine":{"id":"a"}}]}""");
        var package = new PackageToFulfil(Package, Number, "o", IsReturn: false, 1, [new PackedLine("a", "TEA", quantity)]);

        var found = FulfilmentMatch.WithoutNumber(order, _ => false, lines => FulfilmentMatch.IsSame(order, lines, package));

        Assert.That(found is not null, Is.EqualTo(isSame));
    }

    [Test]
    public void Are_not_taken_from_another_package()
    {
        var order = Order("""{"id":"f1","status":"FULFILLED","trackingNumber":"","lines":[{"quantity":2,"orderLine":{"id":"a"}}]}""");

        Assert.That(FulfilmentMatch.WithoutNumber(order, id => id.Id is "f1", _ => true), Is.Null);
    }

    [TestCase(0, 1, true)]
    [TestCase(1, 1, false)]
    [TestCase(0, 2, false)]
    public void Are_the_whole_order_for_its_only_package_of_unknown_contents(int left, int packages, bool isSame)
    {
        var order = SaleorSamples.ToFulfil($$"""{"id":"o","lines":[{"id":"a","quantityToFulfill":{{left}} }]}""");
        var package = new PackageToFulfil(Package, Number, "o", IsReturn: false, packages, []);

        Assert.That(FulfilmentMatch.IsSame(order, [new PlannedLine("a", 2)], package), Is.EqualTo(isSame));
    }

    private static OrderToFulfil Order(string fulfilment) => SaleorSamples.ToFulfil(
        $$"""{"id":"o","lines":[{"id":"a","productSku":"TEA","quantityToFulfill":0}],"fulfillments":[{{fulfilment.Replace("\"status\"", "\"created\":\"2026-01-05T07:00:00Z\",\"status\"", StringComparison.Ordinal)}}]}""");
}
