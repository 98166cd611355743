using GraphQL;

namespace Eci.Web.GraphQL.Connections;

/// <summary>Which page is wanted.</summary>
/// <param name="Size">How many rows.</param>
/// <param name="Backward">The last ones instead of the first.</param>
/// <param name="After">Only behind this cursor.</param>
/// <param name="Before">Only before this cursor.</param>
internal sealed record PageRequest(int Size, bool Backward, string? After, string? Before)
{
    public const int Usual = 20;
    public const int Largest = 100;

    /// <exception cref="GraphQLError">The arguments contradict each other or ask for too much.</exception>
    public static PageRequest From(IResolveFieldContext context)
    {
        var (first, last) = (context.GetArgument<int?>("first"), context.GetArgument<int?>("last"));
        if (first is not null && last is not null)
            throw new GraphQLError(ConnectionErrors.InvalidArgument, "Give 'first' or 'last', not both.");
        var size = first ?? last ?? Usual;
        if (size is < 1 or > Largest)
            throw new GraphQLError(ConnectionErrors.InvalidPageSize, $"'{(last is null ? "first" : "last")}' must be from 1 to {Largest}.");
        return new PageRequest(size, last is not null, context.GetArgument<string?>("after"), context.GetArgument<string?>("before"));
    }
}

/// <summary>Some rows of a list.</summary>
/// <param name="Edges">The rows with their cursors.</param>
/// <param name="HasNext">More rows come behind.</param>
/// <param name="HasPrevious">Rows come before.</param>
/// <param name="Count">Counts the whole list.</param>
internal sealed record Page<T>(IReadOnlyList<Edge<T>> Edges, bool HasNext, bool HasPrevious, Func<CancellationToken, Task<int>> Count);

/// <summary>A row and where it stands.</summary>
internal sealed record Edge<T>(T Node, string Cursor);
