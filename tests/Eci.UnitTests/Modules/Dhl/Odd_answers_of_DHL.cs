using Eci.Carriers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Odd_answers_of_DHL
{
    private const string At = "2026-01-05T10:02:00Z";
    private static readonly string Scan = DhlReading.Event(At, "transit", "ON_TOUR", "On its way");

    [TestCase("""{"shipments":[]}""")]
    [TestCase("""{"shipments":null}""")]
    public void Know_nothing_when_they_list_no_shipment(string json) => Assert.That(DhlReading.Answer(json), Is.Null);

    [TestCase("")]
    [TestCase(",\"status\":null,\"events\":null,\"details\":null,\"origin\":null")]
    [TestCase(",\"status\":{},\"events\":[],\"details\":{}")]
    [TestCase(",\"status\":\"transit\",\"events\":[],\"details\":\"none\"")]
    [TestCase(",\"status\":[],\"details\":[],\"destination\":[],\"estimatedDeliveryTimeFrame\":7,\"estimatedTimeOfDelivery\":{}")]
    public void Hold_no_scan_when_what_tells_of_scans_is_missing(string members)
    {
        var answer = DhlReading.Answer($$"""{"shipments":[{"id":"{{DhlReading.Number}}"{{members}}}]}""")!;
        Assert.That((answer.Scans.Count, answer.Forecast, answer.ReceivedBy), Is.EqualTo((0, (DeliveryForecast?)null, (string?)null)));
    }

    [TestCase("\"events\":[SCAN]", TestName = "Array")]
    [TestCase("\"events\":SCAN", TestName = "Single_event_without_array")]
    [TestCase("\"status\":SCAN", TestName = "Only_the_summary")]
    [TestCase("\"status\":SCAN,\"events\":[]", TestName = "Summary_and_no_events")]
    [TestCase("\"status\":SCAN,\"events\":[SCAN,SCAN]", TestName = "The_same_several_times")]
    [TestCase("\"status\":{\"timestamp\":\"2026-01-05T10:02:00.900Z\",\"statusCode\":\"delivered\"},\"events\":[SCAN]", TestName = "Summary_of_the_same_second_that_disagrees")]
    [TestCase("\"status\":{\"timestamp\":\"2026-01-05T09:02:00Z\",\"statusCode\":\"delivered\"},\"events\":[SCAN]", TestName = "Summary_that_is_older")]
    [TestCase("\"status\":{\"timestamp\":\"rubbish\",\"statusCode\":\"delivered\"},\"events\":[SCAN]", TestName = "Summary_without_time")]
    [TestCase("\"events\":[SCAN],\"details\":{\"references\":{\"number\":7},\"pieceIds\":{},\"proofOfDelivery\":[]},\"telemetry\":{\"new\":[{}]},\"division\":9", TestName = "Objects_and_members_that_do_not_belong_there")]
    public void Give_the_scan(string members)
    {
        var answer = DhlReading.Shipment(members.Replace("SCAN", Scan, StringComparison.Ordinal));
        Assert.That(answer.Scans, Is.EqualTo(new[] { new CarrierScan(new DateTimeOffset(2026, 1, 5, 10, 2, 0, TimeSpan.Zero), PackageState.InTransit, "transit:ON_TOUR", null, "On its way") }));
        Assert.That(answer.Unreadable, Is.Empty);
    }

    [Test]
    public void Give_the_summary_as_well_when_it_is_newer_than_all_events()
    {
        var summary = DhlReading.Event("2026-01-05T10:02:01Z", "delivered");
        Assert.That(DhlReading.Shipment($"\"status\":{summary},\"events\":[{Scan}]").Lines(), Is.EqualTo(new[] { "2026-01-05T10:02:00+00:00 IN_TRANSIT", "2026-01-05T10:02:01+00:00 DELIVERED" }));
    }

    [Test]
    public void Give_no_summary_that_repeats_an_event_without_meaning()
    {
        var summary = DhlReading.Event(At, "transit");
        Assert.That(DhlReading.Shipment($"\"status\":{summary},\"events\":[{DhlReading.Event(At, "unknown")}]").Scans, Is.Empty);
    }

    [Test]
    public void Are_sorted_by_time_whatever_their_order()
    {
        string[] newestFirst = [DhlReading.Event("2026-01-05T12:00:00Z"), DhlReading.Event("2026-01-05T12:00:00Z", "delivered"), DhlReading.Event("2026-01-05T10:00:00+01:00", "pre-transit"), DhlReading.Event("2026-01-05T09:30:00Z")];
        string[] expected = ["2026-01-05T10:00:00+01:00 INFORMATION_RECEIVED", "2026-01-05T09:30:00+00:00 IN_TRANSIT", "2026-01-05T12:00:00+00:00 DELIVERED", "2026-01-05T12:00:00+00:00 IN_TRANSIT"];
        Assert.That(DhlReading.Events(newestFirst).Lines(), Is.EqualTo(expected));
        Assert.That(DhlReading.Events([.. newestFirst.Reverse()]).Lines(), Is.EqualTo(expected));
        Assert.That(DhlReading.Events(newestFirst[0], newestFirst[2], newestFirst[3]).Lines(), Is.EqualTo(new[] { expected[0], expected[1], expected[3] }));
    }

    [Test]
    public void Lose_only_the_scans_that_cannot_be_read()
    {
        var answer = DhlReading.Events(
            Scan, "null", "7", "\"text\"", "[]", "{}", """{"statusCode":7,"timestamp":"2026-01-05T10:02:00Z"}""", """{"statusCode":"\ud800","timestamp":"2026-01-05T10:02:00Z"}""", DhlReading.Event("never"));
        Assert.That(answer.Scans, Has.Count.EqualTo(1));
        Assert.That(answer.Unreadable.Select(scan => (scan.RawCode, scan.Reason)), Is.EquivalentTo(new[]
        {
            (string.Empty, UnmappedReason.UnknownStatus), (string.Empty, UnmappedReason.UnknownStatus), (string.Empty, UnmappedReason.UnknownStatus),
            (string.Empty, UnmappedReason.UnknownStatus), (string.Empty, UnmappedReason.UnknownStatus), (string.Empty, UnmappedReason.UnknownStatus),
            ("7", UnmappedReason.UnknownStatus), ("transit", UnmappedReason.UnreadableTime),
        }));
    }

    [TestCase("\"undefined\"")]
    [TestCase("\"\"")]
    [TestCase("\" \\t \"")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("\"\\udc00\"")]
    public void Show_no_description_that_is_none(string description)
    {
        var scan = """{"timestamp":"2026-01-05T10:02:00Z","statusCode":"transit","status":"ON_TOUR","description":TEXT,"location":{"address":{"addressLocality":TEXT,"countryCode":"undefined"}}}"""
            .Replace("TEXT", description, StringComparison.Ordinal);
        var read = DhlReading.Events(scan).Scans.Single();
        Assert.That((read.Message, read.Location), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public void Show_texts_in_one_line_without_control_characters_and_cut()
    {
        var read = DhlReading.Events(DhlReading.Event(At, "transit", new string('s', 300), $"a\u0000b\r\n\tc {new string('d', 498)}\ud83c\udf81")).Scans.Single();
        Assert.That(read.Message, Has.Length.EqualTo(500).And.StartsWith("a b c ddd"));
        Assert.That(read.RawCode, Has.Length.EqualTo(100));
    }

    [TestCase("\"location\":{\"address\":{\"addressLocality\":\"Feucht, Germany\"}}", "Feucht, Germany")]
    [TestCase("\"location\":{\"address\":{\"addressLocality\":\"Germany\"}}", "Germany")]
    [TestCase("\"location\":{\"address\":{\"addressLocality\":\"Amsterdam\",\"countryCode\":\"NL\"}}", "Amsterdam, NL")]
    [TestCase("\"location\":{\"address\":{\"addressLocality\":\"Wilmette, IL, US\",\"countryCode\":\"US\"}}", "Wilmette, IL, US")]
    [TestCase("\"location\":{\"address\":{\"countryCode\":\"NL\"}}", "NL")]
    [TestCase("\"location\":{\"address\":\"Berlin\"}", null)]
    [TestCase("\"location\":\"Berlin\"", null)]
    [TestCase("\"location\":null", null)]
    public void Give_town_and_country(string location, string? expected) =>
        Assert.That(DhlReading.Events($$"""{"timestamp":"{{At}}","statusCode":"transit",{{location}}}""").Scans.Single().Location, Is.EqualTo(expected));

    [Test]
    public void Name_long_scans_by_a_hash_of_what_is_cut_off()
    {
        var common = new string('x', 200);
        string[] codes = [.. new[] { "a", "b", "a" }.Select(end => DhlReading.Events(DhlReading.Event(At, "transit", common + end)).Scans.Single().RawCode)];
        Assert.That(codes[0], Is.EqualTo(codes[2]).And.Not.EqualTo(codes[1]));
        Assert.That(DhlReading.Events(DhlReading.Event(At, "Transit", " ON\tTOUR ")).Scans.Single().RawCode, Is.EqualTo("transit:ON TOUR"));
    }
}
