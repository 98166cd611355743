using Eci.Messaging.Operations;
using Eci.Web.GraphQL;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Management.Messages;

/// <summary>Loads what fields of one request ask for about messages, all of a level at once.</summary>
internal sealed class MessageLoaders(MessageReader reader)
{
    public BatchLoader<Guid, MessageInfo?> MessageById { get; } = BatchLoader.One<Guid, MessageInfo>(reader.FindAsync, message => message.Id);

    public BatchLoader<Guid, string?> BodyById { get; } = new(
        async (ids, token) => (await reader.BodiesAsync(ids, token)).ToDictionary(body => body.Key, body => (string?)body.Value), ifMissing: null);

    public BatchLoader<Guid, IReadOnlyList<MessageDelivery>> DeliveriesByMessage { get; } =
        BatchLoader.Many<Guid, MessageDelivery>(reader.DeliveriesAsync, delivery => delivery.MessageId);

    public BatchLoader<Guid, IReadOnlyList<DeadLetterInfo>> LettersByMessage { get; } =
        BatchLoader.Many<Guid, DeadLetterInfo>(reader.LettersOfAsync, letter => letter.MessageId);
}

/// <summary>Short forms for resolvers.</summary>
internal static class MessageServices
{
    public static MessageLoaders Loaders(this IResolveFieldContext context) => context.RequestServices!.GetRequiredService<MessageLoaders>();

    public static MessageReader Reader(this IResolveFieldContext context) => context.RequestServices!.GetRequiredService<MessageReader>();

    public static DeadLetters Letters(this IResolveFieldContext context) => context.RequestServices!.GetRequiredService<DeadLetters>();
}
