using System.Globalization;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Puts values into texts.</summary>
internal static class Words
{
    private const int Longest = 300;

    /// <summary>Puts each value where <c>{name}</c> stands; what a value holds is not looked at again.</summary>
    public static string Fill(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var result = text;
        foreach (var (name, value) in values)
            result = string.Join(value, result.Split($"{{{name}}}"));
        return result;
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Trimmed and cut to what a page can show; null when nothing is left.</summary>
    public static string? Clip(string? text)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return null;
        if (trimmed.Length <= Longest)
            return trimmed;
        var end = char.IsHighSurrogate(trimmed[Longest - 1]) ? Longest - 1 : Longest;
        return trimmed[..end] + "…";
    }
}
