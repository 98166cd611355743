using Eci.Web.GraphQL;
using GraphQL;

namespace Eci.Management.GraphQL;

/// <summary>The fields of a filter that were given.</summary>
public sealed class FilterValues
{
    private readonly IDictionary<string, object?> _values;

    private FilterValues(IDictionary<string, object?> values) => _values = values;

    /// <summary>Reads the argument; it may be missing.</summary>
    public static FilterValues Of(IResolveFieldContext context, string argument) =>
        new(context.GetArgument<IDictionary<string, object?>?>(argument) ?? new Dictionary<string, object?>(StringComparer.Ordinal));

    /// <summary>Null when it was not given.</summary>
    /// <exception cref="GraphQLError">It is too long or no text.</exception>
    public string? Text(string name) => _values.TryGetValue(name, out var value) && value is string text ? FilterText.Check(name, text) : null;

    /// <inheritdoc cref="Text"/>
    public IReadOnlyList<string>? Texts(string name) => _values.TryGetValue(name, out var value) && value is IEnumerable<object?> texts
        ? [.. texts.OfType<string>().Select(text => FilterText.Check(name, text))]
        : null;

    /// <summary>A value of an enumeration; null when it was not given.</summary>
    public T? Value<T>(string name)
        where T : struct, Enum => _values.TryGetValue(name, out var value) ? value as T? : null;

    /// <summary>The fields <c>from</c> and <c>to</c>.</summary>
    /// <exception cref="GraphQLError">They contradict each other.</exception>
    public (DateTimeOffset? From, DateTimeOffset? To) Times()
    {
        var (from, to) = (Time("from"), Time("to"));
        return from >= to ? throw FilterText.Invalid("'from' must be before 'to'.") : (from, to);
    }

    private DateTimeOffset? Time(string name) => _values.TryGetValue(name, out var value) ? value as DateTimeOffset? : null;
}

/// <summary>Texts of callers that go into statements.</summary>
public static class FilterText
{
    private const int Longest = 200;

    /// <summary>The text when it can be looked for.</summary>
    /// <param name="name">What it is called, for the error.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="GraphQLError">It is too long, or no text that anything stored could equal.</exception>
    public static string Check(string name, string text) => text.Length > Longest || text.Contains('\0', StringComparison.Ordinal)
        ? throw Invalid($"'{name}' is longer than {Longest} characters or no text.")
        : text;

    /// <summary>An argument makes no sense.</summary>
    public static GraphQLError Invalid(string message) => new(GraphQLErrorCodes.InvalidArgument, message);
}
