using Eci.Messaging.Brokers;
using Eci.Messaging.Delivery;
using Eci.Messaging.Routing;
using Eci.Transports.Kafka.Clients;
using Eci.Transports.Kafka.Producing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eci.Transports.Kafka.Consuming;

/// <summary>Reads for every queue that this process works on, from the moment the topics are there.</summary>
internal sealed class KafkaConsumers(
    RouteTable routes,
    HostedQueues queues,
    ClientSettings settings,
    KafkaTopics topics,
    ClusterWatch watch,
    IBrokerReceiver receiver,
    IReadingMarks marks,
    KafkaMetrics metrics,
    ILogger<KafkaConsumers> logger) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var consumers = routes.Endpoints
            .Where(e => queues.Names.Contains(e.Name, StringComparer.Ordinal))
            .Select(e => new EndpointConsumer(e, settings, watch, receiver, marks, logger))
            .ToList();
        metrics.Observe(() => consumers.SelectMany(c => c.Lags()));
        _running = Task.Run(() => RunAsync(consumers), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Running handlers end, or are cut short after the drain timeout.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(List<EndpointConsumer> consumers)
    {
        await topics.Ready.WaitAsync(_stop.Token);
        await Task.WhenAll(consumers.Select(c => c.RunAsync(_stop.Token)));
    }
}
