using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eci.Messaging.Operations;

/// <summary>Work that one process with the <c>scheduler</c> role repeats. Must be safe to run twice at once: a lead can be lost unnoticed for seconds.</summary>
public interface IRecurringJob
{
    string Name { get; }

    /// <summary>Pause between the end of one run and the start of the next.</summary>
    TimeSpan Interval { get; }

    /// <summary>One run, in a DI scope of its own; chooses the tenants it sees by itself.</summary>
    Task RunAsync(IServiceProvider services, CancellationToken cancellationToken);
}

/// <summary>Runs every <see cref="IRecurringJob"/>; a failing one is logged and tried again at its next turn.</summary>
internal sealed partial class RecurringJobs(IEnumerable<IRecurringJob> jobs, Leadership leadership, IServiceScopeFactory scopes, TimeProvider time, ILogger<RecurringJobs> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => leadership.LeadAsync(
        "recurring jobs", lead => Task.WhenAll(jobs.Select(job => RepeatAsync(job, lead))), stoppingToken);

    private async Task RepeatAsync(IRecurringJob job, CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(job.Interval, time, stoppingToken);
                await RunAsync(job, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping, or another process leads.
        }
    }

    private async Task RunAsync(IRecurringJob job, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await job.RunAsync(scope.ServiceProvider, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(job.Name, exception.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Recurring job {Job} failed ({Error}); it runs again at its next turn")]
    private partial void LogFailed(string job, string error);
}
