using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>
/// Texts of blocks hold inline tags. Only tags that mark text stay, without attributes but the address of a link; everything else that looks
/// like a tag is dropped, and what is left open is closed.
/// </summary>
internal static partial class InlineHtml
{
    private static readonly HashSet<string> Allowed = new(StringComparer.OrdinalIgnoreCase) { "b", "strong", "i", "em", "u", "s", "sub", "sup", "mark", "code", "a", "br" };

    /// <summary>The text with harmless tags only.</summary>
    public static string Clean(string text)
    {
        var html = new StringBuilder(text.Length);
        var open = new Stack<string>();
        var end = 0;
        foreach (Match tag in Tags().Matches(text))
        {
            html.Append(Encode(text[end..tag.Index]));
            end = tag.Index + tag.Length;
            Append(html, open, tag);
        }

        html.Append(Encode(text[end..]));
        while (open.TryPop(out var name))
            html.Append("</").Append(name).Append('>');
        return html.ToString();
    }

    /// <summary>The text alone; still with character references.</summary>
    public static string WithoutTags(string text) => Tags().Replace(Breaks().Replace(text, "\n"), string.Empty);

    private static void Append(StringBuilder html, Stack<string> open, Match tag)
    {
        var name = tag.Groups["name"].Value.ToLowerInvariant();
        if (!Allowed.Contains(name))
            return;
        if (name is "br")
        {
            html.Append("<br>");
        }
        else if (tag.Groups["close"].Length == 0)
        {
            open.Push(name);
            html.Append('<').Append(name).Append(name is "a" ? Address(tag.Groups["rest"].Value) : string.Empty).Append('>');
        }
        else if (open.TryPeek(out var last) && last == name)
        {
            html.Append("</").Append(open.Pop()).Append('>');
        }
    }

    /// <summary>Nothing but pages and mail addresses may be linked.</summary>
    private static string Address(string attributes) =>
        Links().Match(attributes) is { Success: true } link
            && Uri.TryCreate(WebUtility.HtmlDecode(link.Groups["url"].Value.Trim()), UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" or "mailto"
            ? $" href=\"{WebUtility.HtmlEncode(url.AbsoluteUri)}\""
            : string.Empty;

    /// <summary>Character references are kept as they are meant.</summary>
    private static string Encode(string text) => WebUtility.HtmlEncode(WebUtility.HtmlDecode(text));

    [GeneratedRegex("<(?<close>/?)(?<name>[a-zA-Z][a-zA-Z0-9]*)(?<rest>[^>]*)>|<!--|-->", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();

    [GeneratedRegex("<br[^>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Breaks();

    [GeneratedRegex("""href\s*=\s*["'](?<url>[^"']*)["']""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}
