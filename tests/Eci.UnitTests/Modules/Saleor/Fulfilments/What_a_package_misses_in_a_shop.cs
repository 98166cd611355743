using Eci.Modules.Saleor.Fulfilments;
using Eci.UnitTests.Modules.Saleor.Orders;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Fulfilments;

internal sealed class What_a_package_misses_in_a_shop
{
    [TestCase(2, 0, false, "a 2")]
    [TestCase(1, 1, false, "a 1")]
    [TestCase(0, 2, false, "")]
    [TestCase(1, 1, true, "a 1")]
    public void Is_what_it_holds_less_what_was_fulfilled_of_it(int left, int fulfilled, bool isShort, string missing) =>
        Assert.That(Of(left, fulfilled, isShort, new PackedLine("a", "TEA", 2)), Is.EqualTo(missing));

    [TestCase(1, 1, false, "")]
    [TestCase(1, 1, true, "a 1")]
    [TestCase(2, 0, false, "a 2")]
    [TestCase(0, 2, true, "FULFILL_ORDER_LINE")]
    public void Is_left_to_staff_while_nobody_said_what_it_holds_unless_they_called_a_part_off(int left, int fulfilled, bool isShort, string missing) =>
        Assert.That(Of(left, fulfilled, isShort), Is.EqualTo(missing));

    [Test]
    public void Cannot_be_said_when_the_shop_has_less_left() =>
        Assert.That(Of(1, 0, isShort: true, new PackedLine("a", "TEA", 2)), Is.EqualTo("FULFILL_ORDER_LINE"));

    private static string Of(int left, int fulfilled, bool isShort, params PackedLine[] lines)
    {
        var order = SaleorSamples.ToFulfil($$"""
            {"id":"o","lines":[{"id":"a","productSku":"TEA","quantityToFulfill":{{left}} }],"fulfillments":[
              {"id":"f1","status":"FULFILLED","created":"2026-01-05T07:00:00Z","lines":[{"quantity":{{fulfilled}},"orderLine":{"id":"a"} }] }] }
            """);
        var package = new PackageToFulfil("pa_1", "01906000683796", "o", IsReturn: false, 1, lines);

        var missing = MissingLines.Of(order, package, fulfilled > 0 ? order.Fulfillments! : [], isShort);

        return missing.Code ?? string.Join(", ", missing.Lines.Select(l => $"{l.LineId} {l.Quantity}"));
    }
}
