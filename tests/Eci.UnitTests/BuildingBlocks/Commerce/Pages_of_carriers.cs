using Eci.Commerce;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Commerce;

internal sealed class Pages_of_carriers
{
    private static readonly string?[] Languages = ["de", "en", "fr", "it", "es", "pt", null, ""];

    [TestCase(Carrier.Dpd, "de", "https://tracking.dpd.de/status/de_DE/parcel/1")]
    [TestCase(Carrier.Dpd, "de-AT", "https://tracking.dpd.de/status/de_DE/parcel/1")]
    [TestCase(Carrier.Dpd, "pt", "https://tracking.dpd.de/status/en_US/parcel/1")]
    [TestCase(Carrier.Dhl, "de", "https://www.dhl.com/de-de/home/tracking/tracking-parcel.html?submit=1&tracking-id=1")]
    [TestCase(Carrier.Dhl, null, "https://www.dhl.com/global-en/home/tracking/tracking-parcel.html?submit=1&tracking-id=1")]
    [TestCase(Carrier.Usps, "es", "https://es-tools.usps.com/go/TrackConfirmAction?tLabels=1")]
    [TestCase(Carrier.Gls, "fr", "https://gls-group.com/FR/fr/suivi-colis?match=1")]
    public void Are_in_the_customers_language_where_the_carrier_has_it(Carrier carrier, string? language, string expected) =>
        Assert.That(CarrierLinks.TrackingPage(carrier, "1", language), Is.EqualTo(expected));

    [Test]
    public void Are_web_addresses_for_every_carrier_that_moves_parcels()
    {
        Carrier[] none = [Carrier.Unknown, Carrier.Pickup, Carrier.Bulk];
        foreach (var carrier in Enum.GetValues<Carrier>())
        {
            foreach (var language in Languages)
            {
                var page = CarrierLinks.TrackingPage(carrier, "1Z/ä?&", language);
                if (none.Contains(carrier))
                    Assert.That(page, Is.Null);
                else
                    Assert.That(page, Does.StartWith("https://").And.Contain("1Z%2F%C3%A4%3F%26"));
            }
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void Are_missing_without_a_number(string? number) => Assert.That(CarrierLinks.TrackingPage(Carrier.Dpd, number, "de"), Is.Null);

    [TestCase("de", ExpectedResult = "de")]
    [TestCase("DE", ExpectedResult = "de")]
    [TestCase("de-AT", ExpectedResult = "de")]
    [TestCase("de_CH", ExpectedResult = "de")]
    [TestCase(" fr ", ExpectedResult = "fr")]
    [TestCase("gsw-CH", ExpectedResult = "gsw")]
    [TestCase("german", ExpectedResult = null)]
    [TestCase("d", ExpectedResult = null)]
    [TestCase("-de", ExpectedResult = null)]
    [TestCase("ÄÖ", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    [TestCase(null, ExpectedResult = null)]
    public string? Know_the_language_of_a_tag(string? tag) => LanguageTag.Primary(tag);
}
