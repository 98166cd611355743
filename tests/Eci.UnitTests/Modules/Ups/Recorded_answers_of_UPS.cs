using System.Globalization;
using Eci.Carriers;
using Eci.Modules.Ups.Client;
using Eci.Modules.Ups.TrackPackage;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Recorded_answers_of_UPS
{
    [Test]
    public void Of_a_delivered_package()
    {
        var answer = Read("postman-tracking-success-delivered.json", "1Z1442YY7229014688");

        Assert.That(Written(answer), Is.EqualTo(new[] { "2022-01-26T16:30:00-05:00 DELIVERED D/F4/011 PARAMUS, NJ, US: DELIVERED" }));
        Assert.That(answer.Unreadable, Is.EqualTo(new[] { new UnreadableScan("M/MP/003", "20220126 151641", UnmappedReason.UnreadableTime) }));
        Assert.That((answer.Forecast, answer.ReceivedBy), Is.EqualTo(((DeliveryForecast?)null, (string?)null)));
    }

    [Test]
    public void Of_a_package_held_by_customs()
    {
        var answer = Read("real-export-customs-hold.json", "1Z1202R66698804005");

        Assert.That(
            Written(answer).Select(line => line.Split(':')[..^1]).Select(parts => string.Join(':', parts)),
            Is.EqualTo(new[]
            {
                "2024-03-18T12:49:17+01:00 INFORMATION_RECEIVED M/MP/003 BE",
                "2024-03-18T15:44:03+01:00 IN_TRANSIT P/PU/038 Lummen, BE",
                "2024-03-18T18:16:05+01:00 IN_TRANSIT X/DA/014 -",
                "2024-03-18T18:16:05+01:00 IN_TRANSIT X/RZ/012 Lummen, BE",
                "2024-03-18T18:36:23+01:00 EXCEPTION X/BB/058 Lummen, BE",
                "2024-03-18T18:36:23+01:00 IN_TRANSIT X/RZ/014 -",
                "2024-03-18T20:03:06+01:00 IN_TRANSIT I/OR/005 Lummen, BE",
                "2024-03-18T21:23:34+01:00 IN_TRANSIT X/BB/014 -",
                "2024-03-18T21:23:34+01:00 IN_TRANSIT X/RZ/012 Lummen, BE",
                "2024-03-18T21:38:29+01:00 IN_TRANSIT X/RZ/014 -",
                "2024-03-18T22:10:00+01:00 IN_TRANSIT I/DP/005 Lummen, BE",
                "2024-03-19T00:34:00+01:00 IN_TRANSIT I/AR/005 Koeln, DE",
                "2024-03-19T04:50:00+01:00 IN_TRANSIT I/DP/005 Koeln, DE",
                "2024-03-19T23:22:00+08:00 IN_TRANSIT I/AR/005 Shenzhen, CN",
                "2024-03-20T03:20:00+08:00 IN_TRANSIT I/DP/005 Shenzhen, CN",
                "2024-03-20T07:07:00+08:00 IN_TRANSIT I/AR/005 Changi, SG",
                "2024-03-20T19:08:38+08:00 IN_TRANSIT X//092 -",
            }));
        Assert.That(answer.Scans[^1].Message, Is.EqualTo("The package is at the clearing agency awaiting final release."));
        Assert.That(answer.Scans[1].Message, Is.EqualTo("Pickup Scan"));
        Assert.That((answer.Unreadable.Count, answer.Forecast, answer.Scans.Any(scan => scan.IsReturn)), Is.EqualTo((0, (DeliveryForecast?)null, false)));
    }

    [Test]
    public void Of_every_member_there_is()
    {
        var answer = Read("openapi-style-full-shape.json", "1Z023E2X0214323462");

        Assert.That(
            Written(answer),
            Is.EqualTo(new[] { "2021-02-10T07:13:56-05:00 EXCEPTION X/SR/003 Wayne, NJ, US: Your package was released by the customs agency." }));
        Assert.That((answer.Unreadable.Count, answer.Forecast, answer.ReceivedBy), Is.EqualTo((0, (DeliveryForecast?)null, "163000")));
    }

    [Test]
    public void Of_a_number_that_is_not_known() => Assert.That(
        UpsAnswer.Read(UpsContract.Example("warning-200-tracking-information-not-found.json"), "1Z9912350341235622", UpsSamples.Now), Is.Null);

    [TestCase("error-400-invalid-inquiry-number.json", ": TV1002 Invalid inquiry number")]
    [TestCase("error-401-auth.json", ": 250002 Invalid Authentication Information")]
    [TestCase("error-429-too-many-requests.json", ": 10429 Too Many Requests")]
    public void Of_errors(string example, string text) =>
        Assert.That(UpsErrors.In(new UpsReply(default, UpsContract.Example(example))).ToString(), Is.EqualTo(text));

    [Test]
    public void Of_a_token()
    {
        var token = UpsToken.Read(new UpsReply(default, UpsContract.Example("oauth-token-200.json")), UpsSamples.Now);

        Assert.That((token.Value, token.RenewAt), Is.EqualTo(("access_token", UpsSamples.Now.AddSeconds(14399 - 60))));
    }

    private static TrackingAnswer Read(string example, string number) => UpsAnswer.Read(UpsContract.Example(example), number, UpsSamples.Now)!.Answer;

    private static IEnumerable<string> Written(TrackingAnswer answer) => answer.Scans.Select(scan =>
        $"{scan.Time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)} {WireName.Of(scan.State)} {scan.RawCode} {scan.Location ?? "-"}: {scan.Message}");
}
