using Eci.Messaging.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eci.Messaging.Operations;

/// <summary>Feeds the gauges of the queue.</summary>
internal sealed partial class QueueMonitor(IDeliveryStore store, MessagingMetrics metrics, TimeProvider time, ILogger<QueueMonitor> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                metrics.Observe(await store.InspectAsync(stoppingToken));
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnreadable(exception.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue cannot be measured ({Error})")]
    private partial void LogUnreadable(string error);
}
