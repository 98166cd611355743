using Eci.Messaging.Brokers;
using Eci.Transports.Kafka.Clients;
using Eci.Transports.Kafka.Consuming;
using Eci.Transports.Kafka.Producing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Transports.Kafka;

/// <summary>Wires Kafka as the transport of published messages.</summary>
public static class KafkaRegistration
{
    /// <summary>Adds the broker, and the consumers of the queues this process works on.</summary>
    /// <exception cref="InvalidConfigurationException">The connection string is missing or unreadable, or a setting is wrong.</exception>
    public static IServiceCollection AddKafkaTransport(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        var servers = ClientSettings.ReadBootstrapServers(configuration);
        services.AddOptions<KafkaOptions>().Bind(configuration.GetSection(KafkaOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<KafkaOptions>, KafkaOptionsValidator>();
        services.AddSingleton(p => new ClientSettings(
            servers, p.GetRequiredService<IOptions<KafkaOptions>>(), p.GetRequiredService<IOptions<BrokerOptions>>()));
        services.AddSingleton<ClusterWatch>();
        services.AddSingleton<KafkaProducer>();
        services.AddSingleton<KafkaTopics>();
        services.AddSingleton<KafkaConsumers>();
        services.AddSingleton<KafkaMetrics>();
        services.AddBroker<KafkaBroker>(configuration, isDevelopment);
        services.AddHostedService(p => p.GetRequiredService<KafkaConsumers>());
        return services;
    }
}
