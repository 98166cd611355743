using System.Text.Json;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>Where a scan happened.</summary>
internal static class DhlPlace
{
    private const int LongestText = 200;
    private const int LongestCountry = 60;

    /// <summary>Town and country as text; null when neither is given.</summary>
    public static string? TextOf(JsonElement scan)
    {
        var locality = DhlText.Clean(Address(scan)?.Text("addressLocality"), LongestText);
        var country = DhlText.Clean(CountryOf(scan), LongestCountry);
        if (locality is null || country is null || EndsWith(locality, country))
            return locality ?? country;
        return $"{locality}, {country}";
    }

    /// <summary>ISO 3166-1 alpha-2, when given.</summary>
    public static string? CountryOf(JsonElement scan) => Address(scan)?.Text("countryCode");

    private static JsonElement? Address(JsonElement scan) => scan.Find("location")?.Find("address");

    /// <summary>Some divisions write the country into the town.</summary>
    private static bool EndsWith(string locality, string country) =>
        string.Equals(locality, country, StringComparison.OrdinalIgnoreCase) || locality.EndsWith($", {country}", StringComparison.OrdinalIgnoreCase);
}
