using System.Globalization;
using System.Net;
using System.Text;

namespace Eci.Modules.ProductFeed.Content;

/// <summary>Makes texts fit for feeds.</summary>
internal static class FeedText
{
    private static readonly string[] Unseen = ["script", "style"];

    /// <summary>Text in one line: runs of blanks and control characters become one blank, what XML cannot hold is dropped.</summary>
    public static string Line(string? text)
    {
        var line = new StringBuilder(text?.Length ?? 0);
        var isBlank = true;
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (!isBlank)
                    line.Append(' ');
                isBlank = true;
            }
            else if (IsWritable(rune))
            {
                line.Append(rune);
                isBlank = false;
            }
        }

        return line.ToString().TrimEnd();
    }

    /// <summary>What people read of HTML, in one line.</summary>
    public static string Plain(string? html)
    {
        var text = new StringBuilder(html?.Length ?? 0);
        var rest = (html ?? string.Empty).AsSpan();
        while (rest.Length > 0)
        {
            var open = rest.IndexOf('<');
            var close = open < 0 ? -1 : rest[open..].IndexOf('>');
            if (close < 0 || !IsTag(rest[(open + 1)..]))
            {
                var end = open < 0 ? rest.Length : open + 1;
                text.Append(rest[..end]);
                rest = rest[end..];
                continue;
            }

            text.Append(rest[..open]).Append(' ');
            var tag = rest.Slice(open + 1, close - 1);
            rest = SkipUnseen(tag, rest[(open + close + 1)..]);
        }

        return Line(WebUtility.HtmlDecode(text.ToString()));
    }

    /// <summary>At most so many characters, ended where a word ends; in the middle of a word when that is longer than half of them.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = text[most] == ' ' ? most : text.LastIndexOf(' ', most - 1);
        if (end < most / 2)
            end = char.IsLowSurrogate(text[most]) ? most - 1 : most;
        return text[..end].TrimEnd();
    }

    /// <summary>HTML without characters that XML cannot hold.</summary>
    public static string Html(string html)
    {
        var text = new StringBuilder(html.Length);
        foreach (var rune in html.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && IsWritable(rune)))
                text.Append(rune);
        }

        return text.ToString();
    }

    /// <summary>An amount with its currency: <c>15.00 EUR</c>.</summary>
    public static string Money(decimal amount, string currency) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.00##} {currency}");

    /// <summary>Halves of surrogate pairs come as the replacement character, which says nothing.</summary>
    private static bool IsWritable(Rune rune) => rune.Value is not (0xFFFD or 0xFFFE or 0xFFFF);

    private static bool IsTag(ReadOnlySpan<char> afterOpen) =>
        afterOpen.Length > 0 && (char.IsAsciiLetter(afterOpen[0]) || afterOpen[0] is '/' or '!');

    private static ReadOnlySpan<char> SkipUnseen(ReadOnlySpan<char> tag, ReadOnlySpan<char> rest)
    {
        foreach (var name in Unseen)
        {
            if (!tag.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                continue;
            var end = rest.IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
            return end < 0 ? [] : rest[end..];
        }

        return rest;
    }
}
