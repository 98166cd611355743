using System.Linq.Expressions;
using GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Eci.Web.GraphQL.Connections;

/// <summary>The rows behind a connection, and how they can be sorted.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Rows">The rows that the arguments of the field ask for, unsorted and untracked, bound to the tenant of the request.</param>
/// <param name="Id">Unique among the rows.</param>
/// <param name="Sorts">By what callers may sort. The first, newest or greatest first, is used when they do not say.</param>
public sealed record ConnectionSource<T>(Func<IResolveFieldContext, IQueryable<T>> Rows, SortKey<T> Id, IReadOnlyList<SortKey<T>> Sorts)
    where T : class
{
    /// <summary>Reads one page by one statement, whatever its place in the list.</summary>
    internal async Task<Page<T>> ReadAsync(IResolveFieldContext context, PageRequest request, SortOrder<T> order)
    {
        var rows = Rows(context);
        var wanted = rows;
        if (request.After is { } after)
            wanted = wanted.Where(Beyond(Parse(after, order, "after"), order, behind: true));
        if (request.Before is { } before)
            wanted = wanted.Where(Beyond(Parse(before, order, "before"), order, behind: false));

        var descending = order.Descending != request.Backward;
        var found = await Id.ThenOrder(order.Key.Order(wanted, descending), descending).Take(request.Size + 1).ToListAsync(context.CancellationToken);
        var more = found.Count > request.Size;
        if (more)
            found.RemoveAt(request.Size);
        if (request.Backward)
            found.Reverse();
        return new Page<T>(
            found.ConvertAll(row => new Edge<T>(row, new Cursor(order.Key.Name, order.Key.ValueOf(row), Id.ValueOf(row)).ToString())),
            HasNext: request.Backward ? request.Before is not null : more,
            HasPrevious: request.Backward ? more : request.After is not null,
            rows.CountAsync);
    }

    private static Cursor Parse(string text, SortOrder<T> order, string argument)
    {
        var cursor = Cursor.TryParse(text)
            ?? throw new GraphQLError(ConnectionErrors.InvalidCursor, $"'{argument}' is no cursor.");
        return string.Equals(cursor.Order, order.Key.Name, StringComparison.Ordinal)
            ? cursor
            : throw new GraphQLError(ConnectionErrors.InvalidCursor, $"'{argument}' is a cursor of another order.");
    }

    /// <summary>
    /// Rows on one side of the cursor: with a value beyond its value, or with the same value and an id beyond its id. Written so that an
    /// index on value and id leads to the first of them.
    /// </summary>
    private Expression<Func<T, bool>> Beyond(Cursor cursor, SortOrder<T> order, bool behind)
    {
        var row = Expression.Parameter(typeof(T), "row");
        if (order.Key.CompareWith(row, cursor.Value) is not { } value || Id.CompareWith(row, cursor.Id) is not { } id)
            throw new GraphQLError(ConnectionErrors.InvalidCursor, "The cursor is damaged.");
        var (beyond, atOrBeyond) = behind != order.Descending
            ? (ExpressionType.GreaterThan, ExpressionType.GreaterThanOrEqual)
            : (ExpressionType.LessThan, ExpressionType.LessThanOrEqual);
        return Expression.Lambda<Func<T, bool>>(Expression.AndAlso(value(atOrBeyond), Expression.OrElse(value(beyond), id(beyond))), row);
    }
}

/// <summary>A sort key with a direction.</summary>
internal sealed record SortOrder<T>(SortKey<T> Key, bool Descending);

/// <summary>Codes of wrong arguments of connections.</summary>
internal static class ConnectionErrors
{
    public const string InvalidCursor = "INVALID_CURSOR";
    public const string InvalidPageSize = "INVALID_PAGE_SIZE";
    public const string InvalidArgument = GraphQLErrorCodes.InvalidArgument;
}
