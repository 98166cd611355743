using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>An order of a list: values are compared as texts, then keys.</summary>
internal sealed record Sort<T>(string Name, Func<T, string> Value, bool Descending = false);

/// <summary>Everything of one type. Sorts once after each change, so that a page costs the same wherever it is.</summary>
internal sealed class ShopTable<T>(ShopData data)
    where T : ShopObject
{
    private readonly OrderedDictionary<string, T> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Version, Row[] Rows)> _sorted = new(StringComparer.Ordinal);

    public IReadOnlyList<T> All => _rows.Values;

    public int Count => _rows.Count;

    public T Add(T row)
    {
        _rows.Add(row.Id, row);
        return row;
    }

    public void Remove(T row) => _rows.Remove(row.Id);

    public T? Find(string? id) => id is null ? null : _rows.GetValueOrDefault(id);

    public bool Any(Func<T, bool> condition) => _rows.Values.Any(condition);

    /// <summary>A page of what fits, in order. Cursors carry the value and the key, so that changes between pages lose nothing that stays behind them.</summary>
    public CountableConnection<T> Page(IResolveFieldContext context, Sort<T> sort, Func<T, bool> fits, PageArguments page)
    {
        var size = page.Size(context.FieldDefinition.Name);
        var rows = Sorted(sort);
        var start = page.After is { } after ? Position(rows, after, next: true) : 0;
        var end = page.Before is { } before ? Position(rows, before, next: false) : rows.Length;
        var forward = page.First is not null;
        var found = new List<Row>(size + 1);
        for (var i = 0; i < end - start && found.Count <= size; i++)
        {
            var row = rows[forward ? start + i : end - 1 - i];
            if (fits(row.Item))
                found.Add(row);
        }

        var more = found.Count > size;
        if (more)
            found.RemoveAt(size);
        if (!forward)
            found.Reverse();
        var edges = found.ConvertAll(row => new CountableEdge<T>(row.Item, row.Cursor));
        var info = new PageInfo(
            forward ? more : page.Before is not null, forward ? page.After is not null : more, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor);
        return new CountableConnection<T>(info, edges, () => _rows.Values.Count(fits));
    }

    private static int Position(Row[] rows, string cursor, bool next)
    {
        var index = Array.BinarySearch(rows, Row.At(cursor), rows.Length > 0 && rows[0].Descending ? Row.Backwards : Row.Forwards);
        return index < 0 ? ~index : next ? index + 1 : index;
    }

    private Row[] Sorted(Sort<T> sort)
    {
        var name = sort.Descending ? $"{sort.Name} desc" : sort.Name;
        if (_sorted.TryGetValue(name, out var known) && known.Version == data.Version)
            return known.Rows;
        var rows = _rows.Values.Select(item => new Row(sort.Value(item), item.Key, item, sort.Descending)).ToArray();
        Array.Sort(rows, sort.Descending ? Row.Backwards : Row.Forwards);
        _sorted[name] = (data.Version, rows);
        return rows;
    }

    private sealed record Row(string Value, string Key, T Item, bool Descending)
    {
        public static IComparer<Row> Forwards { get; } = Comparer<Row>.Create(Compare);

        public static IComparer<Row> Backwards { get; } = Comparer<Row>.Create((a, b) => Compare(b, a));

        public string Cursor => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new[] { Value, Key }));

        public static Row At(string cursor)
        {
            try
            {
                if (JsonSerializer.Deserialize<string[]>(Convert.FromBase64String(cursor)) is [var value, var key])
                    return new Row(value, key, null!, Descending: false);
            }
            catch (Exception exception) when (exception is FormatException or JsonException)
            {
                // Told below.
            }

            throw new ShopError(ShopError.GraphQL, "Received cursor is invalid.");
        }

        private static int Compare(Row a, Row b) =>
            string.CompareOrdinal(a.Value, b.Value) is var byValue and not 0 ? byValue : string.CompareOrdinal(a.Key, b.Key);
    }
}
