using System.Globalization;
using System.Text.Json;
using Eci.Modules.Ups.Client;

namespace Eci.Modules.Ups.TrackPackage;

/// <summary>Reads the time of a scan: the moment in UTC if it is given, else the clock at its place if that can be told.</summary>
internal static class UpsTime
{
    private const int LongestText = 20;
    private const int EarliestYear = 2000;
    private const int LatestYear = 2100;
    private const string DateFormat = "yyyyMMdd";

    private static readonly string[] TimeFormats = ["HH:mm:ss", "H:mm:ss", "HHmmss"];
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14);
    private static readonly TimeSpan OffsetStep = TimeSpan.FromMinutes(15);

    /// <summary>A scan cannot lie in the future; a clock may be wrong by this much.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(1);

    /// <summary>The time with the offset of its place; null when no moment, or none that can be, is meant.</summary>
    public static DateTimeOffset? Read(JsonElement? activity, DateTimeOffset now)
    {
        var local = Moment(activity, "date", "time");
        var offset = Offset(activity.Text("gmtOffset", LongestText));
        var time = Moment(activity, "gmtDate", "gmtTime") is { } utc
            ? At(utc, offset ?? Distance(local, utc) ?? TimeSpan.Zero)
            : local is { } clock && (offset ?? UpsPlaces.OffsetAt(activity, clock)) is { } known ? new DateTimeOffset(clock, known) : (DateTimeOffset?)null;
        return time <= now + ClockTolerance ? time : null;
    }

    /// <summary>Date and time in the words of UPS, UTC if there is no other; null when there is neither.</summary>
    public static string? AsReceived(JsonElement? activity)
    {
        string?[] parts =
        [
            activity.Text("date", LongestText) ?? activity.Text("gmtDate", LongestText),
            activity.Text("time", LongestText) ?? activity.Text("gmtTime", LongestText),
        ];
        var text = string.Join(' ', parts.OfType<string>());
        return text.Length == 0 ? null : text;
    }

    /// <summary>A day of the calendar: <c>yyyyMMdd</c>.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= EarliestYear and <= LatestYear
            ? day
            : null;

    /// <summary>A time of the day: <c>HH:mm:ss</c>, <c>HHmmss</c>, or the latter without its leading zero.</summary>
    public static TimeOnly? Clock(string? text) => TimeOnly.TryParseExact(
        text is { Length: 5 } && text.All(char.IsAsciiDigit) ? $"0{text}" : text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
        ? clock
        : null;

    private static DateTime? Moment(JsonElement? activity, string date, string time) =>
        Day(activity.Text(date, LongestText)) is { } day && Clock(activity.Text(time, LongestText)) is { } clock ? day.ToDateTime(clock) : null;

    private static DateTimeOffset At(DateTime utc, TimeSpan offset) => new DateTimeOffset(utc, TimeSpan.Zero).ToOffset(offset);

    /// <summary>How far the clock of the place is ahead of UTC; null when it cannot be.</summary>
    private static TimeSpan? Distance(DateTime? local, DateTime utc) => local - utc is { } ahead && CanBe(ahead) ? ahead : null;

    private static TimeSpan? Offset(string? text)
    {
        if (text is "Z" or "z")
            return TimeSpan.Zero;
        var isWest = text is ['-', ..];
        var digits = text?.TrimStart('+', '-').Replace(":", string.Empty, StringComparison.Ordinal);
        if (digits is not { Length: 3 or 4 } || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var offset = TimeSpan.FromMinutes((number / 100 * 60) + (number % 100));
        return CanBe(offset) ? isWest ? -offset : offset : null;
    }

    private static bool CanBe(TimeSpan offset) => offset.Duration() <= LargestOffset && offset.Ticks % OffsetStep.Ticks == 0;
}
