using GraphQL;
using GraphQL.Types;

namespace Eci.Commerce.Api.GraphQL.Connections;

/// <summary>Short forms for filters of lists.</summary>
internal static class FilterFields
{
    /// <summary>Argument of the connections.</summary>
    public const string Argument = "filter";

    /// <summary>The filter of the request; one that lets everything through when there is none.</summary>
    public static T Filter<T>(this IResolveFieldContext context)
        where T : new() => context.GetArgument<T?>(Argument) ?? new T();

    /// <summary>Adds <c>createdFrom</c> and <c>createdTo</c>: from the first moment on, until before the second.</summary>
    public static void AddRange<T>(this InputObjectGraphType<T> filter, string name, string what)
    {
        filter.Field<DateTimeOffset?>($"{name}From", nullable: true).Description($"{what} at this moment or later.");
        filter.Field<DateTimeOffset?>($"{name}To", nullable: true).Description($"{what} before this moment.");
    }

    /// <summary>Adds a field that lets rows through that have one of the values.</summary>
    public static void AddOneOf<T, TGraph>(this InputObjectGraphType<T> filter, string name, string description)
        where TGraph : class, IGraphType => filter.Field<ListGraphType<NonNullGraphType<TGraph>>>(name).Description(description);
}
