using System.Globalization;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Writes when a carrier expects to deliver, by the recipient's calendar and clock.</summary>
internal static class ExpectedDelivery
{
    /// <summary>A day is over somewhere long after it is over in UTC.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    /// <summary>Null when nothing is expected, or the day has passed everywhere.</summary>
    public static string? Write(TrackedPackage package, string language, DeliveryTexts texts, DateTimeOffset now)
    {
        if (package.EstimatedDeliveryDate is not { } date || date < DateOnly.FromDateTime((now - Latest).UtcDateTime))
            return null;
        var pattern = (package.EstimatedDeliveryFrom, package.EstimatedDeliveryUntil) switch
        {
            ({ } from, { } until) when from < until => texts.Between,
            ({ }, null) => texts.From,
            (_, { }) => texts.Until,
            _ => texts.Day,
        };
        return Words.Fill(
            pattern,
            ("day", Day(date, language)),
            ("from", Hour(package.EstimatedDeliveryFrom)),
            ("until", Hour(package.EstimatedDeliveryUntil)));
    }

    private static string Hour(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Day(DateOnly date, string language)
    {
        var (culture, format) = language switch
        {
            "de" => ("de-DE", "dddd, d. MMMM"),
            "fr" => ("fr-FR", "dddd d MMMM"),
            "it" => ("it-IT", "dddd d MMMM"),
            "es" => ("es-ES", "dddd, d 'de' MMMM"),
            _ => ("en-GB", "dddd, d MMMM"),
        };
        return date.ToString(format, CultureInfo.GetCultureInfo(culture));
    }
}
