using Eci.Messaging.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Messaging.Brokers;

/// <summary>Wires what every broker needs around it.</summary>
public static class BrokerRegistration
{
    /// <summary>
    /// Lets published messages travel through a broker: adds the relay, the receiver, signatures and health. The broker itself adds
    /// what consumes its queues, <see cref="HostedQueues"/> only, and hands everything to <see cref="IBrokerReceiver"/>.
    /// </summary>
    /// <exception cref="InvalidConfigurationException">A signing key is missing or unreadable.</exception>
    public static IServiceCollection AddBroker<TBroker>(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
        where TBroker : class, IBroker
    {
        services.AddOptions<BrokerOptions>().Bind(configuration.GetSection(BrokerOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BrokerOptions>, BrokerOptionsValidator>();
        services.AddSingleton(SigningKeys.From(configuration, isDevelopment));
        services.AddSingleton<TBroker>();
        services.AddSingleton<IBroker>(p => p.GetRequiredService<TBroker>());
        services.AddSingleton<Inbox>();
        services.AddSingleton<IBrokerReceiver, BrokerReceiver>();
        services.AddSingleton<IReadingMarks, ReadingMarks>();
        services.AddHostedService<BrokerRelay>();
        services.AddHealthChecks().AddCheck<BrokerHealth>("broker");
        return services;
    }
}
