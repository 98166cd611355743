using Eci.Messaging.Brokers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Transports.RabbitMq;

/// <summary>Wires RabbitMQ as the transport of published messages.</summary>
public static class RabbitMqRegistration
{
    /// <summary>Adds the broker, and the consumers of the queues this process works on.</summary>
    /// <exception cref="InvalidConfigurationException">The connection string is missing or unreadable, or a setting is wrong.</exception>
    public static IServiceCollection AddRabbitMqTransport(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        services.AddOptions<RabbitMqOptions>().Bind(configuration.GetSection(RabbitMqOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RabbitMqOptions>, RabbitMqOptionsValidator>();
        services.AddSingleton(RabbitMqAddress.From(configuration));
        services.AddSingleton<RabbitMqTopology>();
        services.AddSingleton<RabbitMqBus>();
        services.AddHostedService(p => p.GetRequiredService<RabbitMqBus>());
        return services.AddBroker<RabbitMqBroker>(configuration, isDevelopment);
    }
}
