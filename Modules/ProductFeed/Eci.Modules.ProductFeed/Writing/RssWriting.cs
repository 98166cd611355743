using System.Security;
using System.Text;
using Eci.Modules.ProductFeed.Content;
using Eci.Modules.ProductFeed.Data;

namespace Eci.Modules.ProductFeed.Writing;

/// <summary>RSS 2.0 whose items carry Google's names; title, link and description are RSS's own. Holds no time, so that equal content is equal.</summary>
internal sealed class RssWriting(IReadOnlyList<FeedColumn> columns, ProductFeedSettings settings) : IFeedWriting
{
    private static readonly string[] OfRss = ["title", "link", "description"];

    private readonly IReadOnlyList<(string Tag, FeedColumn Column)> _elements =
        [.. columns.Select(column => (OfRss.Contains(column.Name) ? column.Name : $"g:{column.Name}", column))];

    public void Begin(StringBuilder text)
    {
        var title = FeedText.Line(settings.Title);
        text.Append("""<?xml version="1.0" encoding="utf-8"?>""").Append('\n');
        text.Append("""<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">""").Append("\n<channel>\n");
        Append(text, "title", title);
        Append(text, "link", new Uri(settings.ProductUrl.Replace('{', '_').Replace('}', '_')).GetLeftPart(UriPartial.Authority));
        Append(text, "description", title);
    }

    public void Add(StringBuilder text, FeedRow row)
    {
        text.Append("<item>\n");
        foreach (var (tag, column) in _elements)
        {
            foreach (var value in column.Values(row))
                Append(text, tag, value);
        }

        text.Append("</item>\n");
    }

    public void End(StringBuilder text) => text.Append("</channel>\n</rss>\n");

    private static void Append(StringBuilder text, string tag, string value) =>
        text.Append('<').Append(tag).Append('>').Append(SecurityElement.Escape(value)).Append("</").Append(tag).Append(">\n");
}
