using Eci.Messaging.Operations;
using Eci.Web.GraphQL;
using GraphQL;
using GraphQL.Types;

namespace Eci.Management.Messages;

/// <summary>Which messages are wanted.</summary>
internal sealed class MessageFilterInput : InputObjectGraphType
{
    private const int MostTopics = 50;

    public MessageFilterInput()
    {
        Name = "MessageFilterInput";
        Field<StringGraphType>("traceId").Description("The trace id that a caller sent as eci-trace-id, or the W3C one of a request or handler.");
        Field<StringGraphType>("topic");
        Field<ListGraphType<NonNullGraphType<StringGraphType>>>("topics").Description("One of these topics.");
        Field<StringGraphType>("key").Description("Messages with the same key are handled in order, for example the id of a package.");
        Field<UtcDateTimeGraphType>("from").Description("Published at or after this moment.");
        Field<UtcDateTimeGraphType>("to").Description("Published before this moment.");
    }

    /// <exception cref="GraphQLError">It contradicts itself or is too long.</exception>
    public static MessageFilter Read(IResolveFieldContext context, string argument)
    {
        var given = FilterValues.Of(context, argument);
        var (from, to) = given.Times();
        if (given.Texts("topics") is { Count: > MostTopics })
            throw FilterText.Invalid($"'topics' names more than {MostTopics}.");
        var topics = given.Texts("topics");
        if (given.Text("topic") is { } topic)
            topics = topics is null ? [topic] : [.. topics.Where(t => string.Equals(t, topic, StringComparison.Ordinal))];
        return new MessageFilter(given.Text("traceId"), topics, given.Text("key"), from, to);
    }
}

/// <summary>Which dead letters are wanted.</summary>
internal sealed class DeadLetterFilterInput : InputObjectGraphType
{
    public DeadLetterFilterInput()
    {
        Name = "DeadLetterFilterInput";
        Field<StringGraphType>("queue").Description("The queue that gave up.");
        Field<StringGraphType>("topic");
        Field<StringGraphType>("errorType").Description("Type of the error, for example MailProviderException.");
        Field<StringGraphType>("traceId").Description("The trace id that a caller sent as eci-trace-id, or the W3C one of a request or handler.");
        Field<UtcDateTimeGraphType>("from").Description("Given up at or after this moment.");
        Field<UtcDateTimeGraphType>("to").Description("Given up before this moment.");
    }

    /// <exception cref="GraphQLError">It contradicts itself or is too long.</exception>
    public static DeadLetterFilter Read(IResolveFieldContext context, string argument)
    {
        var given = FilterValues.Of(context, argument);
        var (from, to) = given.Times();
        return new DeadLetterFilter(
            given.Text("queue"), given.Text("topic"), ErrorType: given.Text("errorType"), TraceId: given.Text("traceId"), From: from, To: to);
    }
}

/// <summary>The fields of a filter that were given.</summary>
internal sealed class FilterValues
{
    private readonly IDictionary<string, object?> _values;

    private FilterValues(IDictionary<string, object?> values) => _values = values;

    public static FilterValues Of(IResolveFieldContext context, string argument) =>
        new(context.GetArgument<IDictionary<string, object?>?>(argument) ?? new Dictionary<string, object?>(StringComparer.Ordinal));

    public string? Text(string name) => _values.TryGetValue(name, out var value) && value is string text ? FilterText.Check(name, text) : null;

    public IReadOnlyList<string>? Texts(string name) => _values.TryGetValue(name, out var value) && value is IEnumerable<object?> texts
        ? [.. texts.OfType<string>().Select(text => FilterText.Check(name, text))]
        : null;

    /// <exception cref="GraphQLError">They contradict each other.</exception>
    public (DateTimeOffset? From, DateTimeOffset? To) Times()
    {
        var (from, to) = (Time("from"), Time("to"));
        return from >= to ? throw FilterText.Invalid("'from' must be before 'to'.") : (from, to);
    }

    private DateTimeOffset? Time(string name) => _values.TryGetValue(name, out var value) ? value as DateTimeOffset? : null;
}

/// <summary>Texts of callers that go into statements.</summary>
internal static class FilterText
{
    private const int Longest = 200;

    /// <exception cref="GraphQLError">It is too long, or no text that anything stored could equal.</exception>
    public static string Check(string name, string text) => text.Length > Longest || text.Contains('\0', StringComparison.Ordinal)
        ? throw Invalid($"'{name}' is longer than {Longest} characters or no text.")
        : text;

    public static GraphQLError Invalid(string message) => new("INVALID_ARGUMENT", message);
}
