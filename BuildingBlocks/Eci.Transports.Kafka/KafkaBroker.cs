using Eci.Messaging.Brokers;

namespace Eci.Transports.Kafka;

internal sealed class KafkaBroker : IBroker
{
    public string Name => "Kafka";

    public string? Trouble => throw new NotSupportedException();

    public Task DeployAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PublishAsync(BrokerMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
}
