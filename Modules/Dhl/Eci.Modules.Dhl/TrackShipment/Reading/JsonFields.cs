using System.Text.Json;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>Reads members that may be missing or of another type than DHL's contract says.</summary>
internal static class JsonFields
{
    /// <summary>The member; null when there is none or it is JSON's null.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A text or number as text; null for everything else.</summary>
    public static string? Text(this JsonElement element, string name) => element.Find(name)?.Text();

    /// <inheritdoc cref="Text(JsonElement, string)"/>
    public static string? Text(this JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: JSON allows it, text does not.
            return null;
        }
    }

    /// <summary>The items of an array. Anything else in its place counts as its only item.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { } single => [single],
    };

    public static bool IsTrue(this JsonElement element, string name) => element.Find(name) is { ValueKind: JsonValueKind.True };
}
