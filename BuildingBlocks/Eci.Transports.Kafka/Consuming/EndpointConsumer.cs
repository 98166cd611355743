using System.Diagnostics;
using System.Diagnostics.Metrics;
using Eci.Messaging.Brokers;
using Eci.Messaging.Routing;
using Eci.Transports.Kafka.Clients;
using Microsoft.Extensions.Logging;

namespace Eci.Transports.Kafka.Consuming;

/// <summary>Keeps a <see cref="ConsumerSession"/> for one queue, and begins a new one when a client cannot go on.</summary>
internal sealed partial class EndpointConsumer(
    EndpointDefinition endpoint, ClientSettings settings, ClusterWatch watch, IBrokerReceiver receiver, IReadingMarks marks, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private volatile Assignment? _assignment;

    /// <summary>Runs until it is to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await Task.Factory.StartNew(() => RunSession(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            catch (Exception exception)
            {
                pause = Stopwatch.GetElapsedTime(began) > LongestPause ? FirstPause : pause;
                watch.Report(endpoint.Name, $"{endpoint.Name} is interrupted: {exception.Message}");
                LogInterrupted(endpoint.Name, exception.Message, pause);
                await Task.Delay(pause, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>How many records of each partition wait.</summary>
    public IEnumerable<Measurement<long>> Lags()
    {
        foreach (var partition in _assignment?.Partitions ?? [])
        {
            if (partition.Lag is { } lag)
            {
                yield return new Measurement<long>(
                    lag, new("group", settings.GroupOf(endpoint.Name)), new("topic", partition.Place.Topic), new("partition", partition.Place.Partition.Value));
            }
        }
    }

    private void RunSession(CancellationToken stop)
    {
        using var session = new ConsumerSession(endpoint, settings, watch, receiver, marks, logger);
        _assignment = session.Assignment;
        session.Run(stop);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} lost its Kafka client ({Reason}); a new one begins in {Pause}")]
    private partial void LogInterrupted(string endpoint, string reason, TimeSpan pause);
}
