namespace Eci.Commerce;

/// <summary>Languages as the hub stores them: ISO 639-1, lower case.</summary>
public static class LanguageTag
{
    /// <summary>The language used where a customer's own is not known or not supported.</summary>
    public const string Default = "en";

    /// <summary>The language of a tag: <c>de</c> for <c>DE</c>, <c>de-AT</c> and <c>de_CH</c>. Null when the text is no tag.</summary>
    public static string? Primary(string? tag)
    {
        var text = tag.AsSpan().Trim();
        var end = text.IndexOfAny('-', '_');
        var language = end < 0 ? text : text[..end];
        if (language.Length is not (2 or 3))
            return null;

        foreach (var c in language)
        {
            if (!char.IsAsciiLetter(c))
                return null;
        }

        return language.ToString().ToLowerInvariant();
    }
}
