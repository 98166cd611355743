using Eci.Messaging.Routing;

namespace Eci.Messaging.Brokers;

/// <summary>Where a published message waits after its commit: in the queues of its readers, or once for the relay to the broker.</summary>
internal sealed class Distribution(RouteTable routes, bool throughBroker)
{
    /// <summary>Name of the queue that the relay empties. No subscriber can have it.</summary>
    public const string Relay = "$broker";

    /// <summary>The list of that queue alone.</summary>
    public static readonly IReadOnlyList<string> OnlyRelay = [Relay];

    public bool ThroughBroker => throughBroker;

    /// <summary>Queues that get a row for a published message of the type.</summary>
    public IReadOnlyList<string> QueuesOf(Type messageType)
    {
        var readers = routes.EndpointsOf(messageType);
        if (!throughBroker)
            return readers;
        return readers.Count > 0 || routes.TopicOf(messageType) is { Recorded: true } ? OnlyRelay : [];
    }
}
