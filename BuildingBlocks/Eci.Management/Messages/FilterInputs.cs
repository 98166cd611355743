using Eci.Management.GraphQL;
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
