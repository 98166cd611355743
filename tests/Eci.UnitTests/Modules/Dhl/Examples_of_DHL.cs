using Eci.Carriers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Examples_of_DHL
{
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["00340434292135100056"] =
        [
            "2019-08-06T18:59:00+02:00 INFORMATION_RECEIVED",
        ],
        ["3SHM00001165430"] =
        [
            "2019-09-02T20:57:16+02:00 INFORMATION_RECEIVED",
            "2019-09-02T22:39:56+02:00 IN_TRANSIT",
            "2019-09-02T22:43:59+02:00 IN_TRANSIT",
            "2019-09-03T03:25:18+02:00 IN_TRANSIT",
            "2019-09-03T07:35:35+02:00 IN_TRANSIT",
            "2019-09-03T09:58:20+02:00 IN_TRANSIT",
            "2019-09-03T10:06:19+02:00 OUT_FOR_DELIVERY",
            "2019-09-03T10:06:19+02:00 IN_TRANSIT",
            "2019-09-03T11:33:04+02:00 FAILED_ATTEMPT",
            "2019-09-03T11:33:05+02:00 FAILED_ATTEMPT",
        ],
        ["423475729485"] =
        [
            "2019-08-28T21:36:00+02:00 INFORMATION_RECEIVED",
            "2019-08-29T16:43:00+02:00 IN_TRANSIT",
            "2019-08-29T18:57:00+02:00 IN_TRANSIT",
            "2019-08-30T03:53:00+02:00 IN_TRANSIT",
            "2019-08-30T07:42:00+02:00 OUT_FOR_DELIVERY",
            "2019-08-30T08:59:00+02:00 DELIVERED",
        ],
        ["64888"] =
        [
            "2019-08-19T14:23:59+02:00 INFORMATION_RECEIVED",
            "2019-08-19T14:24:01+02:00 INFORMATION_RECEIVED",
            "2019-08-19T17:23:06-07:00 IN_TRANSIT",
            "2019-08-20T08:47:34-07:00 IN_TRANSIT",
            "2019-08-20T23:44:07-07:00 IN_TRANSIT",
            "2019-08-23T13:15:09-05:00 IN_TRANSIT",
            "2019-08-24T03:52:34-05:00 IN_TRANSIT",
            "2019-08-26T03:04:00-05:00 IN_TRANSIT",
            "2019-08-26T04:19:00-05:00 IN_TRANSIT",
            "2019-08-26T08:29:00-05:00 OUT_FOR_DELIVERY",
            "2019-08-26T13:04:00-05:00 DELIVERED",
        ],
        ["7777777770"] =
        [
            "2018-03-02T07:53:47+00:00 INFORMATION_RECEIVED",
        ],
        ["JJD000390006060575288"] =
        [
            "2019-08-05T01:29:00+02:00 INFORMATION_RECEIVED",
            "2019-08-05T16:19:00+02:00 IN_TRANSIT",
            "2019-08-06T02:40:00+02:00 IN_TRANSIT",
            "2019-08-06T07:39:00+02:00 OUT_FOR_DELIVERY",
            "2019-08-06T08:51:00+02:00 DELIVERED",
        ],
    };

    private static IEnumerable<string> Numbers => Expected.Keys;

    [Test]
    public void Are_all_expected_here() => Assert.That(
        Directory.GetFiles(Path.Combine(DhlContract.Folder, "examples")).Select(Path.GetFileNameWithoutExtension),
        Is.EquivalentTo(Numbers));

    [TestCaseSource(nameof(Numbers))]
    public void Become_the_expected_events(string number)
    {
        var answer = DhlReading.Answer(DhlContract.Example(number), number);
        Assert.That(answer.Lines(), Is.EqualTo(Expected[number]));
        Assert.That(answer!.Unreadable, Is.Empty);
        Assert.That(answer.Scans.Select(scan => (scan.Time, scan.State, scan.RawCode)), Is.Unique);
    }

    [TestCaseSource(nameof(Numbers))]
    public void Become_the_plain_states_of_their_codes_without_refinement(string number)
    {
        var answer = DhlReading.Answer(DhlContract.Example(number), number, refineByText: false);
        string[] plain = [.. Expected[number].Select(line => line.Replace("OUT_FOR_DELIVERY", "IN_TRANSIT", StringComparison.Ordinal).Replace("FAILED_ATTEMPT", "EXCEPTION", StringComparison.Ordinal))];
        Assert.That(answer.Lines(), Is.EqualTo(plain));
    }

    [Test]
    public void Keep_words_place_forecast_and_the_name_of_who_signed()
    {
        var answer = DhlReading.Answer(DhlContract.Example("7777777770"), "7777777770")!;
        Assert.Multiple(() =>
        {
            Assert.That(answer.Scans.Single(), Is.EqualTo(new CarrierScan(
                new DateTimeOffset(2018, 3, 2, 7, 53, 47, TimeSpan.Zero),
                PackageState.InformationReceived,
                "pre-transit:DELIVERED",
                "Oderweg 2, AMSTERDAM, NL",
                "JESSICA")));
            Assert.That(answer.Forecast, Is.EqualTo(new DeliveryForecast(new DateOnly(2018, 8, 3), null, new TimeOnly(22, 0))));
            Assert.That(answer.ReceivedBy, Is.EqualTo("John Doe"));
        });
    }

    [Test]
    public void Give_the_country_once()
    {
        var answer = DhlReading.Answer(DhlContract.Example("64888"), "64888")!;
        Assert.That(answer.Scans.Select(scan => scan.Location), Is.EqualTo(new[]
        {
            null, null, "Compton, CA, US", "Compton, CA, US", "Compton, CA, US", "Melrose Park, IL, US", "Melrose Park, IL, US",
            "Wilmette, IL, US", "Wilmette, IL, US", "Wilmette, IL, US", "Wilmette, IL, US",
        }));
        Assert.That(answer.Scans[^1].Message, Is.EqualTo("IN/AT MAILBOX"));
        Assert.That(answer.Scans[^2].Message, Is.EqualTo("OUT FOR DELIVERY"), "DHL gives no description here, but a status for people.");
    }

    [Test]
    public void Show_no_codes_for_machines_to_people()
    {
        var answer = DhlReading.Answer(DhlContract.Example("3SHM00001165430"), "3SHM00001165430")!;
        Assert.That(answer.Scans.Select(scan => scan.Message), Is.All.Null);
        Assert.That(answer.Scans[^1].RawCode, Is.EqualTo("failure:NOT_HOME_SYSTEM_INTERVENTION_DELIVERY_AT_PARCELSHOP"));
    }
}
