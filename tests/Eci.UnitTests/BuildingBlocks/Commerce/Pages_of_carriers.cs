using Eci.Commerce;
using Eci.Commerce.CarrierDetection;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Commerce;

internal sealed class Pages_of_carriers
{
    private static readonly string?[] Languages = ["de", "en", "fr", "it", "es", "pt", null, ""];

    [TestCase(Carrier.Dpd, "de", "https://tracking.dpd.de/status/de_DE/parcel/1")]
    [TestCase(Carrier.Dpd, "en", "https://tracking.dpd.de/status/en_US/parcel/1")]
    [TestCase(Carrier.Dpd, "fr", "https://tracking.dpd.de/status/fr_FR/parcel/1")]
    [TestCase(Carrier.Dpd, "it", "https://tracking.dpd.de/status/it_IT/parcel/1")]
    [TestCase(Carrier.Dpd, "es", "https://tracking.dpd.de/status/es_ES/parcel/1")]
    [TestCase(Carrier.Dhl, "de", "https://www.dhl.com/de-de/home/tracking/tracking-parcel.html?submit=1&tracking-id=1")]
    [TestCase(Carrier.Dhl, "en", "https://www.dhl.com/global-en/home/tracking/tracking-parcel.html?submit=1&tracking-id=1")]
    [TestCase(Carrier.Dhl, "fr", "https://www.dhl.com/fr-fr/home/tracking/tracking-parcel.html?submit=1&tracking-id=1")]
    [TestCase(Carrier.Dhl, "it", "https://www.dhl.com/it-it/home/tracking/tracking-parcel.html?submit=1&tracking-id=1")]
    [TestCase(Carrier.Dhl, "es", "https://www.dhl.com/es-es/home/tracking/tracking-parcel.html?submit=1&tracking-id=1")]
    [TestCase(Carrier.Ups, "de", "https://www.ups.com/track?loc=de_DE&tracknum=1")]
    [TestCase(Carrier.Ups, "en", "https://www.ups.com/track?loc=en_US&tracknum=1")]
    [TestCase(Carrier.Ups, "fr", "https://www.ups.com/track?loc=fr_FR&tracknum=1")]
    [TestCase(Carrier.Ups, "it", "https://www.ups.com/track?loc=it_IT&tracknum=1")]
    [TestCase(Carrier.Ups, "es", "https://www.ups.com/track?loc=es_ES&tracknum=1")]
    [TestCase(Carrier.Hermes, "de", "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#1")]
    [TestCase(Carrier.Hermes, "en", "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#1")]
    [TestCase(Carrier.Hermes, "fr", "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#1")]
    [TestCase(Carrier.Hermes, "it", "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#1")]
    [TestCase(Carrier.Hermes, "es", "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#1")]
    [TestCase(Carrier.Gls, "de", "https://gls-group.com/DE/de/paketverfolgung?match=1")]
    [TestCase(Carrier.Gls, "en", "https://gls-group.com/GROUP/en/parcel-tracking?match=1")]
    [TestCase(Carrier.Gls, "fr", "https://gls-group.com/FR/fr/suivi-colis?match=1")]
    [TestCase(Carrier.Gls, "it", "https://gls-group.com/GROUP/en/parcel-tracking?match=1")]
    [TestCase(Carrier.Gls, "es", "https://gls-group.com/GROUP/en/parcel-tracking?match=1")]
    [TestCase(Carrier.Fedex, "de", "https://www.fedex.com/fedextrack/?trknbr=1&locale=de_DE")]
    [TestCase(Carrier.Fedex, "en", "https://www.fedex.com/fedextrack/?trknbr=1&locale=en_US")]
    [TestCase(Carrier.Fedex, "fr", "https://www.fedex.com/fedextrack/?trknbr=1&locale=fr_FR")]
    [TestCase(Carrier.Fedex, "it", "https://www.fedex.com/fedextrack/?trknbr=1&locale=it_IT")]
    [TestCase(Carrier.Fedex, "es", "https://www.fedex.com/fedextrack/?trknbr=1&locale=es_ES")]
    [TestCase(Carrier.Usps, "de", "https://tools.usps.com/go/TrackConfirmAction?tLabels=1")]
    [TestCase(Carrier.Usps, "en", "https://tools.usps.com/go/TrackConfirmAction?tLabels=1")]
    [TestCase(Carrier.Usps, "fr", "https://tools.usps.com/go/TrackConfirmAction?tLabels=1")]
    [TestCase(Carrier.Usps, "it", "https://tools.usps.com/go/TrackConfirmAction?tLabels=1")]
    [TestCase(Carrier.Usps, "es", "https://es-tools.usps.com/go/TrackConfirmAction?tLabels=1")]
    public void Are_in_the_customers_language_where_the_carrier_has_it(Carrier carrier, string language, string expected) =>
        Assert.That(CarrierLinks.TrackingPage(carrier, "1", language), Is.EqualTo(expected));

    [TestCase(Carrier.Dpd, "de-AT", "https://tracking.dpd.de/status/de_DE/parcel/1")]
    [TestCase(Carrier.Dpd, "pt", "https://tracking.dpd.de/status/en_US/parcel/1")]
    [TestCase(Carrier.Dhl, null, "https://www.dhl.com/global-en/home/tracking/tracking-parcel.html?submit=1&tracking-id=1")]
    public void Are_in_English_for_other_languages_and_in_the_language_of_any_region(Carrier carrier, string? language, string expected) =>
        Assert.That(CarrierLinks.TrackingPage(carrier, "1", language), Is.EqualTo(expected));

    [Test]
    public void Exist_for_every_carrier_that_is_detected()
    {
        string[] numbers = ["01906000683796", "00340434161094042557", "1Z12345E0205271688", "09133131530724", "503460075384", "986578788855", "9400111206206406260787"];
        var carriers = numbers.SelectMany(number => CarrierDetector.Detect(number).Candidates).Select(c => c.Carrier).Distinct().ToList();
        Assert.That(carriers, Has.Count.EqualTo(7));
        Assert.That(carriers.Where(carrier => CarrierLinks.TrackingPage(carrier, "1", "de") is null), Is.Empty);
    }

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
