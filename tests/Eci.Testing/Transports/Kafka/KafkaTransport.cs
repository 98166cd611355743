using System.Text;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Eci.Messaging.Routing;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.Testing.Transports.Kafka;

/// <summary>
/// The cluster named by <c>ECI_TEST_KAFKA</c>, with names of this test's own, or else a mock cluster in the test process; hosts in
/// other processes reach that one too.
/// </summary>
public sealed class KafkaTransport : TestTransport
{
    private const int Partitions = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly RouteTable _routes;
    private readonly MockCluster? _mock;
    private readonly string _servers;
    private readonly string _prefix = $"t{Guid.NewGuid():N}.";
    private readonly IProducer<byte[]?, byte[]> _producer;

    private KafkaTransport(RouteTable routes, MockCluster? mock, string servers, bool withTopics)
    {
        (_routes, _mock, _servers) = (routes, mock, servers);
        if (withTopics)
        {
            foreach (var topic in routes.Topics)
                mock?.CreateTopic(NameOf(topic.Name), Partitions);
        }

        _producer = new ProducerBuilder<byte[]?, byte[]>(new ProducerConfig { BootstrapServers = servers, LingerMs = 0, MessageMaxBytes = 10_000_000 })
            .SetKeySerializer(new OptionalKey())
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, _) => { })
            .Build();
        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Eci:Transport"] = "Kafka",
            ["ConnectionStrings:Kafka"] = servers,
            ["Eci:Kafka:TopicPrefix"] = _prefix,
            ["Eci:Kafka:GroupPrefix"] = _prefix,
            ["Eci:Kafka:Partitions"] = $"{Partitions}",
            // The mock refuses commits of consumers that share partitions in the cooperative way.
            // After a member has left, the mock lets the next one wait for about this time.
            ["Eci:Kafka:SessionTimeout"] = "00:00:03",
            ["Eci:Kafka:Assignor"] = mock is null ? "cooperative-sticky" : "range",
        };
    }

    public override TransportKind Kind => TransportKind.Kafka;

    public override IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>The mock cluster; ends the running test as ignored on a real one.</summary>
    public MockCluster Mock
    {
        get
        {
            if (_mock is null)
                Assert.Ignore("Only a mock cluster can be made to fail.");
            return _mock!;
        }
    }

    /// <summary>A transport for hosts with these routes; on the mock cluster their topics exist.</summary>
    public static Task<TestTransport> StartAsync(RouteTable routes) => Task.FromResult<TestTransport>(Start(routes));

    /// <param name="routes">Routes of the hosts.</param>
    /// <param name="withTopics">False leaves it to the hosts to create topics.</param>
    public static KafkaTransport Start(RouteTable routes, bool withTopics = true)
    {
        if (TestSettings.Kafka is { } servers)
            return new KafkaTransport(routes, mock: null, servers, withTopics);
        var mock = new MockCluster();
        return new KafkaTransport(routes, mock, mock.Servers, withTopics);
    }

    public string NameOf(string topicOrGroup) => _prefix + topicOrGroup;

    public override Task TakeAwayAsync()
    {
        Mock.SetDown();
        return Task.CompletedTask;
    }

    public override Task BringBackAsync()
    {
        Mock.SetUp();
        return Task.CompletedTask;
    }

    public override async Task PutAsync(string topic, string? key, byte[] body, IReadOnlyDictionary<string, string> headers)
    {
        var message = new Message<byte[]?, byte[]> { Key = key is null ? null : Encoding.UTF8.GetBytes(key), Value = body, Headers = [] };
        foreach (var (name, value) in headers)
            message.Headers.Add(name, Encoding.UTF8.GetBytes(value));
        using var limit = new CancellationTokenSource(Patience);
        await _producer.ProduceAsync(NameOf(topic), message, limit.Token);
    }

    /// <summary>What a queue's group has committed, by partition of the topic; null where it has not.</summary>
    public IReadOnlyList<long?> Committed(string endpoint, string topic)
    {
        using var observer = Observer(endpoint);
        return [.. observer.Committed(PartitionsOf(topic), Patience).Select(p => p.Offset.Value >= 0 ? p.Offset.Value : (long?)null)];
    }

    /// <summary>How many records the topic's partitions have got.</summary>
    public IReadOnlyList<long> Ends(string topic)
    {
        using var observer = Observer("observer");
        return [.. PartitionsOf(topic).Select(place => observer.QueryWatermarkOffsets(place, Patience).High.Value)];
    }

    public override async ValueTask DisposeAsync()
    {
        _producer.Dispose();
        _mock?.Dispose();
        if (_mock is not null)
            return;
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = _servers }).Build();
        try
        {
            await admin.DeleteTopicsAsync(_routes.Topics.Select(t => NameOf(t.Name)));
        }
        catch (DeleteTopicsException)
        {
            // Some of them were never created.
        }
    }

    private List<TopicPartition> PartitionsOf(string topic)
    {
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        var partitions = admin.GetMetadata(NameOf(topic), Patience).Topics.Single().Partitions;
        return partitions.ConvertAll(p => new TopicPartition(NameOf(topic), p.PartitionId));
    }

    private IConsumer<byte[], byte[]> Observer(string endpoint) => new ConsumerBuilder<byte[], byte[]>(
        new ConsumerConfig { BootstrapServers = _servers, GroupId = NameOf(endpoint) }).SetLogHandler((_, _) => { }).Build();

    private sealed class OptionalKey : ISerializer<byte[]?>
    {
        public byte[]? Serialize(byte[]? data, SerializationContext context) => data;
    }
}
