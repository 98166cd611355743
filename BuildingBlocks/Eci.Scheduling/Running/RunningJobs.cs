using System.Collections.Concurrent;
using Eci.Scheduling.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Scheduling.Running;

/// <summary>The runs of this process: at most so many, one per app, with their leases kept alive.</summary>
internal sealed partial class RunningJobs(
    JobRunner runner, RunStore store, SchedulerSignal signal, IOptions<SchedulerOptions> options, TimeProvider time, ILogger<RunningJobs> logger)
{
    private const int RenewalsPerLease = 5;

    private readonly ConcurrentDictionary<string, Entry> _byApp = new(StringComparer.Ordinal);

    /// <summary>How many more runs may start.</summary>
    public int Room => options.Value.Concurrency - _byApp.Count;

    /// <summary>True when a run of the app goes on here, be it one that lost its lease and does not end.</summary>
    public bool Has(string appId) => _byApp.ContainsKey(appId);

    /// <summary>Runs the job; returns at once. Only for an app of which this process has no run.</summary>
    public void Start(IAppJob job, HeldRun held, CancellationToken stoppingToken)
    {
        var entry = new Entry(held);
        if (!_byApp.TryAdd(held.Run.AppId, entry))
            throw new InvalidOperationException($"App {held.Run.AppId} runs already.");
        entry.Ended = Task.Run(() => RunAsync(job, held, stoppingToken), CancellationToken.None);
    }

    /// <summary>Returns when everything that was started has ended.</summary>
    public Task EndedAsync() => Task.WhenAll(_byApp.Values.Select(entry => entry.Ended));

    /// <summary>Keeps leases alive until cancelled.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.Lease / RenewalsPerLease, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await RenewAsync();
        }
        catch (OperationCanceledException)
        {
            // Everything has ended.
        }
    }

    /// <summary>Extends the leases of all runs; those that are lost are told so.</summary>
    public async Task RenewAsync()
    {
        var held = _byApp.Values.Select(entry => entry.Run).Where(run => !run.Lost.IsCancellationRequested).ToList();
        if (held.Count == 0)
            return;
        var sentAt = time.GetTimestamp();
        try
        {
            var kept = await store.RenewAsync([.. held.Select(run => run.Run.Id)], CancellationToken.None);
            foreach (var run in held)
            {
                if (kept.Contains(run.Run.Id))
                    run.Renewed(sentAt);
                else
                    run.Lose();
            }
        }
        catch (Exception exception)
        {
            LogUnrenewed(exception.GetType().Name);
        }
    }

    private async Task RunAsync(IAppJob job, HeldRun held, CancellationToken stoppingToken)
    {
        try
        {
            await runner.RunAsync(job, held, stoppingToken);
        }
        finally
        {
            _byApp.TryRemove(held.Run.AppId, out _);
            held.Dispose();
            signal.RoomMade();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases of running jobs cannot be renewed ({Error})")]
    private partial void LogUnrenewed(string error);

    private sealed class Entry(HeldRun run)
    {
        public HeldRun Run { get; } = run;

        public Task Ended { get; set; } = Task.CompletedTask;
    }
}
