using Eci.Modules.Tracking.NotifyCustomer;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Tracking;

internal sealed class Words_in_mails
{
    [TestCase("de", "Dienstag, 7. Juli 2026, 19:30 Uhr")]
    [TestCase("de-AT", "Dienstag, 7. Juli 2026, 19:30 Uhr")]
    [TestCase("en", "Tuesday, 7 July 2026, 19:30")]
    [TestCase(null, "Tuesday, 7 July 2026, 19:30")]
    [TestCase("fr", "mardi 7 juillet 2026 à 19:30")]
    [TestCase("it", "martedì 7 luglio 2026, ore 19:30")]
    [TestCase("es", "martes, 7 de julio de 2026, 19:30")]
    public void Tell_the_time_by_the_clock_of_the_place(string? language, string expected) =>
        Assert.That(LocalTime.Format(new DateTimeOffset(2026, 7, 7, 19, 30, 0, TimeSpan.FromHours(2)), language), Is.EqualTo(expected));

    [Test]
    public void Tell_the_time_in_languages_that_only_tenants_write() => Assert.That(
        LocalTime.Format(new DateTimeOffset(2026, 7, 7, 19, 30, 0, TimeSpan.FromHours(2)), "nl"), Does.Contain("7 juli 2026").And.Contain("19:30"));

    [Test]
    public void Name_every_carrier_in_every_language()
    {
        foreach (var language in BuiltInTemplates.Languages)
            Assert.That(Enum.GetValues<Carrier>().Select(c => CarrierNames.Of(c, language)), Is.Unique.And.None.Empty);
    }

    [TestCase(Carrier.Fedex, "de", "FedEx")]
    [TestCase(Carrier.Unknown, "de", "Paketdienst")]
    [TestCase(Carrier.Unknown, "de-CH", "Paketdienst")]
    [TestCase(Carrier.Pickup, "fr", "Retrait en magasin")]
    [TestCase(Carrier.Bulk, null, "Freight forwarder")]
    public void Name_a_carrier_as_customers_do(Carrier carrier, string? language, string expected) =>
        Assert.That(CarrierNames.Of(carrier, language), Is.EqualTo(expected));
}
