using System.Net;
using System.Text;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>
/// Rich text of Saleor: JSON of Editor.js, a list of blocks. A text that is no such JSON is taken for plain text, since shops have some from
/// before they used it.
/// </summary>
internal static class EditorJs
{
    /// <summary>Longest result; what follows is left out at the end of a block.</summary>
    public const int MaxLength = 200_000;

    /// <summary>HTML with simple tags only; null when there is no text.</summary>
    public static string? ToHtml(string? json) => Render(json, static (block, html) => EditorJsHtml.Append(block, html), "", EditorJsHtml.Escape);

    /// <summary>One line per paragraph; null when there is no text.</summary>
    public static string? ToPlainText(string? json) => Render(json, AppendPlain, "\n", static text => text);

    private static string? Render(string? json, Action<EditorJsBlock, StringBuilder> append, string separator, Func<string, string> plain)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;
        if (EditorJsBlock.Read(json) is not { } blocks)
            return json.TrimStart()[0] is '{' or '[' ? null : plain(json.Trim()[..Math.Min(json.Trim().Length, MaxLength)]);
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            var part = new StringBuilder();
            append(block, part);
            if (part.Length == 0)
                continue;
            if (text.Length + part.Length > MaxLength)
                break;
            text.Append(text.Length > 0 ? separator : string.Empty).Append(part);
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static void AppendPlain(EditorJsBlock block, StringBuilder text)
    {
        foreach (var line in block.Lines)
        {
            var plain = WebUtility.HtmlDecode(InlineHtml.WithoutTags(line)).Trim();
            if (plain.Length > 0)
                text.Append(text.Length > 0 ? "\n" : string.Empty).Append(plain);
        }
    }
}
