using Eci.Modules.Saleor.Fulfilments;
using Eci.UnitTests.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Fulfilments;

internal sealed class Lines_of_a_fulfilment
{
    private const string Order = """
        {"id":"o","status":"UNFULFILLED","lines":[
          {"id":"a","productSku":"TEA","quantityToFulfill":1},
          {"id":"b","productSku":"old","variant":{"sku":"TEA"},"quantityToFulfill":3},
          {"id":"c","productSku":"CUP","quantityToFulfill":2},
          {"id":"d","productSku":"POT","quantityToFulfill":0},
          {"id":"e","productSku":"CARD","quantityToFulfill":1,"isShippingRequired":false}]}
        """;

    [Test]
    public void Are_what_is_left_when_nobody_said_what_is_in_the_package() => Assert.That(
        FulfilmentPlan.Rest(SaleorSamples.ToFulfil(Order)),
        Is.EqualTo(new[] { new PlannedLine("a", 1), new PlannedLine("b", 3), new PlannedLine("c", 2) }));

    [Test]
    public void Are_of_the_line_that_fits_best() =>
        Assert.That(Assigned(new PackedLine(null, "TEA", 3)), Is.EqualTo(new[] { new PlannedLine("b", 3) }));

    [Test]
    public void Are_of_several_lines_when_one_is_not_enough() => Assert.That(
        Assigned(new PackedLine(null, "TEA", 4)), Is.EquivalentTo(new[] { new PlannedLine("a", 1), new PlannedLine("b", 3) }));

    [Test]
    public void Are_of_the_same_SKU_when_staff_replaced_the_line() =>
        Assert.That(Assigned(new PackedLine("gone", "CUP", 2)), Is.EqualTo(new[] { new PlannedLine("c", 2) }));

    [Test]
    public void Never_use_a_piece_twice() => Assert.That(
        Assigned(new PackedLine(null, "TEA", 1), new PackedLine("a", "TEA", 1), new PackedLine(null, "TEA", 1)),
        Is.EquivalentTo(new[] { new PlannedLine("a", 1), new PlannedLine("b", 2) }));

    [TestCase(null, "TEA", 5, "The package has 5 of TEA; the shop has 4 left to fulfil.")]
    [TestCase("c", "CUP", 3, "The package has 3 of CUP; the shop has 2 left to fulfil.")]
    [TestCase(null, "POT", 1, "The package has 1 of POT; the shop has 0 left to fulfil.")]
    [TestCase(null, "JUG", 1, "The order has no line of JUG in the shop.")]
    [TestCase("z", null, 1, "The order has no line of a line without SKU in the shop.")]
    [TestCase(null, null, 1, "The order has no line of a line without SKU in the shop.")]
    [TestCase("c", "CUP", 1.5, "The package has 1.5 of CUP; the shop counts whole pieces only.")]
    [TestCase("c", "CUP", 0, "Nothing is in the package.")]
    public void Say_what_does_not_fit(string? line, string? sku, double quantity, string problem) => Assert.That(
        FulfilmentPlan.TryAssign(SaleorSamples.ToFulfil(Order), [new PackedLine(line, sku, (decimal)quantity)], out _), Is.EqualTo(problem));

    [TestCase("""[{"quantity":3,"warehouse":{"id":"w1"}}]""", null, "3 w1")]
    [TestCase("""[{"quantity":2,"warehouse":{"id":"w1"}},{"quantity":4,"warehouse":{"id":"w2"}}]""", null, "2 w1, 1 w2")]
    [TestCase("""[{"quantity":1,"warehouse":{"id":"w1"}}]""", null, "3 w1")]
    [TestCase("""[{"quantity":1,"warehouse":{"id":"w1"}}]""", "w9", "1 w1, 2 w9")]
    [TestCase("[]", "w9", "3 w9")]
    [TestCase("null", "w9", "3 w9")]
    [TestCase("[]", null, null)]
    public void Come_from_where_the_shop_set_goods_aside(string allocations, string? defaultWarehouse, string? expected)
    {
        var order = SaleorSamples.ToFulfil($$"""{"id":"o","lines":[{"id":"a","allocations":{{allocations}} }]}""");

        var stocks = FulfilmentStocks.Of(order.Lines![0], 3, defaultWarehouse);

        Assert.That(stocks is null ? null : string.Join(", ", stocks.Select(s => $"{s.Quantity} {s.Warehouse}")), Is.EqualTo(expected));
    }

    private static IReadOnlyList<PlannedLine> Assigned(params PackedLine[] packed)
    {
        Assert.That(FulfilmentPlan.TryAssign(SaleorSamples.ToFulfil(Order), packed, out var planned), Is.Null);
        return planned;
    }
}
