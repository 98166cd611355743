using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Eci.Core;
using Eci.Messaging.Delivery;
using Eci.Messaging.Operations;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Brokers;

/// <summary>What the database knows about a message that came from a broker.</summary>
internal enum InboxStanding
{
    /// <summary>Nothing: it may be handled.</summary>
    New,

    /// <summary>The subscriber is done with it, or will be: it waits in the subscriber's queue.</summary>
    Known,

    /// <summary>An older message of the same key waits in the subscriber's queue; it must not be overtaken.</summary>
    BehindParked,
}

/// <summary>Remembers which messages of a broker each subscriber is done with, and keeps those that it could not handle.</summary>
internal sealed class Inbox(EciDatabase database, IServiceScopeFactory scopes, GiveUp giveUp, DeliverySignal signal, TimeProvider time)
{
    /// <summary>Topic under which refused messages are kept; they are never handed to a subscriber.</summary>
    public const string RefusedTopic = "$refused";

    private const int KeptCharacters = 64 * 1024;

    private const string Standing = """
        SELECT CASE
            WHEN EXISTS (SELECT 1 FROM messaging_inbox WHERE message_id = @message AND consumer_id = @consumer) THEN 1
            WHEN EXISTS (SELECT 1 FROM messaging_delivery WHERE order_key = CAST(@key AS bigint) AND endpoint = @endpoint) THEN 2
            ELSE 0 END
        """;

    public async Task<InboxStanding> StandingAsync(BrokerDelivery received, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Standing;
        command.AddParameter("@message", received.MessageId);
        command.AddParameter("@consumer", received.ConsumerId);
        command.AddParameter("@key", received.OrderKey);
        command.AddParameter("@endpoint", received.Endpoint);
        return (InboxStanding)Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Hands the message over to the subscriber's queue in the database; from now on the broker's copy is known.</summary>
    public async Task ParkAsync(BrokerDelivery received, int attempts, TimeSpan delay, string? error, CancellationToken cancellationToken)
    {
        await InScopeAsync(async context =>
        {
            await RememberAsync(context, received, cancellationToken);
            context.Add(new StoredDelivery
            {
                MessageId = received.MessageId,
                Endpoint = received.Endpoint,
                DueAt = time.GetUtcNow() + delay,
                Attempts = attempts,
                LastError = error,
                OrderKey = received.OrderKey,
            });
        }, cancellationToken);
        signal.NotifyWritten();
    }

    /// <summary>Moves the message to the dead letters.</summary>
    public Task GiveUpAsync(BrokerDelivery received, Exception exception, CancellationToken cancellationToken) => giveUp.Async(
        new FailedDelivery(received.MessageId, received.Topic, received.TenantId, received.Endpoint, Attempts: 1, received.OrderKey),
        exception,
        async context =>
        {
            await RememberAsync(context, received, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Keeps a message that must not be handled among the dead letters. The same message twice is one dead letter.</summary>
    public async Task RefuseAsync(ReceivedMessage message, string reason, CancellationToken cancellationToken)
    {
        var id = new Guid(XxHash128.Hash(message.Body.Span, seed: unchecked((long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(message.Endpoint)))));
        await giveUp.Async(
            new FailedDelivery(id, RefusedTopic, string.Empty, message.Endpoint, Attempts: 1, OrderKey: null),
            new PermanentFailureException($"{reason} It came from {message.Origin} and was not handled."),
            async context =>
            {
                if (await context.Set<DeadLetter>().AnyAsync(d => d.MessageId == id && d.Endpoint == message.Endpoint, cancellationToken))
                    return false;
                if (!await context.Set<Message>().AnyAsync(m => m.Id == id, cancellationToken))
                    context.Add(new Message { Id = id, Topic = RefusedTopic, TenantId = string.Empty, Body = Readable(message.Body.Span), CreatedAt = time.GetUtcNow() });
                return true;
            },
            cancellationToken);
    }

    private async Task RememberAsync(EciDbContext context, BrokerDelivery received, CancellationToken cancellationToken)
    {
        context.Add(new InboxEntry { MessageId = received.MessageId, ConsumerId = received.ConsumerId, HandledAt = time.GetUtcNow() });
        if (await context.Set<Message>().AnyAsync(m => m.Id == received.MessageId, cancellationToken))
            return;
        context.Add(new Message
        {
            Id = received.MessageId,
            Topic = received.Topic,
            TenantId = received.TenantId,
            Key = received.Key,
            Body = Encoding.UTF8.GetString(received.Body.Span),
            TraceParent = received.TraceParent,
            TraceId = received.TraceId,
            CreatedAt = received.SentTime,
        });
    }

    /// <summary>The text of a body where it is text, else base64; at most 64 K characters.</summary>
    private static string Readable(ReadOnlySpan<byte> body)
    {
        var start = body[..Math.Min(body.Length, KeptCharacters)];
        return System.Text.Unicode.Utf8.IsValid(body) && !body.Contains((byte)0)
            ? Encoding.UTF8.GetString(start).TrimEnd('\uFFFD')
            : Convert.ToBase64String(start[..Math.Min(start.Length, KeptCharacters / 4 * 3)]);
    }

    private async Task InScopeAsync(Func<EciDbContext, Task> change, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var context = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        await change(context);
        await context.SaveChangesAsync(cancellationToken);
    }
}
