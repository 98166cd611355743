using System.Text.Json;
using Eci.Carriers;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>When DHL expects to deliver.</summary>
internal static class DhlForecast
{
    private static readonly TimeOnly LastMinute = new(23, 59);

    /// <summary>
    /// The day, and hours when DHL names a time frame within one day. Of a frame over several days the last one counts, without hours:
    /// nothing is promised too early. Null when there is nothing readable.
    /// </summary>
    public static DeliveryForecast? Of(JsonElement shipment)
    {
        var zone = CountryZones.Of(shipment.Find("destination")?.Find("address")?.Text("countryCode"));
        var frame = shipment.Find("estimatedDeliveryTimeFrame") ?? default;
        var from = Read(frame.Text("estimatedFrom"), zone, asWritten: false);
        var until = Read(frame.Text("estimatedThrough"), zone, asWritten: from is { Time: null });
        return (from, until) switch
        {
            ({ } begin, { } end) when begin.Date == end.Date => Within(begin.Date, begin.Time, end.Time),
            (null, { } end) => Within(end.Date, from: null, end.Time),
            ({ } begin, { } end) when begin.Date < end.Date => new DeliveryForecast(end.Date),
            ({ } begin, _) => new DeliveryForecast(begin.Date),
            _ => Read(shipment.Text("estimatedTimeOfDelivery"), zone, asWritten: false) is { } point ? new DeliveryForecast(point.Date) : null,
        };
    }

    private static DeliveryForecast Within(DateOnly date, TimeOnly? from, TimeOnly? until) =>
        until >= LastMinute ? new(date, from)
        : from > until ? new(date)
        : new(date, from, until);

    /// <summary>Midnight stands for a whole day and is not moved to another clock; nor is what has an offset of its own.</summary>
    private static (DateOnly Date, TimeOnly? Time)? Read(string? text, TimeZoneInfo zone, bool asWritten)
    {
        if (!DhlTimestamp.TryParse(text, out var timestamp))
            return null;
        if (timestamp.Local.TimeOfDay == TimeSpan.Zero)
            return (DateOnly.FromDateTime(timestamp.Local), null);
        var local = timestamp.Offset == TimeSpan.Zero && !asWritten
            ? TimeZoneInfo.ConvertTime(new DateTimeOffset(timestamp.Local, TimeSpan.Zero), zone).DateTime
            : timestamp.Local;
        return (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
