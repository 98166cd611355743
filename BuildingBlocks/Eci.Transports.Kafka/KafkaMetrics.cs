using System.Diagnostics.Metrics;

namespace Eci.Transports.Kafka;

/// <summary>The meter named <c>Eci.Kafka</c>.</summary>
internal sealed class KafkaMetrics : IDisposable
{
    private readonly Meter _meter;

    public KafkaMetrics(IMeterFactory meters) => _meter = meters.Create("Eci.Kafka");

    /// <summary>Publishes the lag of what this process reads, with the tags group, topic and partition.</summary>
    public void Observe(Func<IEnumerable<Measurement<long>>> lags) => _meter.CreateObservableGauge(
        "eci.kafka.lag", lags, "{record}", "Records of a partition that the group has not finished, as the reading process sees it.");

    public void Dispose() => _meter.Dispose();
}
