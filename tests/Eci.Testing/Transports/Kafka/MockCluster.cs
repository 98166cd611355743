using System.Runtime.InteropServices;
using System.Text;
using Confluent.Kafka;

namespace Eci.Testing.Transports.Kafka;

/// <summary>Requests of Kafka's protocol that can be made to fail.</summary>
public enum KafkaRequest
{
    Produce = 0,
    Heartbeat = 12,
    InitProducerId = 22,
}

/// <summary>
/// A cluster of one broker in this process, reached by TCP on 127.0.0.1. It keeps at most 5 MB or 100 000 records of a partition,
/// in memory, and knows no request that creates topics; topics appear when they are asked for.
/// </summary>
public sealed class MockCluster : IDisposable
{
    private const int Broker = 1;
    private const int Producer = 0;
    private const int RebalanceDelayMs = 200;
    private const int ErrorSize = 512;

    private readonly IntPtr _client;
    private readonly IntPtr _cluster;

    public MockCluster()
    {
        var error = new byte[ErrorSize];
        _client = NativeMock.NewClient(Producer, IntPtr.Zero, error, ErrorSize);
        if (_client == IntPtr.Zero)
            throw new InvalidOperationException(Encoding.UTF8.GetString(error));
        _cluster = NativeMock.NewCluster(_client, Broker);
        NativeMock.SetRebalanceDelay(_cluster, RebalanceDelayMs);
        Servers = Marshal.PtrToStringUTF8(NativeMock.Bootstraps(_cluster))!;
    }

    /// <summary>Bootstrap servers.</summary>
    public string Servers { get; }

    public void CreateTopic(string name, int partitions)
    {
        if (NativeMock.CreateTopic(_cluster, name, partitions, Broker) is var code and not 0)
            throw new KafkaException((ErrorCode)code);
    }

    /// <summary>Cuts connections and takes no new ones; what it has stays.</summary>
    public void SetDown() => _ = NativeMock.SetDown(_cluster, Broker);

    public void SetUp() => _ = NativeMock.SetUp(_cluster, Broker);

    /// <summary>Lets the next requests of the kind fail.</summary>
    public void Fail(KafkaRequest request, params ErrorCode[] codes) =>
        NativeMock.PushErrors(_cluster, (short)request, (UIntPtr)codes.Length, [.. codes.Select(c => (int)c)]);

    public void Dispose()
    {
        NativeMock.DestroyCluster(_cluster);
        NativeMock.DestroyClient(_client);
    }
}
