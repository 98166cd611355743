using Eci.Management.GraphQL;
using Eci.Messaging.Operations;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Connections;
using Eci.Web.Security;
using GraphQL;
using GraphQL.Types;
using Microsoft.EntityFrameworkCore;

namespace Eci.Management.Messages;

/// <summary>What GraphQL can ask about messages and dead letters.</summary>
internal sealed class MessageQueries : IGraphQLContribution
{
    private const string Id = "id";
    private const string Filter = "filter";

    private static readonly ConnectionSource<MessageInfo> Messages = new(
        c => c.Reader().Messages(MessageFilterInput.Read(c, Filter)),
        SortKey.By<MessageInfo, Guid>("ID", m => m.Id),
        [SortKey.By<MessageInfo, DateTimeOffset>("CREATED_AT", m => m.CreatedAt)]);

    private static readonly ConnectionSource<DeadLetterInfo> DeadLetters = new(
        c => c.Reader().DeadLetters(DeadLetterFilterInput.Read(c, Filter)),
        SortKey.By<DeadLetterInfo, string>("ID", d => d.Id),
        [SortKey.By<DeadLetterInfo, DateTimeOffset>("FAILED_AT", d => d.FailedAt)]);

    public void Contribute(GraphQLComposition schema)
    {
        schema.Query.Connection<MessageType, MessageInfo>("messages", Messages)
            .Description("Messages that are still kept, the newest first.")
            .Argument<MessageFilterInput>(Filter)
            .RequireScope(Scopes.ReadMessages);
        schema.Query.Field<MessageType>("message")
            .Description("The message with this id; null when there is none, or it is no longer kept.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadMessages)
            .Resolve(c => Guid.TryParse(c.GetArgument<string>(Id), out var id) ? c.Loaders().MessageById.LoadAsync(id) : null);
        schema.Query.Connection<DeadLetterType, DeadLetterInfo>("deadLetters", DeadLetters)
            .Description("Messages that a queue gave up, the newest first.")
            .Argument<DeadLetterFilterInput>(Filter)
            .RequireScope(Scopes.ReadMessages);
        schema.Query.Field<DeadLetterType>("deadLetter")
            .Description("The dead letter with this id; null when there is none.")
            .Argument<NonNullGraphType<IdGraphType>>(Id)
            .RequireScope(Scopes.ReadMessages)
            .ResolveAsync(async c =>
            {
                var id = FilterText.Check(Id, c.GetArgument<string>(Id));
                return await c.Reader().DeadLetters(new DeadLetterFilter()).SingleOrDefaultAsync(d => d.Id == id, c.CancellationToken);
            });
    }
}
