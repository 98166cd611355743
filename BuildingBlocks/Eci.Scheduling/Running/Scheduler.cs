using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Scheduling.Running;

/// <summary>
/// Runs the jobs of apps in this process. Any number of processes may: they share the work by leases in the database. On a stop, runs are
/// cancelled, recorded as interrupted and left to others.
/// </summary>
internal sealed partial class Scheduler(
    JobCatalog catalog,
    SchedulerTick tick,
    RunningJobs running,
    SchedulerSignal signal,
    IOptions<SchedulerOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<Scheduler> logger) : BackgroundService
{
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(2);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        using var keeping = new CancellationTokenSource();
        var kept = running.KeepAsync(keeping.Token);
        await base.StopAsync(cancellationToken);
        await running.EndedAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await keeping.CancelAsync();
        await kept;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (catalog.IsEmpty)
            return;
        await WaitForStartAsync(stoppingToken);
        var kept = running.KeepAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await tick.RunAsync(stoppingToken))
                    await signal.WaitAsync(options.Value.Tick, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception exception)
            {
                LogOutage(exception.GetType().Name);
                await Task.Delay(OutagePause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await kept;
    }

    /// <summary>Jobs may call over HTTP what this very host answers: they start when all of it has started.</summary>
    private async Task WaitForStartAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var whenStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The schedules cannot be read ({Error}); trying again")]
    private partial void LogOutage(string error);
}
