using System.Text.Json;
using Eci.Carriers;
using Eci.Modules.Ups.Client;
using Eci.Vocabulary;

namespace Eci.Modules.Ups.TrackPackage;

/// <summary>One entry of a package's <c>activity</c>.</summary>
/// <param name="Scan">The scan, when it says something about the package.</param>
/// <param name="Unreadable">The scan, when it is not understood.</param>
/// <param name="IsVoided">It says that the label was withdrawn.</param>
internal sealed record UpsActivity(CarrierScan? Scan, UnreadableScan? Unreadable, bool IsVoided)
{
    private const int LongestText = 500;
    private const int LongestPlace = 100;

    /// <summary>All entries, in the order of the answer: the newest first.</summary>
    public static IReadOnlyList<UpsActivity> AllIn(JsonElement? package, bool isFreight, DateTimeOffset now) =>
        package.Objects("activity").Select(activity => Read(activity, isFreight, now)).ToList();

    private static UpsActivity Read(JsonElement? activity, bool isFreight, DateTimeOffset now)
    {
        var status = UpsStatus.In(activity);
        var meaning = UpsStatusMap.MeaningOf(status, isFreight);
        if (meaning is null)
            return new UpsActivity(null, new UnreadableScan(status.RawCode, UpsTime.AsReceived(activity), UnmappedReason.UnknownStatus), IsVoided: false);
        if (meaning.State is not { } state)
            return new UpsActivity(null, null, meaning.IsVoided);
        if (UpsTime.Read(activity, now) is not { } time)
            return new UpsActivity(null, new UnreadableScan(status.RawCode, UpsTime.AsReceived(activity), UnmappedReason.UnreadableTime), IsVoided: false);

        var message = activity.Object("status").Text("description", LongestText);
        return new UpsActivity(new CarrierScan(time, state, status.RawCode, Place(activity), message, meaning.IsReturn), null, IsVoided: false);
    }

    /// <summary>City, state and country, as far as they are there.</summary>
    private static string? Place(JsonElement? activity)
    {
        var address = activity.Object("location").Object("address");
        string?[] parts =
        [
            address.Text("city", LongestPlace),
            address.Text("stateProvince", LongestPlace),
            address.Text("country", LongestPlace) ?? address.Text("countryCode", LongestPlace),
        ];
        var place = string.Join(", ", parts.OfType<string>());
        return place.Length == 0 ? null : place;
    }
}
