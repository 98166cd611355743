using Confluent.Kafka;
using Eci.Messaging.Brokers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Eci.Transports.Kafka.Clients;

/// <summary>Settings for the client library, and the names things have on the cluster.</summary>
internal sealed class ClientSettings(string bootstrapServers, IOptions<KafkaOptions> kafka, IOptions<BrokerOptions> broker)
{
    private const int LargestPort = 65535;

    /// <summary>Room for key and headers beside the body.</summary>
    private const int Overhead = 32 * 1024;

    private const int LongestReconnectPauseMs = 1000;
    private const int HeartbeatsPerSession = 10;
    private const int PrefetchKilobytes = 8 * 1024;
    private const int PrefetchRecords = 1000;

    /// <summary>Part of the confirm timeout after which the client gives up by itself, so that nothing it still holds goes out after that.</summary>
    private const double ShareOfConfirmTimeout = 0.9;

    public KafkaOptions Options => kafka.Value;

    /// <summary>Largest record, in bytes.</summary>
    public int MaxRecordBytes => broker.Value.MaxMessageBytes + Overhead;

    /// <exception cref="InvalidConfigurationException">The connection string is missing or no list of servers.</exception>
    public static string ReadBootstrapServers(IConfiguration configuration)
    {
        var servers = configuration.GetConnectionString("Kafka");
        if (string.IsNullOrWhiteSpace(servers))
            throw new InvalidConfigurationException("ConnectionStrings:Kafka is not set; name the servers of the cluster as host:port, separated by commas.");
        if (!servers.Split(',', StringSplitOptions.TrimEntries).All(IsServer))
            throw new InvalidConfigurationException("ConnectionStrings:Kafka cannot be read; name the servers of the cluster as host:port, separated by commas.");
        return servers;
    }

    public string TopicOf(string name) => Options.TopicPrefix + name;

    public string GroupOf(string endpoint) => Options.GroupPrefix + endpoint;

    public ProducerConfig ForProducer()
    {
        var config = new ProducerConfig
        {
            EnableIdempotence = true,
            Acks = Acks.All,
            CompressionType = CompressionType.Lz4,
            LingerMs = 2,
            Partitioner = Partitioner.Murmur2Random,
            MessageMaxBytes = MaxRecordBytes,
            MessageTimeoutMs = (int)(broker.Value.ConfirmTimeout * ShareOfConfirmTimeout).TotalMilliseconds,
        };
        Complete(config);
        return config;
    }

    public ConsumerConfig ForConsumer(string endpoint)
    {
        var session = (int)Options.SessionTimeout.TotalMilliseconds;
        var config = new ConsumerConfig
        {
            GroupId = GroupOf(endpoint),
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            PartitionAssignmentStrategy = string.Equals(Options.Assignor, "range", StringComparison.Ordinal)
                ? PartitionAssignmentStrategy.Range
                : PartitionAssignmentStrategy.CooperativeSticky,
            SessionTimeoutMs = session,
            HeartbeatIntervalMs = session / HeartbeatsPerSession,
            QueuedMinMessages = PrefetchRecords,
            QueuedMaxMessagesKbytes = PrefetchKilobytes,
            // A commit that waits for its coordinator gives up after it, and is tried again.
            CoordinatorQueryIntervalMs = session,
        };
        Complete(config);
        return config;
    }

    private void Complete(ClientConfig config)
    {
        config.BootstrapServers = bootstrapServers;
        config.ClientId = "eci";
        config.ReconnectBackoffMaxMs = LongestReconnectPauseMs;
        foreach (var (name, value) in ExtraSettings.Of(Options))
            config.Set(name, value);
    }

    private static bool IsServer(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0)
            return text.Length > 0;
        return colon > 0
            && int.TryParse(text.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= LargestPort;
    }
}
