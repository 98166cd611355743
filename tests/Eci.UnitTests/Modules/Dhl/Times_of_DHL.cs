using Eci.Carriers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Times_of_DHL
{
    [TestCase("2019-08-06T08:51:00", "2019-08-06T08:51:00+02:00", TestName = "Without_offset_in_summer")]
    [TestCase("2026-01-05T10:02:00", "2026-01-05T10:02:00+01:00", TestName = "Without_offset_in_winter")]
    [TestCase("2018-03-02T07:53:47Z", "2018-03-02T07:53:47+00:00", TestName = "In_UTC")]
    [TestCase("2019-09-03T11:33:05+02:00", "2019-09-03T11:33:05+02:00", TestName = "With_offset")]
    [TestCase("2019-08-26T13:04:00-05:00", "2019-08-26T13:04:00-05:00", TestName = "With_negative_offset")]
    [TestCase("2019-08-26T13:04:00+0530", "2019-08-26T13:04:00+05:30", TestName = "With_offset_without_colon")]
    [TestCase("2026-01-05T10:02:00.123", "2026-01-05T10:02:00.123+01:00", TestName = "With_milliseconds")]
    [TestCase("2026-01-05T10:02:00.5Z", "2026-01-05T10:02:00.5+00:00", TestName = "With_tenths_in_UTC")]
    [TestCase("2026-01-05T10:02:00.123456789+01:00", "2026-01-05T10:02:00.123+01:00", TestName = "With_nanoseconds")]
    [TestCase("2026-01-05T10:02", "2026-01-05T10:02:00+01:00", TestName = "Without_seconds")]
    [TestCase("2026-01-05", "2026-01-05T00:00:00+01:00", TestName = "Of_a_day")]
    [TestCase("2026-03-29T02:30:00", "2026-03-29T02:30:00+01:00", TestName = "Of_the_hour_that_spring_skips")]
    public void Are_read(string text, string expected) => Assert.That(Read("parcel-de", text), Is.EqualTo(expected));

    [TestCase("parcel-de", "US", "+01:00")]
    [TestCase("post-de", "GB", "+01:00")]
    [TestCase("dgf", "US", "-05:00")]
    [TestCase("dgf", "gb", "+00:00")]
    [TestCase("express", "JP", "+09:00")]
    [TestCase("express", "XX", "+01:00")]
    [TestCase("ecommerce", null, "+01:00")]
    public void Without_offset_are_those_of_Berlin_or_of_the_country_of_the_event(string service, string? country, string offset) =>
        Assert.That(Read(service, "2026-01-05T10:02:00", country), Is.EqualTo($"2026-01-05T10:02:00{offset}"));

    [Test]
    public void Of_the_two_equal_hours_of_autumn_follow_the_events_before_them()
    {
        var answer = DhlReading.Events(
            DhlReading.Event("2026-10-25T03:05:00"),
            DhlReading.Event("2026-10-25T02:40:00"),
            DhlReading.Event("2026-10-25T02:10:00"),
            DhlReading.Event("2026-10-25T02:50:00"),
            DhlReading.Event("2026-10-25T01:59:00"));
        Assert.That(answer.Scans.Select(scan => DhlReading.Time(scan.Time)), Is.EqualTo(new[]
        {
            "2026-10-25T01:59:00+02:00",
            "2026-10-25T02:50:00+02:00",
            "2026-10-25T02:10:00+01:00",
            "2026-10-25T02:40:00+01:00",
            "2026-10-25T03:05:00+01:00",
        }));
    }

    [Test]
    public void Of_the_two_equal_hours_of_autumn_stay_what_they_were_when_more_events_come()
    {
        var alone = DhlReading.Events(DhlReading.Event("2026-10-25T02:50:00")).Scans;
        var later = DhlReading.Events(DhlReading.Event("2026-10-25T02:10:00"), DhlReading.Event("2026-10-25T02:50:00")).Scans;
        Assert.That(later[0], Is.EqualTo(alone.Single()));
        Assert.That(later[1].Time - later[0].Time, Is.EqualTo(TimeSpan.FromMinutes(20)));
    }

    [TestCase("2026-10-25T02:30:00")]
    [TestCase("2026-10-25T02:30:00.000")]
    public void Of_a_summary_in_the_two_equal_hours_are_those_of_the_event_it_repeats(string text)
    {
        var answer = DhlReading.Shipment(
            $"\"status\":{DhlReading.Event(text)},\"events\":[{DhlReading.Event("2026-10-25T02:30:00")},{DhlReading.Event("2026-10-25T02:55:00")}]");
        Assert.That(answer.Scans.Select(scan => DhlReading.Time(scan.Time)), Is.EqualTo(new[] { "2026-10-25T02:55:00+02:00", "2026-10-25T02:30:00+01:00" }));
    }

    [TestCase("yesterday at 7")]
    [TestCase("")]
    [TestCase("2026-02-30T10:02:00")]
    [TestCase("2026-13-01T10:02:00")]
    [TestCase("2026-01-05T24:00:00")]
    [TestCase("2026-01-05T10:02:00+25:00")]
    [TestCase("2026-01-05T10:02:00+01:75")]
    [TestCase("2026-01-05T10:02.5")]
    [TestCase(" 2026-01-05T10:02:00")]
    [TestCase("2026-01-05T10:02:00\n")]
    [TestCase("05.01.2026 10:02")]
    [TestCase("1767607320")]
    [TestCase("٢٠٢٦-٠١-٠٥T١٠:٠٢:٠٠")]
    [TestCase("1999-12-31T23:59:59Z")]
    [TestCase("9999-12-31T23:59:59Z")]
    [TestCase("0001-01-01T00:00:00")]
    [TestCase("2027-01-02T00:00:01Z", TestName = "A_day_ahead")]
    public void Are_reported_when_no_such_moment_can_be_meant(string text)
    {
        var answer = DhlReading.Events(DhlReading.Event(text, status: "X"));
        Assert.That(answer.Scans, Is.Empty);
        Assert.That(answer.Unreadable.Single(), Has.Property(nameof(UnreadableScan.Reason)).EqualTo(UnmappedReason.UnreadableTime).And.Property(nameof(UnreadableScan.RawCode)).EqualTo("transit:X"));
    }

    [TestCase("""{"statusCode":"transit"}""")]
    [TestCase("""{"statusCode":"transit","timestamp":null}""")]
    [TestCase("""{"statusCode":"transit","timestamp":["2026-01-05T10:02:00Z"]}""")]
    [TestCase("""{"statusCode":"transit","timestamp":20260105}""")]
    public void Are_reported_when_they_are_missing_or_no_text(string scan) =>
        Assert.That(DhlReading.Events(scan).Unreadable.Single().Reason, Is.EqualTo(UnmappedReason.UnreadableTime));

    private static string Read(string service, string text, string? country = null) => DhlReading.Time(
        DhlReading.Shipment($"\"events\":[{DhlReading.Event(text, country: country)}]", service: service).Scans.Single().Time);
}
