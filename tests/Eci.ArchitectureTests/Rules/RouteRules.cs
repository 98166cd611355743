using System.Reflection;
using Eci.ArchitectureTests.Model;
using Eci.Messaging.Routing;

namespace Eci.ArchitectureTests.Rules;

/// <summary>Rules about the routing table and what is published on it.</summary>
internal static class RouteRules
{
    private static readonly string[] Publishing = ["Publish", "AcceptAsync", "SchedulePublish"];

    /// <summary>A delivery row belongs to one subscriber: two on one queue would share it.</summary>
    public static IEnumerable<string> QueuesHaveOneSubscriber(IEnumerable<Route> routes) =>
        from queue in routes.GroupBy(route => route.Endpoint, StringComparer.Ordinal)
        let subscribers = queue.Select(route => route.Subscriber.Implementation.Name).Distinct(StringComparer.Ordinal).ToList()
        where subscribers.Count != 1
        select $"{queue.Key} has {string.Join(" and ", subscribers)}";

    /// <summary>Nothing is published into the void by accident: a topic is read by somebody, is recorded, or is known to end here.</summary>
    public static IEnumerable<string> TopicsLeadSomewhere(
        IEnumerable<Topic> topics, IReadOnlyCollection<Route> routes, IReadOnlyCollection<Topic> endings) =>
        from topic in topics
        let isRead = routes.Any(route => route.Topic == topic)
        where isRead == endings.Contains(topic) && !topic.Recorded
        select isRead ? $"{topic.Name} is listed as an ending but is read" : $"{topic.Name} is neither read nor recorded";

    /// <summary>What business code publishes belongs to a topic.</summary>
    /// <param name="types">The types to look at, compiler-made ones included.</param>
    /// <param name="topics">Every topic.</param>
    public static IEnumerable<string> PublishedTypesHaveTopics(IReadOnlyCollection<Type> types, IReadOnlyCollection<Topic> topics) =>
        types.SelectMany(Calls.MethodsOf)
            .SelectMany(method => Calls.Of(method).OfType<MethodInfo>().Where(IsPublishing), (method, called) => (method, called))
            .SelectMany(call => call.called.GetGenericArguments().Where(IsMessage), (call, message) => (call.method, message))
            .Where(publication => topics.All(topic => topic.MessageType != publication.message))
            .Select(publication => $"{WrittenIn(publication.method.DeclaringType)?.FullName} publishes {publication.message.Name}, which has no topic")
            .Distinct();

    /// <summary>A handler's result goes to a topic.</summary>
    public static IEnumerable<string> ResultsHaveTopics(IEnumerable<Route> routes) =>
        from route in routes
        let result = ResultOf(route.Subscriber.Implementation)
        where result is not null && result != typeof(Nothing) && route.OnSuccess is null
        select $"{route.Subscriber.Implementation.Name} returns {result.Name}, which {route.Endpoint} drops";

    /// <summary>A module exposes no subscriber that nobody routes.</summary>
    public static IEnumerable<string> SubscribersAreRouted(IEnumerable<Type> modules, IReadOnlyCollection<Route> routes) =>
        from module in modules
        from property in module.GetProperties(BindingFlags.Public | BindingFlags.Static)
        where typeof(Subscriber).IsAssignableFrom(property.PropertyType)
        let subscriber = (Subscriber)property.GetValue(null)!
        where routes.All(route => route.Subscriber.Implementation != subscriber.Implementation)
        select $"{module.Name}.{property.Name} is not routed";

    private static Type? WrittenIn(Type? type) => type?.Name.StartsWith('<') == true ? WrittenIn(type.DeclaringType) : type;

    private static Type? ResultOf(Type handler) => handler.GetInterfaces()
        .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEventHandler<,>))
        ?.GetGenericArguments()[1];

    private static bool IsPublishing(MethodInfo method) =>
        method.IsGenericMethod && Publishing.Any(name => method.Name.StartsWith(name, StringComparison.Ordinal));

    private static bool IsMessage(Type type) =>
        type is { IsGenericParameter: false, IsClass: true } && typeof(ITenantMessage).IsAssignableFrom(type);
}
