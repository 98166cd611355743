using Eci.Carriers;
using Eci.Modules.Ups.TrackPackage;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Answers_of_UPS
{
    [Test]
    public void Become_a_scan_with_the_time_of_its_place()
    {
        var scan = UpsSamples.Package($"\"activity\":[{UpsSamples.Scan}]").Answer.Scans.Single();

        Assert.That(
            scan,
            Is.EqualTo(new CarrierScan(
                new DateTimeOffset(2026, 1, 5, 7, 0, 0, TimeSpan.FromHours(1)), PackageState.InTransit, "I/AR/005", "Koeln, NW, DE", "Arrived at Facility")));
        Assert.That(scan.Time.Offset, Is.EqualTo(TimeSpan.FromHours(1)));
    }

    [Test]
    public void Are_told_from_the_oldest_scan_to_the_newest_and_without_repeats()
    {
        var scans = UpsSamples.Package($"\"activity\":[{At("08:00:00", "D")},{At("06:00:00", "P")},{At("07:00:00", "I")},{At("07:00:00", "X")},{At("06:00:00", "P")}]").Answer.Scans;

        Assert.That(scans.Select(scan => scan.RawCode), Is.EqualTo(new[] { "P//", "X//", "I//", "D//" }));
    }

    [TestCase("""{"city":"Koeln","countryCode":"DE"}""", "Koeln, DE")]
    [TestCase("""{"city":" KOELN ","stateProvince":"","country":"DE"}""", "KOELN, DE")]
    [TestCase("""{"stateProvince":"NJ","countryCode":"US","country":"US"}""", "NJ, US")]
    [TestCase("""{"countryCode":"BE","country":"BE"}""", "BE")]
    [TestCase("""{"city":null}""", null)]
    [TestCase("""{}""", null)]
    [TestCase("null", null)]
    [TestCase("\"Koeln\"", null)]
    public void Name_as_much_of_the_place_as_there_is(string address, string? location) =>
        Assert.That(Scan($$"""{"location":{"address":{{address}},"slic":"1"},"status":{"type":"I"},"gmtDate":"20260105","gmtTime":"060000"}""").Location, Is.EqualTo(location));

    [TestCase("""{"slic":"9642"}""")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("7")]
    public void Need_no_place(string location) =>
        Assert.That(Scan($$"""{"location":{{location}},"status":{"type":"I"},"gmtDate":"20260105","gmtTime":"060000"}""").Location, Is.Null);

    [TestCase("""{"type":"x","code":"rz","statusCode":"014"}""", "X/RZ/014")]
    [TestCase("""{"type":"X","statusCode":"014"}""", "X//014")]
    [TestCase("""{"type":"I","code":"OT","statusCode":21}""", "I/OT/021")]
    [TestCase("""{"type":" I ","code":"AR "}""", "I/AR/")]
    [TestCase("""{"type":"D"}""", "D//")]
    [TestCase("""{"statusCode":"011"}""", "//011")]
    public void Give_the_same_scan_the_same_code(string status, string rawCode) =>
        Assert.That(Scan($$"""{"status":{{status}},"gmtDate":"20260105","gmtTime":"060000"}""").RawCode, Is.EqualTo(rawCode));

    [TestCase("""{"status":{"type":"Q","code":"QQ","statusCode":"777"},"date":"20260105","time":"070000"}""", "Q/QQ/777", "20260105 070000", UnmappedReason.UnknownStatus)]
    [TestCase("""{"gmtDate":"20260105","gmtTime":"060000"}""", "", "20260105 060000", UnmappedReason.UnknownStatus)]
    [TestCase("""{"status":"delivered"}""", "", null, UnmappedReason.UnknownStatus)]
    [TestCase("""{"status":{"type":"D","code":"FS"},"date":"20261305","time":"070000","gmtOffset":"+01:00"}""", "D/FS/", "20261305 070000", UnmappedReason.UnreadableTime)]
    [TestCase("""{"status":{"type":"D","code":"FS"}}""", "D/FS/", null, UnmappedReason.UnreadableTime)]
    public void Keep_what_is_not_understood_apart(string activity, string rawCode, string? rawTime, UnmappedReason reason)
    {
        var answer = UpsSamples.Package($"\"activity\":[{activity},{UpsSamples.Scan}]").Answer;

        Assert.That(answer.Scans, Has.Count.EqualTo(1));
        Assert.That(answer.Unreadable, Is.EqualTo(new[] { new UnreadableScan(rawCode, rawTime, reason) }));
    }

    [TestCase("""{"status":{"type":"MV"},"date":"20260105","time":"070000"}""", true)]
    [TestCase("""{"status":{"type":"X","statusCode":"007"}}""", true)]
    [TestCase("""{"status":{"type":"NA"}}""", false)]
    [TestCase("""{"status":{"type":"U","code":"UT"}}""", false)]
    public void Leave_out_what_says_nothing_about_the_package(string activity, bool isVoided)
    {
        var reading = UpsSamples.Package($"\"activity\":[{activity}]");

        Assert.That((reading.Answer.Scans.Count, reading.Answer.Unreadable.Count, reading.IsVoided), Is.EqualTo((0, 0, isVoided)));
    }

    [TestCase("\"activity\":[]")]
    [TestCase("\"activity\":null")]
    [TestCase("\"activity\":\"none\"")]
    [TestCase("\"activity\":[null,7,\"x\",[]]")]
    [TestCase("\"packageCount\":1")]
    [TestCase("\"currentStatus\":{\"code\":\"092\",\"description\":\"d\"},\"deliveryDate\":\"\",\"deliveryTime\":[],\"deliveryInformation\":[]")]
    public void May_hold_no_scans(string members)
    {
        var answer = UpsSamples.Package(members).Answer;

        Assert.That((answer.Scans.Count, answer.Unreadable.Count, answer.Forecast, answer.ReceivedBy), Is.EqualTo((0, 0, (DeliveryForecast?)null, (string?)null)));
    }

    [Test]
    public void May_hold_one_object_instead_of_a_list_and_members_nobody_knows() => Assert.That(
        UpsSamples.Read($$$$$"""{"new":[1],"trackResponse":{"x":{},"shipment":{"userRelation":"SHIPPER","package":{"suppressionIndicators":"DETAIL","activity":{{{{{UpsSamples.Scan}}}}}}}}}""")!.Answer.Scans,
        Has.Count.EqualTo(1));

    [Test]
    public void Tell_of_the_package_that_was_asked_for_among_several()
    {
        var packages = string.Join(',', new[] { "1Z12345E0305271640", UpsSamples.Number, "1Z12345E0393657226" }.Select((number, i) =>
            $$$"""{"trackingNumber":"{{{number}}}","activity":[{"status":{"type":"{{{"IDX"[i]}}}"},"gmtDate":"20260105","gmtTime":"060000"}]}"""));

        Assert.That(Shipment(packages, "1Z12345E0305271640")!.Answer.Scans.Single().State, Is.EqualTo(PackageState.Delivered));
    }

    [Test]
    public void Tell_of_a_package_that_has_the_number_besides_another() => Assert.That(
        Shipment($$"""{"trackingNumber":"92419900000033499522966220","alternateTrackingNumber":[{"number":"{{UpsSamples.Number}}"}],"activity":[{{UpsSamples.Scan}}]},{"trackingNumber":"x"}""", "y")!.Answer.Scans,
        Has.Count.EqualTo(1));

    [Test]
    public void Tell_of_the_only_package_when_the_shipment_is_the_answer() => Assert.That(
        Shipment($$"""{"trackingNumber":"OTHER123","activity":[{{UpsSamples.Scan}}]}""", UpsSamples.Number)!.Answer.Scans,
        Has.Count.EqualTo(1));

    [TestCase("""{"trackingNumber":"OTHER123"}""", "OTHER123")]
    [TestCase("""{"trackingNumber":"OTHER123"},{"trackingNumber":"OTHER456"}""", UpsSamples.Number)]
    [TestCase("", UpsSamples.Number)]
    public void Are_refused_when_they_are_about_something_else(string packages, string inquiryNumber) => Assert.That(
        () => Shipment(packages, inquiryNumber),
        Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo("UPS's answer holds no package with the number that was asked for."));

    [TestCase("""{"trackResponse":{"shipment":[{"inquiryNumber":"1","warnings":[{"code":"TW0001","message":"Tracking Information Not Found"}]}]}}""")]
    [TestCase("""{"trackResponse":{"shipment":{"warnings":{"code":"TW0001"}}}}""")]
    [TestCase("""{"response":{"errors":[{"code":"TV1002","message":"Invalid inquiry number"}]}}""")]
    [TestCase("""{"response":{"errors":[{"code":"TW0001"}]}}""")]
    public void Are_nothing_when_UPS_knows_nothing(string body) => Assert.That(UpsSamples.Read(body), Is.Null);

    [Test]
    public void Count_although_they_warn_when_the_package_is_there() => Assert.That(
        UpsSamples.Package($"\"activity\":[{UpsSamples.Scan}]}}],\"warnings\":[{{\"code\":\"TW0001\"}}],\"x\":[{{\"y\":1").Answer.Scans,
        Has.Count.EqualTo(1));

    [TestCase("", "is empty")]
    [TestCase("  \r\n", "is empty")]
    [TestCase("<!DOCTYPE html><html><body>Maintenance</body></html>", "is HTML")]
    [TestCase("{\"trackResponse\":{\"shipment\":[{\"inquiryNumber\":\"1Z", "is no JSON, or is cut off")]
    [TestCase("Service unavailable", "is no JSON, or is cut off")]
    [TestCase("null", "holds no package")]
    [TestCase("[]", "holds no package")]
    [TestCase("7", "holds no package")]
    [TestCase("{}", "holds no package")]
    [TestCase("{\"trackResponse\":[7,\"shipment\"]}", "holds no package")]
    [TestCase("{\"trackResponse\":{\"shipment\":[]}}", "holds no package")]
    [TestCase("{\"trackResponse\":{\"shipment\":[{\"warnings\":[{\"code\":\"TW0009\"}]}]}}", "holds no package")]
    [TestCase("{\"response\":{\"errors\":[{\"code\":\"10004\",\"message\":\"Something went wrong.\"}]}}", "reports an error: 10004 Something went wrong.")]
    public void Are_refused_when_they_cannot_be_read(string body, string what) =>
        Assert.That(() => UpsSamples.Read(body), Throws.TypeOf<CarrierAnswerException>().With.Message.Contains(what));

    [Test]
    public void Are_refused_when_they_are_nested_without_end() =>
        Assert.That(() => UpsSamples.Read(new string('[', 100_000)), Throws.TypeOf<CarrierAnswerException>());

    [Test]
    public void Are_cleaned_of_what_a_database_does_not_take()
    {
        var reading = UpsSamples.Package($$$"""
            "activity":[{"status":{"type":"I","code":"A\u0000R","description":" On\u0000 the\r\n way {{{new string('x', 1000)}}}"},
            "location":{"address":{"city":"\ud800","country":"D\u0001E"}},"gmtDate":"20260105","gmtTime":"060000"}],
            "deliveryInformation":{"receivedBy":" HOPPER\u0007 "}
            """);

        var scan = reading.Answer.Scans.Single();
        Assert.That((scan.RawCode, scan.Location, reading.Answer.ReceivedBy), Is.EqualTo(("I/A R/", "D E", "HOPPER")));
        Assert.That(scan.Message, Has.Length.EqualTo(500).And.StartWith("On the way xxx"));
    }

    [TestCase("1234567890", "UPS Standard", PackageState.Delivered)]
    [TestCase(UpsSamples.Number, "UPS Worldwide Express Freight", PackageState.Delivered)]
    [TestCase(UpsSamples.Number, "UPS Standard", PackageState.InTransit)]
    public void Take_the_freight_station_for_delivery_of_freight_only(string number, string service, PackageState state)
    {
        var body = UpsSamples.Answer($$$"""
            "service":{"description":"{{{service}}}"},"activity":[{"status":{"type":"DD"},"gmtDate":"20260105","gmtTime":"060000"}]
            """).Replace(UpsSamples.Number, number, StringComparison.Ordinal);

        Assert.That(UpsAnswer.Read(body, number, UpsSamples.Now)!.Answer.Scans.Single().State, Is.EqualTo(state));
    }

    private static CarrierScan Scan(string activity) => UpsSamples.Package($"\"activity\":[{activity}]").Answer.Scans.Single();

    private static string At(string time, string type) => $$$"""{"status":{"type":"{{{type}}}"},"gmtDate":"20260105","gmtTime":"{{{time}}}"}""";

    private static UpsReading? Shipment(string packages, string inquiryNumber) =>
        UpsSamples.Read($$$"""{"trackResponse":{"shipment":[{"inquiryNumber":"{{{inquiryNumber}}}","package":[{{{packages}}}]}]}}""");
}
