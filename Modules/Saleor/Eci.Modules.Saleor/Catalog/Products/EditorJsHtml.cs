using System.Net;
using System.Text;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Writes blocks of Editor.js as HTML.</summary>
internal static class EditorJsHtml
{
    private const int SmallestHeader = 6;

    public static void Append(EditorJsBlock block, StringBuilder html)
    {
        switch (block.Type.ToLowerInvariant())
        {
            case "header":
                Element(html, $"h{Math.Clamp(block.Number("level") ?? 2, 1, SmallestHeader)}", block.Text("text"));
                break;
            case "list" or "checklist" or "nestedlist":
                List(html, block);
                break;
            case "quote":
                Element(html, "blockquote", block.Text("text"));
                break;
            case "code":
                Wrap(html, "pre", Escape(block.Text("code") ?? string.Empty));
                break;
            case "delimiter":
                html.Append("<hr>");
                break;
            case "table":
                Table(html, block);
                break;
            default:
                Element(html, "p", block.Text("text"));
                break;
        }
    }

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static void List(StringBuilder html, EditorJsBlock block)
    {
        var items = new StringBuilder();
        foreach (var item in block.Items)
            Element(items, "li", item);
        Wrap(html, block.Text("style") is "ordered" ? "ol" : "ul", items.ToString());
    }

    private static void Table(StringBuilder html, EditorJsBlock block)
    {
        var rows = new StringBuilder();
        foreach (var row in block.Rows)
        {
            var cells = new StringBuilder();
            foreach (var cell in row)
                cells.Append("<td>").Append(InlineHtml.Clean(cell)).Append("</td>");
            Wrap(rows, "tr", cells.ToString());
        }

        Wrap(html, "table", rows.ToString());
    }

    private static void Element(StringBuilder html, string tag, string? inline) => Wrap(html, tag, InlineHtml.Clean(inline ?? string.Empty).Trim());

    private static void Wrap(StringBuilder html, string tag, string content)
    {
        if (content.Length > 0)
            html.Append('<').Append(tag).Append('>').Append(content).Append("</").Append(tag).Append('>');
    }
}
