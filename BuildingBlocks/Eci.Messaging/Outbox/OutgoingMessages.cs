using System.Diagnostics;
using Eci.Core;
using Eci.Messaging.Routing;
using Eci.Messaging.Storage;
using Eci.Persistence;
using MassTransit;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.Messaging.Outbox;

/// <summary>Turns what business code publishes or sends into rows of the unit of work.</summary>
internal sealed class OutgoingMessages(RouteTable routes, MessageReaders readers, TimeProvider time)
{
    /// <summary>Adds the message and its deliveries to the tracker; they are written with everything else.</summary>
    /// <exception cref="InvalidOperationException">The type belongs to no topic and the message is not sent to a known queue.</exception>
    public async Task CaptureAsync<T>(EciDbContext database, SendContext<T> context)
        where T : class
    {
        var topic = routes.TopicOf(typeof(T));
        var queue = QueueOf(context.DestinationAddress);
        if (topic is null && queue is null)
            throw new InvalidOperationException($"{typeof(T).Name} belongs to no topic: list it in Topics.cs.");

        var tenantId = (context.Message as ITenantMessage)?.TenantId ?? string.Empty;
        var endpoints = queue is null ? await readers.OfAsync(typeof(T), tenantId, context.CancellationToken) : [queue];
        if (endpoints.Count == 0 && topic is not { Recorded: true })
            return;

        var now = time.GetUtcNow();
        var id = context.MessageId ?? NewId.NextGuid();
        var delay = context.Delay;
        var key = topic?.KeyOf(context.Message);
        database.Add(new Message
        {
            Id = id,
            Topic = topic?.Name ?? typeof(T).Name,
            TenantId = tenantId,
            Key = key,
            Body = Envelope.Write(
                context.Message,
                new EnvelopeFacts(id, context.ConversationId ?? id, now, context.CorrelationId, context.InitiatorId, context.Headers.GetAll())),
            TraceParent = Activity.Current?.Id,
            TraceId = Activity.Current?.GetBaggageItem(TraceBaggage.TraceId),
            CreatedAt = now,
        });
        var orderKey = delay is null ? OrderKey.Hash(tenantId, key) : null;
        foreach (var endpoint in endpoints)
        {
            database.Add(new StoredDelivery
            {
                MessageId = id,
                Endpoint = endpoint,
                DueAt = now + (delay ?? TimeSpan.Zero),
                OrderKey = orderKey,
            });
        }
    }

    private string? QueueOf(Uri? address)
    {
        if (address is null)
            return null;
        var path = address.AbsolutePath;
        var name = path[(path.LastIndexOf('/') + 1)..];
        return routes.TryGetEndpoint(name, out var endpoint) ? endpoint.Name : null;
    }
}
