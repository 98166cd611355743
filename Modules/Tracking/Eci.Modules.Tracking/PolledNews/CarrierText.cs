using System.Diagnostics.CodeAnalysis;

namespace Eci.Modules.Tracking.PolledNews;

/// <summary>Texts of carriers as the hub keeps them: databases and pages do not take everything that an answer can hold.</summary>
internal static class CarrierText
{
    public const int CodeLength = 100;
    public const int PlaceLength = 200;
    public const int MessageLength = 1000;
    public const int NameLength = 200;

    /// <summary>Without control characters and blanks around it, and no longer than the limit; null when nothing is left.</summary>
    public static string? Clean(string? text, int length)
    {
        var clean = Limit(text, length)?.Trim();
        return string.IsNullOrEmpty(clean) ? null : clean;
    }

    /// <summary>Without control characters and no longer than the limit.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Limit(string? text, int length)
    {
        if (text is null)
            return null;
        var plain = text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
        if (plain.Length <= length)
            return plain;
        return plain[..(char.IsHighSurrogate(plain[length - 1]) ? length - 1 : length)];
    }
}
