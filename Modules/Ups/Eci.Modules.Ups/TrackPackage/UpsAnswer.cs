using System.Text.Json;
using Eci.Carriers;
using Eci.Modules.Ups.Client;
using Eci.Vocabulary;

namespace Eci.Modules.Ups.TrackPackage;

/// <summary>What an answer with status 200 says.</summary>
/// <param name="Answer">In the hub's words.</param>
/// <param name="IsVoided">The shipper withdrew the label.</param>
internal sealed record UpsReading(TrackingAnswer Answer, bool IsVoided);

/// <summary>Reads answers with status 200.</summary>
internal static class UpsAnswer
{
    private const string What = "UPS's answer";
    private const string NotFound = "TW0001";
    private const int LongestCode = 20;
    private const int LongestName = 200;

    /// <summary>Reads an answer; null when UPS knows nothing about the number.</summary>
    /// <exception cref="CarrierAnswerException">It cannot be read, or is about something else.</exception>
    public static UpsReading? Read(string body, string trackingId, DateTimeOffset now)
    {
        using var json = LenientJson.Parse(body, What);
        JsonElement? root = json.RootElement;
        var shipments = root.Object("trackResponse").Objects("shipment").ToList();
        if (UpsPackage.Find(shipments, trackingId) is { } package)
            return Read(package, UpsPackage.IsFreight(package, trackingId), now);
        if (shipments.Any(shipment => shipment.Objects("warnings").Any(warning => warning.Text("code", LongestCode) is NotFound)))
            return null;

        var errors = UpsErrors.In(root);
        return errors.Has(UpsErrors.InvalidNumber) || errors.Has(NotFound)
            ? null
            : throw new CarrierAnswerException(errors.Any ? $"{What} reports an error{errors}." : $"{What} holds no package with the number that was asked for.");
    }

    private static UpsReading Read(JsonElement? package, bool isFreight, DateTimeOffset now)
    {
        var activities = UpsActivity.AllIn(package, isFreight, now);
        var scans = activities.Select(activity => activity.Scan).OfType<CarrierScan>()
            .Reverse()
            .OrderBy(scan => scan.Time.UtcTicks)
            .DistinctBy(scan => (scan.Time.UtcTicks, scan.State, scan.RawCode))
            .ToList();
        var answer = new TrackingAnswer
        {
            Scans = scans,
            Unreadable = activities.Select(activity => activity.Unreadable).OfType<UnreadableScan>().Reverse().Distinct().ToList(),
            Forecast = scans.Any(EndsTheForecast) ? null : UpsForecast.In(package),
            ReceivedBy = package.Object("deliveryInformation").Text("receivedBy", LongestName),
        };
        return new UpsReading(answer, activities.Any(activity => activity.IsVoided));
    }

    /// <summary>What is delivered is not expected any more; a date on the way back is the sender's.</summary>
    private static bool EndsTheForecast(CarrierScan scan) => scan.State is PackageState.Delivered || scan.IsReturn;
}
