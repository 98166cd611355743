using System.Text;
using System.Text.Json;
using Eci.Carriers;

namespace Eci.Modules.Ups.Client;

/// <summary>Reads JSON of which no member, no type and no length can be relied on.</summary>
internal static class LenientJson
{
    /// <summary>The JSON of an answer.</summary>
    /// <param name="text">Body of the answer.</param>
    /// <param name="what">What it is, for the message: "UPS's answer".</param>
    /// <exception cref="CarrierAnswerException">It is something else.</exception>
    public static JsonDocument Parse(string text, string what)
    {
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
            throw new CarrierAnswerException($"{what} is empty.");
        if (start[0] == '<')
            throw new CarrierAnswerException($"{what} is HTML or XML instead of JSON.");
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException e)
        {
            throw new CarrierAnswerException($"{what} is no JSON, or is cut off.", e);
        }
    }

    /// <summary>A member that is an object; null for everything else.</summary>
    public static JsonElement? Object(this JsonElement? parent, string name) => parent.Member(name) is { ValueKind: JsonValueKind.Object } member ? member : null;

    /// <summary>The objects of a member that is an array, or the one object it is instead; nothing for everything else.</summary>
    public static IEnumerable<JsonElement?> Objects(this JsonElement? parent, string name) => parent.Member(name) switch
    {
        { ValueKind: JsonValueKind.Object } one => [one],
        { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object).Select(item => (JsonElement?)item),
        _ => [],
    };

    /// <summary>A member that is a text or a number: one line, without control characters, cut to a length; null when nothing is left.</summary>
    public static string? Text(this JsonElement? parent, string name, int longest)
    {
        try
        {
            return parent.Member(name) switch
            {
                { ValueKind: JsonValueKind.String } text => Clean(text.GetString()!, longest),
                { ValueKind: JsonValueKind.Number } number => Clean(number.GetRawText(), longest),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character, written as an escape.
            return null;
        }
    }

    private static JsonElement? Member(this JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var member) ? member : null;

    private static string? Clean(string text, int longest)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
                clean.Append(c);
            else if (clean.Length > 0 && clean[^1] != ' ')
                clean.Append(' ');
        }

        if (clean.Length > longest)
            clean.Length = char.IsHighSurrogate(clean[longest - 1]) ? longest - 1 : longest;
        var result = clean.ToString().TrimEnd();
        return result.Length == 0 ? null : result;
    }
}
