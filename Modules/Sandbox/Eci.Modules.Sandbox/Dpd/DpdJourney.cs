using System.Globalization;

namespace Eci.Modules.Sandbox.Dpd;

/// <summary>The scans of a parcel that reaches its receiver on the second day.</summary>
internal static class DpdJourney
{
    private const string ReceiverName = "Beispiel";

    private static readonly (string Status, double Hours, string Depot)[] Steps =
    [
        ("start_order", 0, "0998"),
        ("pickup_driver", 3, "0998"),
        ("pickup_depot", 5, "0998"),
        ("delivery_depot", 16, "0134"),
        ("delivery_carload", 18, "0134"),
        ("delivery_customer", 22, "0134"),
    ];

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>
    /// The journey at a multiple of real speed. It lies so far in the past that its last scan is sent when it happens; the earlier ones
    /// arrive late, in order.
    /// </summary>
    public static IReadOnlyList<DpdScan> Plan(string parcelNumber, Uri target, double speed, DateTimeOffset now, Func<string> nextPushId)
    {
        var length = TimeSpan.FromHours(Steps[^1].Hours);
        var start = now - length + (length / speed);
        return Steps
            .Select(step => Scan(
                parcelNumber,
                step.Status,
                start + TimeSpan.FromHours(step.Hours),
                step.Depot,
                target,
                now + (TimeSpan.FromHours(step.Hours) / speed),
                speed,
                nextPushId()))
            .ToList();
    }

    /// <summary>A single scan that happens now.</summary>
    public static DpdScan Now(string parcelNumber, string status, Uri target, double speed, DateTimeOffset now, string pushId) =>
        Scan(parcelNumber, status, now, Steps[^1].Depot, target, now, speed, pushId);

    private static DpdScan Scan(
        string parcelNumber, string status, DateTimeOffset happened, string depot, Uri target, DateTimeOffset dueAt, double speed, string pushId) => new(
        pushId,
        parcelNumber,
        status,
        TimeZoneInfo.ConvertTime(happened, Berlin).ToString("ddMMyyyyHHmmss", CultureInfo.InvariantCulture),
        depot,
        string.Equals(status, "delivery_customer", StringComparison.Ordinal) ? ReceiverName : string.Empty,
        target,
        dueAt,
        DpdRetries.At(speed));
}
