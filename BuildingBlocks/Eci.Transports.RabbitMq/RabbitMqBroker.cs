using Eci.Messaging.Brokers;

namespace Eci.Transports.RabbitMq;

internal sealed class RabbitMqBroker : IBroker
{
    public string Name => "RabbitMq";

    public string? Trouble => throw new NotSupportedException();

    public Task DeployAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PublishAsync(BrokerMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
}
