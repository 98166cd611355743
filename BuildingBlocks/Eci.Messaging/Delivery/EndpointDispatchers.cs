using System.Collections.Concurrent;
using System.Reflection;
using Eci.Messaging.Routing;
using MassTransit.Transports;

namespace Eci.Messaging.Delivery;

/// <summary>One MassTransit dispatcher per queue, made on first use: exactly one consumer or saga each.</summary>
internal sealed class EndpointDispatchers(RouteTable routes, IReceiveEndpointDispatcherFactory factory)
{
    private readonly ConcurrentDictionary<string, IReceiveEndpointDispatcher> _dispatchers = new(StringComparer.Ordinal);

    /// <summary>The dispatcher of a queue.</summary>
    public IReceiveEndpointDispatcher Of(string endpoint) => _dispatchers.GetOrAdd(endpoint, Create);

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
