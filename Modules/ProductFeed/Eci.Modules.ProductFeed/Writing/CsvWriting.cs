using System.Buffers;
using System.Text;
using Eci.Modules.ProductFeed.Content;

namespace Eci.Modules.ProductFeed.Writing;

/// <summary>Comma separated values with a header line: quoted where needed, LF, several values of a column with commas.</summary>
internal sealed class CsvWriting(IReadOnlyList<FeedColumn> columns) : IFeedWriting
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\n\r");

    public void Begin(StringBuilder text) => text.AppendJoin(',', columns.Select(column => column.Name)).Append('\n');

    public void Add(StringBuilder text, FeedRow row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                text.Append(',');
            Append(text, Cell(columns[i], row));
        }

        text.Append('\n');
    }

    public void End(StringBuilder text)
    {
        // The last line is complete.
    }

    /// <summary>A comma between addresses separates them, one within an address must not.</summary>
    private static string Cell(FeedColumn column, FeedRow row)
    {
        var values = column.Values(row);
        return string.Join(',', column.IsList ? values.Select(value => value.Replace(",", "%2C", StringComparison.Ordinal)) : values);
    }

    private static void Append(StringBuilder text, string value)
    {
        if (!value.AsSpan().ContainsAny(NeedQuotes))
            text.Append(value);
        else
            text.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
