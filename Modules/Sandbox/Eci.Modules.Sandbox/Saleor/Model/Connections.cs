using System.ComponentModel.DataAnnotations;
using Eci.Modules.Sandbox.Saleor.Api;

namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>A page of a list.</summary>
internal sealed class CountableConnection<T>(PageInfo pageInfo, IReadOnlyList<CountableEdge<T>> edges, Func<int> count)
    where T : ShopObject
{
    public PageInfo PageInfo => pageInfo;

    public IReadOnlyList<CountableEdge<T>> Edges => edges;

    public int? TotalCount => count();
}

internal sealed record CountableEdge<T>([property: Required] T Node, string Cursor)
    where T : ShopObject;

internal sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>Which page is asked for.</summary>
internal sealed record PageArguments(string? Before, string? After, int? First, int? Last)
{
    private const int Most = 100;

    /// <summary>An empty cursor is none.</summary>
    public string? Before { get; } = Before is { Length: > 0 } ? Before : null;

    public string? After { get; } = After is { Length: > 0 } ? After : null;

    /// <summary>How many are asked for; refuses none and too many as Saleor does.</summary>
    public int Size(string field)
    {
        if ((First ?? Last) is not { } size)
            throw new ShopError(ShopError.GraphQL, $"You must provide a `first` or `last` value to properly paginate the `{field}` connection.");
        var name = First is null ? "last" : "first";
        if (First is not null && Last is not null)
            throw new ShopError(ShopError.GraphQL, $"Passing both `first` and `last` to paginate the `{field}` connection is not supported.");
        if (size < 0)
            throw new ShopError(ShopError.GraphQL, $"`{name}` on the `{field}` connection cannot be less than zero.");
        if (size > Most)
            throw new ShopError(ShopError.GraphQL, $"Requesting {size} records on the `{field}` connection exceeds the `{name}` limit of {Most} records.");
        return size;
    }
}
