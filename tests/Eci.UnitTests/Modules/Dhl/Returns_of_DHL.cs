using System.Globalization;
using Eci.Carriers;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

internal sealed class Returns_of_DHL
{
    private const string Flag = "\"returnFlag\":true,";

    private static readonly string Announced = DhlReading.Event("2026-01-05T10:00:00Z", "pre-transit");
    private static readonly string Sorted = DhlReading.Event("2026-01-05T11:00:00Z");
    private static readonly string NotHome = DhlReading.Event("2026-01-05T12:00:00Z", "failure", "NOT_HOME");
    private static readonly string Back = DhlReading.Event("2026-01-05T13:00:00Z", "transit", "Returned to sender");
    private static readonly string Tour = DhlReading.Event("2026-01-05T14:00:00Z", "transit", "OUT_FOR_DELIVERY");
    private static readonly string Delivered = DhlReading.Event("2026-01-05T15:00:00Z", "delivered");

    [Test]
    public void Begin_with_the_scan_that_tells_of_them_and_never_end_in_a_delivery() => Assert.That(
        Shipment(string.Empty, Announced, NotHome, Back, Tour, Delivered),
        Is.EqualTo(new[] { "10 INFORMATION_RECEIVED", "12 FAILED_ATTEMPT", "13 EXCEPTION return", "14 EXCEPTION return", "15 EXCEPTION return" }));

    [Test]
    public void Begin_with_the_first_problem_when_only_the_flag_tells() => Assert.That(
        Shipment(Flag, Announced, Sorted, NotHome, Tour, Delivered),
        Is.EqualTo(new[] { "10 INFORMATION_RECEIVED", "11 IN_TRANSIT", "12 EXCEPTION return", "14 EXCEPTION return", "15 EXCEPTION return" }));

    [Test]
    public void Are_the_whole_way_when_the_flag_tells_and_there_was_no_problem() => Assert.That(
        Shipment(Flag, Announced, Sorted, Delivered),
        Is.EqualTo(new[] { "10 INFORMATION_RECEIVED", "11 EXCEPTION return", "15 EXCEPTION return" }));

    [Test]
    public void Are_told_by_the_flag_without_refinement_by_text() => Assert.That(
        DhlReading.Shipment($"{Flag}\"events\":[{Sorted}]", refineByText: false).Lines(),
        Is.EqualTo(new[] { "2026-01-05T11:00:00+00:00 EXCEPTION return" }));

    [TestCase("\"returnFlag\":false,")]
    [TestCase("\"returnFlag\":\"true\",")]
    [TestCase("\"returnFlag\":null,")]
    public void Are_not_told_by_anything_but_a_true_flag(string flag) =>
        Assert.That(Shipment(flag, Sorted, Delivered), Is.EqualTo(new[] { "11 IN_TRANSIT", "15 DELIVERED" }));

    [Test]
    public void Leave_a_history_alone_that_has_no_scans() => Assert.That(Shipment(Flag), Is.Empty);

    [Test]
    public void Keep_what_a_scan_is_while_more_scans_come()
    {
        string[] all = [Announced, Sorted, NotHome, Back, Tour, Delivered];
        var before = Shipment(Flag, all[..3]);
        for (var number = 4; number <= all.Length; number++)
        {
            var after = Shipment(Flag, all[..number]);
            Assert.That(after[..before.Length], Is.EqualTo(before));
            before = after;
        }
    }

    [Test]
    public void Have_neither_forecast_nor_a_recipient()
    {
        const string members = """{0}"estimatedTimeOfDelivery":"2026-01-06","details":{{"proofOfDelivery":{{"signed":{{"name":"Grace Hopper"}}}}}},"events":[{1}]""";
        var there = DhlReading.Shipment(string.Format(CultureInfo.InvariantCulture, members, string.Empty, Sorted));
        Assert.That((there.Forecast, there.ReceivedBy), Is.EqualTo((new DeliveryForecast(new DateOnly(2026, 1, 6)), "Grace Hopper")));
        var back = DhlReading.Shipment(string.Format(CultureInfo.InvariantCulture, members, Flag, Sorted));
        Assert.That((back.Forecast, back.ReceivedBy), Is.EqualTo(((DeliveryForecast?)null, (string?)null)));
    }

    /// <summary>Hour, state and direction of each scan.</summary>
    private static string[] Shipment(string flag, params string[] events) =>
        [.. DhlReading.Shipment($"{flag}\"events\":[{string.Join(',', events)}]").Lines().Select(line => $"{line[11..13]}{line[25..]}")];
}
