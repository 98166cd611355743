using System.Collections.Concurrent;
using System.Reflection;
using Eci.Messaging.Routing;
using MassTransit;
using MassTransit.Transports;

namespace Eci.Messaging.Delivery;

/// <summary>One MassTransit dispatcher per queue, made on first use: exactly one consumer or saga each.</summary>
internal sealed class EndpointDispatchers(RouteTable routes, IReceiveEndpointDispatcherFactory factory)
{
    private static readonly object ContentType = "application/vnd.masstransit+json";

    private readonly ConcurrentDictionary<string, IReceiveEndpointDispatcher> _dispatchers = new(StringComparer.Ordinal);

    /// <summary>Hands a message to the subscriber of a queue; fails as the subscriber does.</summary>
    /// <param name="endpoint">The queue.</param>
    /// <param name="messageId">Id of the message.</param>
    /// <param name="body">The envelope.</param>
    /// <param name="origin">The lease or the broker's delivery it is handled under.</param>
    /// <param name="abort">Ends the attempt.</param>
    public Task DispatchAsync(string endpoint, Guid messageId, byte[] body, object origin, CancellationToken abort)
    {
        // Without a trace header: then MassTransit's spans are children of the current one and inherit what travels with it.
        var headers = new Dictionary<string, object>(2, StringComparer.Ordinal)
        {
            [MessageHeaders.ContentType] = ContentType,
            [MessageHeaders.MessageId] = messageId.ToString(),
        };
        return _dispatchers.GetOrAdd(endpoint, Create).Dispatch(body, headers, abort, origin);
    }

    private IReceiveEndpointDispatcher Create(string name)
    {
        if (!routes.TryGetEndpoint(name, out var endpoint))
            throw new PermanentFailureException($"The queue '{name}' does not exist in this build.");
        var (method, type) = endpoint.Subscriber is SagaRef saga
            ? (nameof(IReceiveEndpointDispatcherFactory.CreateSagaReceiver), saga.Instance)
            : (nameof(IReceiveEndpointDispatcherFactory.CreateConsumerReceiver), ConsumerTypes.Of(endpoint.Subscriber));
        return (IReceiveEndpointDispatcher)typeof(IReceiveEndpointDispatcherFactory)
            .GetMethod(method, BindingFlags.Public | BindingFlags.Instance)!
            .MakeGenericMethod(type)
            .Invoke(factory, [name])!;
    }
}

/// <summary>The consumer class behind a subscriber.</summary>
internal static class ConsumerTypes
{
    public static Type Of(Subscriber subscriber)
    {
        var type = subscriber.GetType();
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(HandlerRef<,>)
            ? typeof(HandlerConsumer<,,>).MakeGenericType([subscriber.Implementation, .. type.GetGenericArguments()])
            : subscriber.Implementation;
    }
}
