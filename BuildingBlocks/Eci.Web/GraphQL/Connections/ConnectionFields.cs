using GraphQL;
using GraphQL.Builders;
using GraphQL.Types;

namespace Eci.Web.GraphQL.Connections;

/// <summary>Adds lists that are read page by page, as Relay's specification of cursor connections describes them.</summary>
public static class ConnectionFields
{
    private const string OrderBy = "orderBy";
    private const string OnePageKey = "eci:one-page";
    private const string ConnectionKey = "eci:connection";

    /// <summary>
    /// Adds a root field with <c>first</c>, <c>after</c>, <c>last</c>, <c>before</c> and <c>orderBy</c>. Give it a scope, and the arguments
    /// that the source's rows obey. Its type is <c>PackageConnection</c> when <typeparamref name="TGraph"/> is <c>PackageType</c>, and its
    /// order <c>PackageOrder</c>: one connection per node type.
    /// </summary>
    /// <typeparam name="TGraph">Graph type of a row; its class is named after the type in GraphQL, with the suffix <c>Type</c>.</typeparam>
    /// <typeparam name="T">The row.</typeparam>
    public static FieldBuilder<object?, object> Connection<TGraph, T>(this ObjectGraphType root, string name, ConnectionSource<T> source)
        where TGraph : class, IGraphType
        where T : class
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(source);
        var usual = new SortOrder<T>(source.Sorts[0], Descending: true);
        var order = new OrderType<T>(ConnectionNames.Of<TGraph>(), source);
        var field = root.Field<NonNullGraphType<ConnectionType<TGraph, T>>>(name)
            .Argument<IntGraphType>("first", $"The first so many, 1 to {PageRequest.Largest}; {PageRequest.Usual} when neither 'first' nor 'last' is given.")
            .Argument<StringGraphType>("after", "Only what comes behind this cursor.")
            .Argument<IntGraphType>("last", $"The last so many, 1 to {PageRequest.Largest}.")
            .Argument<StringGraphType>("before", "Only what comes before this cursor.")
            .Arguments(new QueryArgument(order) { Name = OrderBy, Description = $"{usual.Key.Name}_DESC when left out." })
            .ResolveAsync(async c => await source.ReadAsync(c, PageRequest.From(c), c.GetArgument<SortOrder<T>?>(OrderBy) ?? usual));
        field.FieldType.Metadata[ConnectionKey] = true;
        return field;
    }

    /// <summary>The list is as long as the page that was asked for.</summary>
    internal static FieldBuilder<TSource, TReturn> OnePage<TSource, TReturn>(this FieldBuilder<TSource, TReturn> field)
    {
        field.FieldType.Metadata[OnePageKey] = true;
        return field;
    }

    internal static bool IsConnection(FieldType field) => field.Metadata.ContainsKey(ConnectionKey);

    internal static bool IsOnePage(FieldType field) => field.Metadata.ContainsKey(OnePageKey);
}
