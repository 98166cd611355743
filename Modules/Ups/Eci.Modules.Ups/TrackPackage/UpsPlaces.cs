using System.Collections.Frozen;
using System.Text.Json;
using Eci.Modules.Ups.Client;

namespace Eci.Modules.Ups.TrackPackage;

/// <summary>
/// Tells the clock of a place whose answer does not: where a whole country, or a state of the United States or of Canada, has one time. Everywhere
/// else the time stays unknown rather than wrong.
/// </summary>
internal static class UpsPlaces
{
    private const int LongestCode = 20;

    private static readonly FrozenDictionary<string, string> Zones = Table(
        ("Europe/Amsterdam", "NL"), ("Europe/Andorra", "AD"), ("Europe/Athens", "GR"), ("Europe/Belgrade", "RS"), ("Europe/Berlin", "DE"),
        ("Europe/Bratislava", "SK"), ("Europe/Brussels", "BE"), ("Europe/Bucharest", "RO"), ("Europe/Budapest", "HU"), ("Europe/Chisinau", "MD"),
        ("Europe/Copenhagen", "DK"), ("Europe/Dublin", "IE"), ("Europe/Helsinki", "FI"), ("Europe/Istanbul", "TR"), ("Europe/Ljubljana", "SI"),
        ("Europe/London", "GB"), ("Europe/Luxembourg", "LU"), ("Europe/Malta", "MT"), ("Europe/Monaco", "MC"), ("Europe/Oslo", "NO"),
        ("Europe/Paris", "FR"), ("Europe/Prague", "CZ"), ("Europe/Riga", "LV"), ("Europe/Rome", "IT"), ("Europe/Sarajevo", "BA"),
        ("Europe/Skopje", "MK"), ("Europe/Sofia", "BG"), ("Europe/Stockholm", "SE"), ("Europe/Tallinn", "EE"), ("Europe/Tirane", "AL"),
        ("Europe/Vaduz", "LI"), ("Europe/Vienna", "AT"), ("Europe/Vilnius", "LT"), ("Europe/Warsaw", "PL"), ("Europe/Zagreb", "HR"),
        ("Europe/Zurich", "CH"), ("Atlantic/Reykjavik", "IS"), ("Asia/Nicosia", "CY"), ("Asia/Jerusalem", "IL"), ("Asia/Dubai", "AE"),
        ("Asia/Riyadh", "SA"), ("Asia/Qatar", "QA"), ("Asia/Kuwait", "KW"), ("Asia/Bahrain", "BH"), ("Asia/Kolkata", "IN"),
        ("Asia/Shanghai", "CN"), ("Asia/Hong_Kong", "HK"), ("Asia/Macau", "MO"), ("Asia/Taipei", "TW"), ("Asia/Tokyo", "JP"),
        ("Asia/Seoul", "KR"), ("Asia/Singapore", "SG"), ("Asia/Kuala_Lumpur", "MY"), ("Asia/Bangkok", "TH"), ("Asia/Manila", "PH"),
        ("Asia/Ho_Chi_Minh", "VN"), ("Africa/Johannesburg", "ZA"), ("Africa/Cairo", "EG"), ("Africa/Casablanca", "MA"), ("Africa/Tunis", "TN"),
        ("America/Puerto_Rico", "PR"), ("America/Argentina/Buenos_Aires", "AR"), ("America/Bogota", "CO"), ("America/Lima", "PE"),
        ("America/New_York", "US-CT US-DC US-DE US-GA US-MA US-MD US-ME US-NC US-NH US-NJ US-NY US-OH US-PA US-RI US-SC US-VA US-VT US-WV"),
        ("America/Chicago", "US-AL US-AR US-IA US-IL US-LA US-MN US-MO US-MS US-OK US-WI"),
        ("America/Denver", "US-CO US-MT US-NM US-UT US-WY"),
        ("America/Los_Angeles", "US-CA US-WA"),
        ("Pacific/Honolulu", "US-HI"),
        ("America/Edmonton", "CA-AB"), ("America/Winnipeg", "CA-MB"), ("America/Halifax", "CA-NB CA-NS CA-PE"));

    /// <summary>How far the clock of a scan's place was ahead of UTC; null when that is not certain.</summary>
    public static TimeSpan? OffsetAt(JsonElement? activity, DateTime local)
    {
        var address = activity.Object("location").Object("address");
        var country = (address.Text("countryCode", LongestCode) ?? address.Text("country", LongestCode))?.ToUpperInvariant();
        if (country is null)
            return null;
        var state = address.Text("stateProvince", LongestCode)?.ToUpperInvariant();
        return Zones.TryGetValue(country, out var zone) || Zones.TryGetValue($"{country}-{state}", out zone)
            ? TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(local)
            : null;
    }

    private static FrozenDictionary<string, string> Table(params (string Zone, string Places)[] rows) => rows
        .SelectMany(row => row.Places.Split(' '), (row, place) => KeyValuePair.Create(place, row.Zone))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
