using Eci.Messaging.Brokers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Transports.RabbitMq;

/// <summary>Wires RabbitMq as the transport of published messages.</summary>
public static class RabbitMqRegistration
{
    /// <summary>Adds the broker, and the consumers of the queues this process works on.</summary>
    /// <exception cref="InvalidConfigurationException">The connection string is missing or unreadable, or a setting is wrong.</exception>
    public static IServiceCollection AddRabbitMqTransport(this IServiceCollection services, IConfiguration configuration, bool isDevelopment) =>
        services.AddBroker<RabbitMqBroker>(configuration, isDevelopment);
}
