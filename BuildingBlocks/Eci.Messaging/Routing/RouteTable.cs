using System.Diagnostics.CodeAnalysis;

namespace Eci.Messaging.Routing;

/// <summary>One line of the routing table: what a topic's messages are handed to, and what a result becomes.</summary>
/// <param name="Topic">Where messages come from.</param>
/// <param name="Subscriber">Who reads them.</param>
/// <param name="Endpoint">Queue name, <c>module-group</c>.</param>
/// <param name="OnSuccess">Topic of the handler's result; null when it has none or it is not published.</param>
public sealed record Route(Topic Topic, Subscriber Subscriber, string Endpoint, Topic? OnSuccess);

/// <summary>A queue: one subscriber and the topics it reads.</summary>
public sealed record EndpointDefinition(string Name, Subscriber Subscriber, IReadOnlyList<Topic> Topics);

/// <summary>Every topic and route of the hub, the same in every role.</summary>
public sealed class RouteTable
{
    private readonly Dictionary<Type, Topic> _topics;
    private readonly Dictionary<Type, string[]> _endpointsByType;
    private readonly Dictionary<string, EndpointDefinition> _endpoints;

    internal RouteTable(IReadOnlyList<Topic> topics, IReadOnlyList<Route> routes)
    {
        Topics = topics;
        Routes = routes;
        _topics = topics.ToDictionary(t => t.MessageType);
        _endpoints = routes.GroupBy(r => r.Endpoint, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new EndpointDefinition(g.Key, g.First().Subscriber, g.Select(r => r.Topic).ToList()), StringComparer.Ordinal);
        _endpointsByType = topics.ToDictionary(
            t => t.MessageType,
            t => routes.Where(r => r.Topic == t).Select(r => r.Endpoint).ToArray());
    }

    public IReadOnlyList<Topic> Topics { get; }

    public IReadOnlyList<Route> Routes { get; }

    public IReadOnlyCollection<EndpointDefinition> Endpoints => _endpoints.Values;

    /// <summary>The topic of a message type, or null.</summary>
    public Topic? TopicOf(Type messageType) => _topics.GetValueOrDefault(messageType);

    /// <summary>Queues that get a copy of each message of the type.</summary>
    public IReadOnlyList<string> EndpointsOf(Type messageType) => _endpointsByType.GetValueOrDefault(messageType, []);

    /// <summary>True when a queue reads the topic.</summary>
    public bool HasReaders(string topic) => Routes.Any(r => string.Equals(r.Topic.Name, topic, StringComparison.Ordinal));

    public bool TryGetEndpoint(string name, [NotNullWhen(true)] out EndpointDefinition? endpoint) => _endpoints.TryGetValue(name, out endpoint);
}
