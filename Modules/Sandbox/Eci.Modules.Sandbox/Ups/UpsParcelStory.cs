using System.Globalization;

namespace Eci.Modules.Sandbox.Ups;

/// <summary>Tells of a parcel as UPS would.</summary>
internal static class UpsParcelStory
{
    private const string Receiver = "HOPPER";
    private const string Returned = "034";
    private const string AtAccessPoint = "161";
    private const string DateFormat = "yyyyMMdd";
    private const string TimeFormat = "HHmmss";

    private static readonly string[] OnTheWayBack = ["035", "036", Returned];
    private static readonly TimeSpan KeptByAccessPoint = TimeSpan.FromDays(7);

    public static UpsPackage Tell(UpsParcel parcel, DateTimeOffset now)
    {
        var done = parcel.Done(now);
        var newest = parcel.Steps[done - 1];
        var at = LocalTime(parcel.TimeOf(done - 1), newest.Place);
        var isDelivered = newest.Type is "D";
        var isBack = OnTheWayBack.Contains(newest.StatusCode);
        return new UpsPackage(
            parcel.Number,
            isDelivered ? [new UpsDate("DEL", Day(at))] : isBack ? [] : [Expected(parcel, done)],
            isDelivered ? new UpsHours("DEL", StartTime: null, Clock(at)) : isBack ? null : Window(parcel),
            Enumerable.Range(0, done).Reverse().Select(i => Scan(parcel.Steps[i], parcel.TimeOf(i))).ToList(),
            new UpsCurrentStatus(newest.StatusCode, newest.Text),
            isDelivered && !isBack && newest.StatusCode is not AtAccessPoint ? new UpsDelivery("Front Door", Receiver) : null,
            newest.StatusCode is AtAccessPoint ? new UpsAccessPoint(Day(at + KeptByAccessPoint)) : null,
            new UpsService("011", "011", "UPS Standard"));
    }

    /// <summary>The day of the last scan; rescheduled once an attempt has failed.</summary>
    private static UpsDate Expected(UpsParcel parcel, int done) =>
        new(parcel.Steps.Take(done).Any(step => step.Type is "X") ? "RDD" : "SDD", Day(End(parcel)));

    /// <summary>The full hour of the last scan.</summary>
    private static UpsHours Window(UpsParcel parcel)
    {
        var hour = End(parcel).ToString("HH", CultureInfo.InvariantCulture);
        return new UpsHours("EDW", $"{hour}0000", $"{hour}5959");
    }

    private static DateTimeOffset End(UpsParcel parcel) => LocalTime(parcel.TimeOf(parcel.Steps.Count - 1), parcel.Steps[^1].Place);

    private static UpsScan Scan(UpsStep step, DateTimeOffset time)
    {
        var local = LocalTime(time, step.Place);
        return new UpsScan(
            new UpsLocation(
                step.Address ? new UpsAddress(step.City ? step.Place.City : null, step.Place.Country, step.Place.Country) : null,
                step.City ? step.Place.Slic : null),
            new UpsScanStatus(step.Type, step.Code, step.StatusCode, step.Text),
            Day(local),
            Clock(local),
            Day(time),
            local.ToString("zzz", CultureInfo.InvariantCulture),
            time.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
    }

    private static DateTimeOffset LocalTime(DateTimeOffset time, UpsPlace place) =>
        TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(place.TimeZone));

    private static string Day(DateTimeOffset time) => time.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
