namespace Eci.Messaging.Routing;

/// <summary>Builds the routing table. Pairing a topic with a subscriber of another message type does not compile.</summary>
public sealed class RouteBuilder
{
    private readonly List<Topic> _topics;
    private readonly List<Route> _routes = [];

    /// <param name="topics">Every topic of the hub.</param>
    public RouteBuilder(IEnumerable<Topic> topics) => _topics = topics.ToList();

    /// <summary>Starts a route at a topic.</summary>
    public RouteSource<T> From<T>(Topic<T> topic)
        where T : class => new(this, topic);

    /// <summary>Checks the table and closes it.</summary>
    /// <exception cref="InvalidConfigurationException">Two topics share a name or type, a route uses an unlisted topic, or a queue has two subscribers.</exception>
    public RouteTable Build()
    {
        Reject(_topics.GroupBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key, "Topic name '{0}' is used twice.");
        Reject(_topics.GroupBy(t => t.MessageType).FirstOrDefault(g => g.Count() > 1)?.Key.Name, "Message type {0} belongs to two topics.");
        Reject(
            _routes.SelectMany(r => new[] { r.Topic, r.OnSuccess }).FirstOrDefault(t => t is not null && !_topics.Contains(t))?.Name,
            "Topic '{0}' is routed but not listed.");
        foreach (var queue in _routes.GroupBy(r => r.Endpoint, StringComparer.Ordinal))
        {
            Reject(queue.Select(r => r.Subscriber).Distinct().Count() > 1 ? queue.Key : null, "Queue '{0}' has more than one subscriber.");
            Reject(queue.GroupBy(r => r.Topic).Any(g => g.Count() > 1) ? queue.Key : null, "Queue '{0}' reads a topic twice.");
        }

        Reject(
            _routes.GroupBy(r => r.Subscriber).FirstOrDefault(g => g.Select(r => r.Endpoint).Distinct(StringComparer.Ordinal).Count() > 1)?.Key.Implementation.Name,
            "{0} is routed to two queues.");
        return new RouteTable(_topics, _routes);
    }

    internal Route Add(Route route)
    {
        _routes.Add(route);
        return route;
    }

    internal void Replace(Route route, Route by) => _routes[_routes.IndexOf(route)] = by;

    private static void Reject(string? offender, string message)
    {
        if (offender is not null)
            throw new InvalidConfigurationException(string.Format(System.Globalization.CultureInfo.InvariantCulture, message, offender));
    }
}

/// <summary>A topic waiting for its subscriber.</summary>
public sealed class RouteSource<T>
    where T : class
{
    private readonly RouteBuilder _builder;
    private readonly Topic<T> _topic;

    internal RouteSource(RouteBuilder builder, Topic<T> topic)
    {
        _builder = builder;
        _topic = topic;
    }

    /// <summary>Hands messages to a handler.</summary>
    /// <param name="handler">Typed reference exposed by the module.</param>
    /// <param name="group">Names the queue together with the module; equal groups share work, different groups each get a copy.</param>
    public HandlerRoute<TOut> To<TOut>(HandlerRef<T, TOut> handler, string group)
        where TOut : class => new(_builder, _builder.Add(Compose(handler, group)));

    /// <summary>Hands messages to a consumer or saga that publishes by itself.</summary>
    public void To<TSubscriber>(TSubscriber subscriber, string group)
        where TSubscriber : Subscriber, ISubscribesTo<T> => _builder.Add(Compose(subscriber, group));

    private Route Compose(Subscriber subscriber, string group) => new(_topic, subscriber, $"{subscriber.Module}-{group}", OnSuccess: null);
}

/// <summary>A routed handler whose result may be published.</summary>
public sealed class HandlerRoute<TOut>
    where TOut : class
{
    private readonly RouteBuilder _builder;
    private readonly Route _route;

    internal HandlerRoute(RouteBuilder builder, Route route)
    {
        _builder = builder;
        _route = route;
    }

    /// <summary>Publishes what the handler returns. Without it the result is dropped.</summary>
    public void OnSuccess(Topic<TOut> topic) => _builder.Replace(_route, _route with { OnSuccess = topic });
}
