using System.Text.Json;
using Eci.Messaging.Operations;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using GraphQL.Types;

namespace Eci.Management.Messages;

internal sealed class MessageType : ObjectGraphType<MessageInfo>
{
    public MessageType()
    {
        Name = "Message";
        Description = "Something that happened, as it was told to the hub's queues.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("topic").Resolve(c => c.Source.Topic);
        Field<string>("key", nullable: true).Description("Messages with the same key are handled in order.").Resolve(c => c.Source.Key);
        Field<string>("traceId", nullable: true).Description("The trace id that the caller sent as eci-trace-id.").Resolve(c => c.Source.TraceId);
        Field<string>("traceParent", nullable: true).Description("W3C trace context of who published it.").Resolve(c => c.Source.TraceParent);
        Field<DateTimeOffset>("createdAt").Resolve(c => c.Source.CreatedAt);
        Field<StringGraphType>("body")
            .Description("The message as JSON. May hold personal data.")
            .RequireScope(Scopes.ReadMessages)
            .Resolve(c => c.Loaders().BodyById.LoadAsync(c.Source.Id).Then(MessageIn));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<MessageDeliveryType>>>>("deliveries")
            .Description("The queues that are not done with it.")
            .Resolve(c => c.Loaders().DeliveriesByMessage.LoadAsync(c.Source.Id));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<DeadLetterType>>>>("deadLetters")
            .RequireScope(Scopes.ReadMessages)
            .Resolve(c => c.Loaders().LettersByMessage.LoadAsync(c.Source.Id));
    }

    /// <summary>The envelope is between the hub and itself; a text that is none is shown as it is.</summary>
    private static string? MessageIn(string? body)
    {
        if (body is null)
            return null;
        try
        {
            using var envelope = JsonDocument.Parse(body);
            return envelope.RootElement.ValueKind is JsonValueKind.Object && envelope.RootElement.TryGetProperty("message", out var message)
                ? message.GetRawText()
                : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }
}

internal sealed class MessageDeliveryType : ObjectGraphType<MessageDelivery>
{
    public MessageDeliveryType()
    {
        Name = "MessageDelivery";
        Description = "What a queue still has to do with a message.";
        Field<string>("queue").Resolve(c => c.Source.Queue);
        Field<NonNullGraphType<WireEnumGraphType<MessageDeliveryStatus>>>("status").Resolve(c => c.Source.Status);
        Field<int>("attempts").Description("So far, a running one included.").Resolve(c => c.Source.Attempts);
        Field<UtcDateTimeGraphType>("dueAt")
            .Description("When it is tried next, or when a running attempt counts as lost; null for a dead one.")
            .Resolve(c => c.Source.DueAt);
        Field<string>("lastError", nullable: true).RequireScope(Scopes.ReadMessages).Resolve(c => c.Source.LastError);
    }
}

internal sealed class DeadLetterType : ObjectGraphType<DeadLetterInfo>
{
    public DeadLetterType()
    {
        Name = "DeadLetter";
        Description = "A message that a queue gave up, until it is replayed or discarded.";
        Field<NonNullGraphType<IdGraphType>>("id").Resolve(c => c.Source.Id);
        Field<string>("queue").Resolve(c => c.Source.Endpoint);
        Field<string>("topic").Resolve(c => c.Source.Topic);
        Field<int>("attempts").Resolve(c => c.Source.Attempts);
        Field<string>("errorType").Resolve(c => c.Source.ErrorType);
        Field<string>("error").RequireScope(Scopes.ReadMessages).Resolve(c => c.Source.Error);
        Field<DateTimeOffset>("failedAt").Resolve(c => c.Source.FailedAt);
        Field<NonNullGraphType<IdGraphType>>("messageId").Resolve(c => c.Source.MessageId);
        Field<MessageType>("message")
            .RequireScope(Scopes.ReadMessages)
            .Resolve(c => c.Loaders().MessageById.LoadAsync(c.Source.MessageId));
    }
}
