using System.Text.Json;
using Eci.Carriers;
using Eci.Modules.Ups.Client;

namespace Eci.Modules.Ups.TrackPackage;

/// <summary>Reads when UPS expects to deliver.</summary>
internal static class UpsForecast
{
    private const int LongestText = 20;
    private const string Scheduled = "SDD";
    private const string Rescheduled = "RDD";
    private const string Delivered = "DEL";
    private const string CommittedTime = "CMT";

    /// <summary>Types of hours from a begin to an end: estimated, confirmed, imminent.</summary>
    private static readonly string[] Windows = ["EDW", "CDW", "IDW"];

    /// <summary>The rescheduled day, else the scheduled one; null when there is none or it is delivered.</summary>
    public static DeliveryForecast? In(JsonElement? package)
    {
        var dates = package.Objects("deliveryDate")
            .Select(date => (Type: date.Text("type", LongestText)?.ToUpperInvariant(), Day: UpsTime.Day(date.Text("date", LongestText))))
            .ToList();
        if (dates.Exists(date => date.Type is Delivered))
            return null;

        var day = dates.Find(date => date is { Type: Rescheduled, Day: not null }).Day ?? dates.Find(date => date is { Type: Scheduled, Day: not null }).Day;
        return day is { } expected ? Hours(package.Object("deliveryTime"), expected) : null;
    }

    private static DeliveryForecast Hours(JsonElement? deliveryTime, DateOnly day)
    {
        var type = deliveryTime.Text("type", LongestText)?.ToUpperInvariant();
        var from = UpsTime.Clock(deliveryTime.Text("startTime", LongestText));
        var until = UpsTime.Clock(deliveryTime.Text("endTime", LongestText));
        if (type is CommittedTime)
            return new DeliveryForecast(day, From: null, until);
        return type is not null && Windows.Contains(type) && !(from >= until) ? new DeliveryForecast(day, from, until) : new DeliveryForecast(day);
    }
}
