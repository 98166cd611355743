using Eci.Messaging.Brokers;
using Eci.Transports.Kafka;
using Eci.Transports.RabbitMq;

namespace Eci.Host;

/// <summary>What carries published messages to their readers, chosen by <c>Eci:Transport</c>.</summary>
internal static partial class Transport
{
    public const string Setting = "Eci:Transport";

    private static readonly (string Name, Action<IServiceCollection, IConfiguration, bool> Add)[] Known =
    [
        ("Database", (_, _, _) => { }),
        ("RabbitMq", (services, configuration, isDevelopment) => services.AddRabbitMqTransport(configuration, isDevelopment)),
        ("Kafka", (services, configuration, isDevelopment) => services.AddKafkaTransport(configuration, isDevelopment)),
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The chosen one, spelled as the documentation does.</summary>
    /// <exception cref="InvalidConfigurationException">It is unknown.</exception>
    public static string From(IConfiguration configuration) => Choose(configuration).Name;

    /// <summary>Adds the broker, if one is chosen.</summary>
    /// <exception cref="InvalidConfigurationException">A setting of it is missing or wrong.</exception>
    public static void Add(IServiceCollection services, IConfiguration configuration, bool isDevelopment) =>
        Choose(configuration).Add(services, configuration, isDevelopment);

    /// <summary>Creates every queue and topic of the broker, waiting a minute for one that is not there yet.</summary>
    /// <exception cref="BrokerUnavailableException">It did not come.</exception>
    public static async Task DeployAsync(IServiceProvider services, ILogger logger)
    {
        if (services.GetService<IBroker>() is not { } broker)
            return;
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await broker.DeployAsync(patience.Token);
                return;
            }
            catch (Exception exception) when (exception is not InvalidConfigurationException)
            {
                if (patience.IsCancellationRequested)
                    throw new BrokerUnavailableException(broker.Name, exception);
                LogWaiting(logger, broker.Name, exception.GetType().Name);
                await Task.Delay(Pause, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static (string Name, Action<IServiceCollection, IConfiguration, bool> Add) Choose(IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } name)
            return Known[0];
        var chosen = Array.Find(Known, transport => string.Equals(transport.Name, name, StringComparison.OrdinalIgnoreCase));
        return chosen.Name is not null
            ? chosen
            : throw new InvalidConfigurationException($"{Setting} is '{name}'; known transports are {string.Join(", ", Known.Select(transport => transport.Name))}.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Broker} cannot be reached yet ({Error})")]
    private static partial void LogWaiting(ILogger logger, string broker, string error);
}

/// <summary>The broker could not be reached for a minute.</summary>
internal sealed class BrokerUnavailableException(string broker, Exception innerException)
    : Exception($"{broker} cannot be reached; check ConnectionStrings__{broker}.", innerException);
