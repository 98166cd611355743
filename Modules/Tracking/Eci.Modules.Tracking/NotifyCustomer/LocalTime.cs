using System.Globalization;
using Eci.Commerce;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>Writes a point in time as a customer reads it: in words of the language, by the clock of the place where it happened.</summary>
internal static class LocalTime
{
    public static string Format(DateTimeOffset time, string? language)
    {
        var (culture, format) = LanguageTag.Primary(language) switch
        {
            "de" => ("de-DE", "dddd, d. MMMM yyyy, HH:mm 'Uhr'"),
            "en" or null => ("en-GB", "dddd, d MMMM yyyy, HH:mm"),
            "fr" => ("fr-FR", "dddd d MMMM yyyy 'à' HH:mm"),
            "it" => ("it-IT", "dddd d MMMM yyyy, 'ore' HH:mm"),
            "es" => ("es-ES", "dddd, d 'de' MMMM 'de' yyyy, HH:mm"),
            var other => (other, "f"),
        };
        return time.ToString(format, CultureInfo.GetCultureInfo(culture));
    }
}
