using System.Globalization;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Forecasts_of_DHL
{
    [TestCase("2026-01-06", "2026-01-06")]
    [TestCase("2026-01-06T00:00:00Z", "2026-01-06", TestName = "Midnight_is_the_whole_day")]
    [TestCase("2026-01-06T00:00:00-05:00", "2026-01-06")]
    [TestCase("2026-01-06T14:00:00", "2026-01-06", TestName = "A_point_in_time_promises_no_hours")]
    [TestCase("2026-01-06T23:30:00Z", "2026-01-07", TestName = "UTC_by_the_clock_of_the_recipient")]
    [TestCase("2026-01-06T23:30:00.000+01:00", "2026-01-06")]
    [TestCase("soon", null)]
    [TestCase("", null)]
    public void Name_a_day(string text, string? expected) => Assert.That(Text($"\"estimatedTimeOfDelivery\":\"{text}\""), Is.EqualTo(expected));

    [TestCase("2026-01-06T09:00:00+01:00", "2026-01-06T12:00:00+01:00", "2026-01-06 09:00-12:00")]
    [TestCase("2026-01-06T09:00:00", "2026-01-06T12:00:00", "2026-01-06 09:00-12:00")]
    [TestCase("2026-01-06T09:00:00Z", "2026-01-06T12:00:00Z", "2026-01-06 10:00-13:00")]
    [TestCase("2026-01-06T00:00:00Z", "2026-01-06T22:00:00Z", "2026-01-06 -22:00")]
    [TestCase("2026-01-06T00:00:00", "2026-01-06T23:59:59", "2026-01-06")]
    [TestCase("2026-01-06T09:00:00", "2026-01-06T23:59:59", "2026-01-06 09:00-")]
    [TestCase("2026-01-06T09:00:00", "2026-01-08T18:00:00", "2026-01-08")]
    [TestCase("2026-01-06T12:00:00", "2026-01-06T09:00:00", "2026-01-06")]
    [TestCase("2026-01-08T12:00:00", "2026-01-06T09:00:00", "2026-01-08")]
    [TestCase("2026-01-06T09:00:00", "", "2026-01-06")]
    [TestCase("", "2026-01-06T12:00:00", "2026-01-06 -12:00")]
    [TestCase("never", "never", "2026-02-02")]
    public void Name_hours_of_one_day_only(string from, string until, string expected) => Assert.That(
        Text($$""" "estimatedTimeOfDelivery":"2026-02-02","estimatedDeliveryTimeFrame":{"estimatedFrom":"{{from}}","estimatedThrough":"{{until}}"}"""),
        Is.EqualTo(expected));

    [Test]
    public void Follow_the_clock_of_the_destination() => Assert.That(
        Text(""" "destination":{"address":{"countryCode":"JP"}},"estimatedTimeOfDelivery":"2026-01-06T15:30:00Z" """),
        Is.EqualTo("2026-01-07"));

    private static string? Text(string members)
    {
        if (DhlReading.Shipment(members).Forecast is not { } forecast)
            return null;
        var hours = string.Create(CultureInfo.InvariantCulture, $" {forecast.From:HH:mm}-{forecast.Until:HH:mm}");
        return forecast.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (hours == " -" ? string.Empty : hours);
    }
}
