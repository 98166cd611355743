using Eci.Modules.Saleor.Catalog.Products;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor;

internal sealed class Weights_of_Saleor
{
    [TestCase("G", 250, 250)]
    [TestCase("KG", 1.25, 1250)]
    [TestCase("LB", 2, "907.1847")]
    [TestCase("OZ", 1, "28.3495")]
    [TestCase("TONNE", 0.5, 500000)]
    public void Are_grams_in_the_hub(string unit, double value, decimal grams) =>
        Assert.That(new SaleorWeight(unit, value).Grams, Is.EqualTo(grams));

    [TestCase("KG", 0)]
    [TestCase("KG", -1)]
    [TestCase("KG", 1e20)]
    [TestCase("KG", 1e-12)]
    [TestCase("STONE", 1)]
    [TestCase(null, 1)]
    public void Are_left_out_when_they_say_nothing(string? unit, double value) => Assert.That(new SaleorWeight(unit, value).Grams, Is.Null);
}
