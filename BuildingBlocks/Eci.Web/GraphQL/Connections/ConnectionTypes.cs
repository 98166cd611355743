using GraphQL.Types;

namespace Eci.Web.GraphQL.Connections;

/// <summary><c>PackageConnection</c> for the node type <c>PackageType</c>.</summary>
internal sealed class ConnectionType<TGraph, T> : ObjectGraphType<Page<T>>
    where TGraph : class, IGraphType
{
    public ConnectionType()
    {
        var name = ConnectionNames.Of<TGraph>();
        Name = $"{name}Connection";
        Description = $"A page of a list of {name}.";
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<EdgeType<TGraph, T>>>>>("edges")
            .OnePage()
            .Resolve(c => c.Source.Edges);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TGraph>>>>("nodes")
            .Description("The edges without their cursors.")
            .OnePage()
            .Resolve(c => c.Source.Edges.Select(edge => edge.Node));
        Field<NonNullGraphType<PageInfoType>>("pageInfo")
            .Resolve(c => new PageInfo(
                c.Source.HasNext, c.Source.HasPrevious, c.Source.Edges is [var first, ..] ? first.Cursor : null, c.Source.Edges is [.., var last] ? last.Cursor : null));
        Field<NonNullGraphType<IntGraphType>>("totalCount")
            .Description("Length of the whole list. Costs a statement of its own.")
            .ResolveAsync(async c => await c.Source.Count(c.CancellationToken));
    }
}

/// <summary><c>PackageEdge</c> for the node type <c>PackageType</c>.</summary>
internal sealed class EdgeType<TGraph, T> : ObjectGraphType<Edge<T>>
    where TGraph : class, IGraphType
{
    public EdgeType()
    {
        var name = ConnectionNames.Of<TGraph>();
        Name = $"{name}Edge";
        Description = $"One {name} of a list, and where it stands there.";
        Field<NonNullGraphType<StringGraphType>>("cursor").Description("For 'after' and 'before'.").Resolve(c => c.Source.Cursor);
        Field<NonNullGraphType<TGraph>>("node").Resolve(c => c.Source.Node);
    }
}

internal sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

internal sealed class PageInfoType : ObjectGraphType<PageInfo>
{
    public PageInfoType()
    {
        Name = "PageInfo";
        Description = "Where a page lies in its list.";
        Field<bool>("hasNextPage").Resolve(c => c.Source.HasNextPage);
        Field<bool>("hasPreviousPage").Resolve(c => c.Source.HasPreviousPage);
        Field<string>("startCursor", nullable: true).Resolve(c => c.Source.StartCursor);
        Field<string>("endCursor", nullable: true).Resolve(c => c.Source.EndCursor);
    }
}

/// <summary><c>PackageOrder</c>: each sort key in both directions.</summary>
internal sealed class OrderType<T> : EnumerationGraphType
    where T : class
{
    public OrderType(string node, ConnectionSource<T> source)
    {
        Name = $"{node}Order";
        Description = $"By what a list of {node} is sorted.";
        foreach (var key in source.Sorts)
        {
            Add($"{key.Name}_DESC", new SortOrder<T>(key, Descending: true));
            Add($"{key.Name}_ASC", new SortOrder<T>(key, Descending: false));
        }
    }
}

internal static class ConnectionNames
{
    private const string Suffix = "Type";

    /// <summary>The node's name: that of its graph type without <c>Type</c>.</summary>
    public static string Of<TGraph>() => typeof(TGraph).Name is var name && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
}
