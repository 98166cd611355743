using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Stock;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor;

internal sealed class Stock_for_Saleor
{
    [Test]
    public void Counts_what_orders_have_taken_and_names_only_what_differs()
    {
        var there = Variant(new SaleorStock(12, 2, new SaleorReference("A")), new SaleorStock(5, 1, new SaleorReference("B")), new SaleorStock(9, 0, new SaleorReference("X")));
        var wanted = StockLevels.Differences(there, new Dictionary<string, decimal> { ["A"] = 10, ["B"] = 7, ["C"] = 3 });
        Assert.That(wanted, Is.EqualTo([new WantedStock("B", 8), new WantedStock("C", 3)]));
    }

    [TestCase("-4", 2)]
    [TestCase("2.9", 4)]
    [TestCase("1000000000000", 1073741825)]
    public void Is_whole_pieces_and_never_below_what_orders_have_taken(decimal available, int quantity) => Assert.That(
        StockLevels.Differences(Variant(new SaleorStock(99, 2, new SaleorReference("A"))), new Dictionary<string, decimal> { ["A"] = available }),
        Is.EqualTo([new WantedStock("A", quantity)]));

    private static SaleorVariantStock Variant(params SaleorStock[] stocks) => new("V", "SKU", Product: null, stocks);
}
