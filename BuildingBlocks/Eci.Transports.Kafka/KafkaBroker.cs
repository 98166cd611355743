using Eci.Messaging.Brokers;
using Eci.Transports.Kafka.Clients;
using Eci.Transports.Kafka.Producing;

namespace Eci.Transports.Kafka;

/// <summary>Kafka: a topic for every topic of the hub, a consumer group for every queue.</summary>
internal sealed class KafkaBroker(KafkaProducer producer, KafkaTopics topics, ClusterWatch watch) : IBroker
{
    public string Name => "Kafka";

    public string? Trouble => watch.Trouble;

    public Task DeployAsync(CancellationToken cancellationToken) => topics.DeployAsync(cancellationToken);

    public Task PublishAsync(BrokerMessage message, CancellationToken cancellationToken) => producer.ProduceAsync(message, cancellationToken);
}
