using System.Globalization;
using System.Text;

namespace Eci.Mail.Composing;

/// <summary>Makes text safe for a header: one line, no control characters.</summary>
internal static class HeaderText
{
    /// <summary>Runs of white space and control characters become one blank; null when nothing is left.</summary>
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;

        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && !IsLineSeparator(c))
                clean.Append(c);
            else if (clean.Length > 0 && clean[^1] != ' ')
                clean.Append(' ');
        }

        var result = clean.ToString().TrimEnd();
        return result.Length == 0 ? null : result;
    }

    /// <summary>The start of a text, not ending in half a character.</summary>
    public static string Shorten(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;

        var end = maxLength - 1;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "…");
    }

    private static bool IsLineSeparator(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
