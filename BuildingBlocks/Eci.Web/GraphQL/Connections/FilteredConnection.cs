using Eci.Persistence;
using GraphQL;
using GraphQL.Builders;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Web.GraphQL.Connections;

/// <summary>Which rows of a list are meant; what is null lets every row through.</summary>
/// <typeparam name="T">The row.</typeparam>
public interface IRowFilter<T>
{
    /// <summary>Leaves the rows that are meant.</summary>
    IQueryable<T> Apply(IQueryable<T> rows);
}

/// <summary>Lists of the tenant's rows of a kind, with an argument <c>filter</c>.</summary>
public static class FilteredConnection
{
    private const string Filter = "filter";

    /// <summary>Adds a list as <see cref="ConnectionFields.Connection{TGraph, T}"/> does. Give it a scope.</summary>
    /// <typeparam name="TGraph">Graph type of a row.</typeparam>
    /// <typeparam name="T">The row, an entity of the model.</typeparam>
    /// <typeparam name="TFilter">What the filter holds.</typeparam>
    /// <typeparam name="TFilterType">Graph type of the filter.</typeparam>
    /// <param name="root">The query.</param>
    /// <param name="name">Of the field.</param>
    /// <param name="id">Unique among the rows.</param>
    /// <param name="sorts">By what callers may sort; the first is used when they do not say.</param>
    public static FieldBuilder<object?, object> Connection<TGraph, T, TFilter, TFilterType>(
        this ObjectGraphType root, string name, SortKey<T> id, params SortKey<T>[] sorts)
        where TGraph : class, IGraphType
        where T : class
        where TFilter : IRowFilter<T>, new()
        where TFilterType : InputObjectGraphType<TFilter> => root
        .Connection<TGraph, T>(name, new ConnectionSource<T>(Rows<T, TFilter>, id, sorts))
        .Argument<TFilterType>(Filter);

    /// <summary>Adds <c>createdFrom</c> and <c>createdTo</c>: from the first moment on, until before the second.</summary>
    public static void AddRange<T>(this InputObjectGraphType<T> filter, string name, string what)
    {
        ArgumentNullException.ThrowIfNull(filter);
        filter.Field<DateTimeOffset?>($"{name}From", nullable: true).Description($"{what} at this moment or later.");
        filter.Field<DateTimeOffset?>($"{name}To", nullable: true).Description($"{what} before this moment.");
    }

    /// <summary>Adds a field that lets rows through that have one of the values.</summary>
    public static void AddOneOf<T, TGraph>(this InputObjectGraphType<T> filter, string name, string description)
        where TGraph : class, IGraphType
    {
        ArgumentNullException.ThrowIfNull(filter);
        filter.Field<ListGraphType<NonNullGraphType<TGraph>>>(name).Description(description);
    }

    private static IQueryable<T> Rows<T, TFilter>(IResolveFieldContext context)
        where T : class
        where TFilter : IRowFilter<T>, new() =>
        (context.GetArgument<TFilter?>(Filter) ?? new TFilter()).Apply(context.RequestServices!.GetRequiredService<EciDbContext>().Set<T>().AsNoTracking());
}
