using System.Collections.Frozen;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>The clock of a country. Countries with several have the one that most of their people live by.</summary>
internal static class CountryZones
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AE"] = "Asia/Dubai",
        ["AT"] = "Europe/Vienna",
        ["AU"] = "Australia/Sydney",
        ["BE"] = "Europe/Brussels",
        ["BG"] = "Europe/Sofia",
        ["BR"] = "America/Sao_Paulo",
        ["CA"] = "America/Toronto",
        ["CH"] = "Europe/Zurich",
        ["CN"] = "Asia/Shanghai",
        ["CY"] = "Asia/Nicosia",
        ["CZ"] = "Europe/Prague",
        ["DE"] = "Europe/Berlin",
        ["DK"] = "Europe/Copenhagen",
        ["EE"] = "Europe/Tallinn",
        ["ES"] = "Europe/Madrid",
        ["FI"] = "Europe/Helsinki",
        ["FR"] = "Europe/Paris",
        ["GB"] = "Europe/London",
        ["GR"] = "Europe/Athens",
        ["HK"] = "Asia/Hong_Kong",
        ["HR"] = "Europe/Zagreb",
        ["HU"] = "Europe/Budapest",
        ["IE"] = "Europe/Dublin",
        ["IL"] = "Asia/Jerusalem",
        ["IN"] = "Asia/Kolkata",
        ["IS"] = "Atlantic/Reykjavik",
        ["IT"] = "Europe/Rome",
        ["JP"] = "Asia/Tokyo",
        ["KR"] = "Asia/Seoul",
        ["LI"] = "Europe/Vaduz",
        ["LT"] = "Europe/Vilnius",
        ["LU"] = "Europe/Luxembourg",
        ["LV"] = "Europe/Riga",
        ["MT"] = "Europe/Malta",
        ["MX"] = "America/Mexico_City",
        ["NL"] = "Europe/Amsterdam",
        ["NO"] = "Europe/Oslo",
        ["NZ"] = "Pacific/Auckland",
        ["PL"] = "Europe/Warsaw",
        ["PT"] = "Europe/Lisbon",
        ["RO"] = "Europe/Bucharest",
        ["RS"] = "Europe/Belgrade",
        ["SE"] = "Europe/Stockholm",
        ["SG"] = "Asia/Singapore",
        ["SI"] = "Europe/Ljubljana",
        ["SK"] = "Europe/Bratislava",
        ["TR"] = "Europe/Istanbul",
        ["UA"] = "Europe/Kyiv",
        ["US"] = "America/New_York",
        ["ZA"] = "Africa/Johannesburg",
    };

    public static TimeZoneInfo Berlin { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly FrozenDictionary<string, TimeZoneInfo> Zones = Names.ToFrozenDictionary(
        pair => pair.Key,
        pair => TimeZoneInfo.TryFindSystemTimeZoneById(pair.Value, out var zone) ? zone : Berlin,
        StringComparer.OrdinalIgnoreCase);

    /// <summary>By ISO 3166-1 alpha-2; Berlin's clock for countries that are not known.</summary>
    public static TimeZoneInfo Of(string? countryCode) =>
        countryCode is not null && Zones.TryGetValue(countryCode.Trim(), out var zone) ? zone : Berlin;
}
