using Eci.Messaging.Brokers;
using Eci.Messaging.Delivery;
using Eci.Messaging.Routing;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Eci.Transports.RabbitMq;

/// <summary>Wires RabbitMQ as the transport of published messages.</summary>
public static class RabbitMqRegistration
{
    /// <summary>The most RabbitMQ can be set to take. What is too large for the hub is refused by the hub, not by closing the connection.</summary>
    private const uint LargestMessage = 512 * 1024 * 1024;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Adds the broker, and the consumers of the queues this process works on.</summary>
    /// <exception cref="InvalidConfigurationException">The connection string is missing or unreadable, or a setting is wrong.</exception>
    public static IServiceCollection AddRabbitMqTransport(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        services.AddOptions<RabbitMqOptions>().Bind(configuration.GetSection(RabbitMqOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RabbitMqOptions>, RabbitMqOptionsValidator>();
        services.AddSingleton(RabbitMqAddress.From(configuration));
        services.AddSingleton<RabbitMqTopology>();
        services.AddMassTransit<IRabbitMqBus, RabbitMqBus>(bus =>
        {
            // A broker that is away is no reason to take the process out of service.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            bus.UsingRabbitMq(Configure);
        });
        return services.AddBroker<RabbitMqBroker>(configuration, isDevelopment);
    }

    private static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit)
    {
        var address = context.GetRequiredService<RabbitMqAddress>();
        rabbit.Host(address.Host, address.Port, address.VirtualHost, "eci", host =>
        {
            host.Username(address.User);
            host.Password(address.Password);
            host.Heartbeat(Heartbeat);
            host.MaxMessageSize(LargestMessage);
            host.PublisherConfirmation = true;
            if (address.Tls)
                host.UseSsl(tls => tls.ServerName = address.Host);
        });
        rabbit.ConnectSendObserver(new PublishAttempt.Observer());
        var routes = context.GetRequiredService<RouteTable>();
        foreach (var name in context.GetRequiredService<HostedQueues>().Names)
        {
            if (routes.TryGetEndpoint(name, out var endpoint))
                AddQueue(context, rabbit, endpoint);
        }
    }

    private static void AddQueue(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit, EndpointDefinition definition)
    {
        var options = context.GetRequiredService<IOptions<RabbitMqOptions>>().Value;
        var topology = context.GetRequiredService<RabbitMqTopology>();
        var filter = new ReceiveFilter(
            definition.Name,
            topology,
            context.GetRequiredService<IBrokerReceiver>(),
            new KeyedGate(options.Concurrency),
            StartOf(context.GetRequiredService<IHostApplicationLifetime>()));
        rabbit.ReceiveEndpoint(topology.NameOf(definition.Name), endpoint =>
        {
            topology.Configure(endpoint, definition);
            endpoint.PublishFaults = false;
            endpoint.PrefetchCount = options.Prefetch;
            // All that is held is in the gate, which knows the keys and sets the limit.
            endpoint.ConcurrentMessageLimit = options.Prefetch;
            endpoint.ConfigureReceive(pipe => pipe.UseFilter(filter));
            // An endpoint without a consumer would not start; this one is never called.
            endpoint.Handler<StoredEnvelope>(_ => Task.CompletedTask);
        });
    }

    /// <summary>Handlers may be called over HTTP by what they call: they start when the whole host has started.</summary>
    private static Task StartOf(IHostApplicationLifetime lifetime)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        return started.Task;
    }
}
