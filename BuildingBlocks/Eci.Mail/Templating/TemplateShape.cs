using System.Text.RegularExpressions;

namespace Eci.Mail.Templating;

/// <summary>
/// Bounds a source before it is parsed. The parser and the evaluation recurse, and an overflown stack cannot be caught:
/// neither a long chain within one tag nor deeply nested blocks may reach them.
/// </summary>
internal static partial class TemplateShape
{
    private static readonly string[] Openings = ["if", "unless", "case", "for", "capture"];

    /// <summary>The source without its comments. They go first, so that what is checked here is exactly what is parsed.</summary>
    public static string Checked(string source)
    {
        if (source.Length > TemplateLimits.Source)
            throw new TemplateException($"it is longer than {TemplateLimits.Source} characters.");

        var text = Comments().Replace(source, string.Empty);
        var depth = 0;
        for (var start = NextTag(text, 0); start >= 0;)
        {
            var end = EndOfTag(text, start);
            depth += DepthChange(text.AsSpan(start, end - start));
            if (depth > TemplateLimits.Nesting)
                throw new TemplateException($"blocks are nested more than {TemplateLimits.Nesting} deep.");
            start = NextTag(text, end);
        }

        return text;
    }

    private static int NextTag(string text, int from)
    {
        for (var i = text.IndexOf('{', from); i >= 0 && i + 1 < text.Length; i = text.IndexOf('{', i + 1))
        {
            if (text[i + 1] is '{' or '%')
                return i;
        }

        return -1;
    }

    /// <summary>Where the tag ends; braces within quotes do not end it.</summary>
    private static int EndOfTag(string text, int start)
    {
        var closing = text[start + 1] == '{' ? '}' : '%';
        var quote = '\0';
        for (var i = start + 2; i < text.Length; i++)
        {
            if (i - start > TemplateLimits.Tag)
                throw new TemplateException($"a tag is longer than {TemplateLimits.Tag} characters: {text.Substring(start, 40)}…");

            var c = text[i];
            if (quote != '\0')
            {
                if (c == '\\')
                    i++;
                else if (c == quote)
                    quote = '\0';
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == closing && i + 1 < text.Length && text[i + 1] == '}')
            {
                return i + 2;
            }
        }

        throw new TemplateException($"a tag is not closed: {text.AsSpan(start, Math.Min(40, text.Length - start))}");
    }

    private static int DepthChange(ReadOnlySpan<char> tag)
    {
        if (tag[1] != '%')
            return 0;

        var name = tag[2..].TrimStart(" \t\r\n-");
        var end = 0;
        while (end < name.Length && char.IsAsciiLetter(name[end]))
            end++;
        name = name[..end];
        if (name.StartsWith("end", StringComparison.Ordinal))
            return -1;

        foreach (var opening in Openings)
        {
            if (name.SequenceEqual(opening))
                return 1;
        }

        return 0;
    }

    [GeneratedRegex(@"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Comments();
}
