using Eci.Messaging.Brokers;
using Eci.Messaging.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Messaging.Outbox;

/// <summary>
/// The queues that get a row for a message of a tenant: those of subscribers that work for it. A broker gets every message; there the
/// subscribers decide alone.
/// </summary>
internal sealed class MessageReaders(RouteTable routes, Distribution distribution, IServiceProvider services)
{
    private readonly Dictionary<string, Type> _audiences = routes.Endpoints
        .Where(e => e.Subscriber.Audience is not null)
        .ToDictionary(e => e.Name, e => e.Subscriber.Audience!, StringComparer.Ordinal);

    /// <param name="messageType">Type of the message.</param>
    /// <param name="tenantId">Empty for messages of no tenant, which every reader gets.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async ValueTask<IReadOnlyList<string>> OfAsync(Type messageType, string tenantId, CancellationToken cancellationToken)
    {
        var queues = distribution.QueuesOf(messageType);
        if (tenantId.Length == 0 || !queues.Any(_audiences.ContainsKey))
            return queues;
        var wanted = new List<string>(queues.Count);
        foreach (var queue in queues)
        {
            if (!_audiences.TryGetValue(queue, out var audience) || await AudienceOf(audience).IncludesAsync(tenantId, cancellationToken))
                wanted.Add(queue);
        }

        return wanted;
    }

    private ITenantAudience AudienceOf(Type type) => (ITenantAudience)services.GetRequiredService(type);
}
