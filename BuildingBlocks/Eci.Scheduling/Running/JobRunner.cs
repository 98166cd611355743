using System.Diagnostics;
using Eci.Core;
using Eci.Scheduling.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eci.Scheduling.Running;

/// <summary>Runs the job of one app and records what became of it.</summary>
internal sealed partial class JobRunner(
    IServiceScopeFactory scopes, RunStore store, SchedulingMetrics metrics, TimeProvider time, ILogger<JobRunner> logger)
{
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the job has ended and that is recorded, or cannot be. Never throws.</summary>
    public async Task RunAsync(IAppJob job, HeldRun held, CancellationToken stoppingToken)
    {
        var run = held.Run;
        using var activity = SchedulingMetrics.Activities.StartActivity($"{job.Name} run");
        activity?.SetTag("eci.app", run.AppId).SetTag("eci.run", run.Id);
        metrics.Started(job.Name, run.StartedAt - run.DueAt);
        var start = time.GetTimestamp();
        var outcome = await ExecuteAsync(job, held, stoppingToken);
        var duration = time.GetElapsedTime(start);
        if (outcome.Status is not ScheduleRunStatus.Succeeded)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            LogFailed(job.Name, run.AppId, run.Id, outcome.Status, outcome.ErrorType ?? "-");
        }

        if (await RecordAsync(held, outcome))
            metrics.Ended(job.Name, outcome.Status, duration);
    }

    private async Task<RunOutcome> ExecuteAsync(IAppJob job, HeldRun held, CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(held.Timeout, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, held.Lost, timeout.Token);
        JobRun? run = null;
        Exception? failure = null;
        try
        {
            await using var scope = scopes.CreateScopeOf(held.Run.TenantId);
            run = new JobRun(held.Run.Id, held.Run.TenantId, held.Run.AppId, scope.ServiceProvider) { IsHeld = () => held.IsHeld };
            await job.RunAsync(run, end.Token);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        // A run that was told to end may have thrown anything, or returned with half of its work done.
        if (!held.IsHeld)
            return Of(run, ScheduleRunStatus.Interrupted, "The lease ran out.");
        if (timeout.IsCancellationRequested)
            return Of(run, ScheduleRunStatus.TimedOut, $"It took longer than {held.Timeout:c}.");
        if (stoppingToken.IsCancellationRequested)
            return Of(run, ScheduleRunStatus.Interrupted, "The process stopped.");
        return failure is null ? Of(run, ScheduleRunStatus.Succeeded, error: null) : Failed(run, failure);
    }

    /// <summary>Tries for as long as the run is held: an outcome is not lost to a database that is away for a moment.</summary>
    private async Task<bool> RecordAsync(HeldRun held, RunOutcome outcome)
    {
        while (true)
        {
            try
            {
                if (await store.FinishAsync(held, outcome, CancellationToken.None))
                    return true;
                LogLost(held.Run.Job, held.Run.AppId, held.Run.Id);
                return false;
            }
            catch (Exception exception)
            {
                LogUnrecorded(held.Run.Job, held.Run.AppId, held.Run.Id, exception.GetType().Name);
                if (held.Lost.IsCancellationRequested)
                    return false;
                await Task.Delay(OutagePause, time, held.Lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static RunOutcome Of(JobRun? run, ScheduleRunStatus status, string? error) =>
        new(status, run?.Counts ?? new Dictionary<string, long>(StringComparer.Ordinal), run?.Note, Error: error);

    private static RunOutcome Failed(JobRun? run, Exception failure)
    {
        var cause = failure is AggregateException { InnerException: { } inner } ? inner : failure;
        var text = cause.InnerException is { } below ? $"{cause.Message} ({below.Message})" : cause.Message;
        return Of(run, ScheduleRunStatus.Failed, text) with { ErrorType = StoredText.Of(cause.GetType().Name, SchedulingModel.NameLength) };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} of app {App} did not succeed: {Status} ({Error}), run {Run}")]
    private partial void LogFailed(string job, string app, string run, ScheduleRunStatus status, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} of app {App}: run {Run} was taken over, its outcome is not recorded")]
    private partial void LogLost(string job, string app, string run);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} of app {App}: the outcome of run {Run} cannot be recorded ({Error})")]
    private partial void LogUnrecorded(string job, string app, string run, string error);
}
