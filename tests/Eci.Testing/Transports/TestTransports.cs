using Eci.Messaging.Routing;
using Eci.Testing.Transports.Kafka;

namespace Eci.Testing.Transports;

/// <summary>Makes the transports that suites run on.</summary>
public static class TestTransports
{
    /// <summary>Starts one for hosts with these routes; ignores the running test when the server it needs is not named in the environment.</summary>
    public static Task<TestTransport> StartAsync(TransportKind kind, RouteTable routes) => kind switch
    {
        TransportKind.Database => Task.FromResult<TestTransport>(new DatabaseTransport()),
        TransportKind.RabbitMq => RabbitMqTransport.StartAsync(routes),
        TransportKind.Kafka => KafkaTransport.StartAsync(routes),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No tests run on this transport."),
    };
}
