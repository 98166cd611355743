using Eci.Modules.Saleor.Catalog.Taxes;
using Eci.Modules.Saleor.Client;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor;

internal sealed class Taxes_of_Saleor
{
    private static readonly SaleorTaxRate[] Rates =
    [
        new(19, new SaleorCountry("DE")), new(20, new SaleorCountry("AT")), new(20, new SaleorCountry("FR")), new(25, new SaleorCountry("SE")),
    ];

    [TestCase("DE", 19)]
    [TestCase("SE", 25)]
    [TestCase("US", 20)]
    [TestCase(null, 20)]
    public void Have_the_rate_of_the_country_of_the_shop(string? home, decimal rate) =>
        Assert.That(new SaleorTaxClass("1", "Standard", Rates, home).HomeRate, Is.EqualTo(rate));

    [Test]
    public void Have_no_rate_when_the_shop_has_none()
    {
        Assert.That(new SaleorTaxClass("1", "Standard", [], "DE").HomeRate, Is.Null);
        Assert.That(new SaleorTaxClass("1", "Standard", Countries: null, "DE").HomeRate, Is.Null);
    }

    [Test]
    public void Are_told_apart_by_the_decimal_point()
    {
        Assert.That(new TaxOfLine(null, null, 5.5m).NormalizedName, Is.Not.EqualTo(new TaxOfLine(null, null, 55m).NormalizedName));
        Assert.That(new TaxOfLine(null, null, 19.0000m).NormalizedName, Is.EqualTo("tax19"));
        Assert.That(new TaxOfLine("C", "Standard", 20m), Has.Property("Name").EqualTo("Standard 20 %").And.Property("LinkKey").EqualTo("C/20"));
    }

    [Test]
    public void Belong_to_the_country_of_the_channel_that_is_used()
    {
        var answer = new TaxClassesAnswer(
            [new("old", IsActive: false, new SaleorCountry("FR")), new("de", IsActive: true, new SaleorCountry("DE")), new("at", IsActive: true, new SaleorCountry("AT"))],
            new SaleorConnection<SaleorTaxClass>(0, null, null));
        Assert.That((answer.HomeOf("at"), answer.HomeOf(null), answer.HomeOf("gone")), Is.EqualTo(("AT", "DE", "DE")));
    }
}
