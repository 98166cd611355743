using System.Collections.Concurrent;
using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Eci.IntegrationTests.Scheduling.Support;

/// <summary>An app whose kind has a job.</summary>
internal sealed class BusyApp : App
{
    public const string Kind = "busy";
}

/// <summary>An app whose kind has none.</summary>
internal sealed class IdleApp : App
{
    public const string Kind = "idle";
}

internal sealed class BusyIntegration : Integration;

internal sealed class BusyModel : IModelContribution
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<BusyApp>(BusyApp.Kind).HasValue<IdleApp>(IdleApp.Kind);
        model.Entity<BusyIntegration>();
    }
}

/// <summary>Keeps the model apart from those of other hosts in this process.</summary>
internal sealed class BusyModelCacheKeys : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (typeof(BusyModel), designTime);
}

/// <summary>The job of <see cref="BusyApp"/>.</summary>
internal sealed class BusyJob(JobScript script) : IAppJob
{
    public const string JobName = "busy-job";

    public string Name => JobName;

    public Type AppType => typeof(BusyApp);

    public string DefaultCron => script.DefaultCron;

    public TimeSpan DefaultTimeout => TimeSpan.FromMinutes(1);

    public Task RunAsync(JobRun run, CancellationToken cancellationToken) => script.RunAsync(run, cancellationToken);
}

/// <summary>What the runs of apps do, and what was seen of them; hosts may share it.</summary>
internal sealed class JobScript
{
    private readonly ConcurrentDictionary<string, Func<JobRun, CancellationToken, Task>> _work = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<JobRun> _started = new();
    private int _most;

    public string DefaultCron { get; set; } = "0 3 * * *";

    /// <summary>Every run that was begun, in order.</summary>
    public IReadOnlyCollection<JobRun> Started => _started;

    /// <summary>Apps of which two runs went on at once.</summary>
    public ConcurrentQueue<string> Overlaps { get; } = new();

    /// <summary>Most runs at once, of all apps.</summary>
    public int MostRunning => _most;

    public int RunsOf(string appId) => _started.Count(run => run.AppId == appId);

    /// <summary>What a run of the app does; nothing when not said.</summary>
    public void On(string appId, Func<JobRun, CancellationToken, Task> work) => _work[appId] = work;

    public async Task RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        _started.Enqueue(run);
        if (_running.AddOrUpdate(run.AppId, 1, (_, running) => running + 1) > 1)
            Overlaps.Enqueue(run.AppId);
        lock (_running)
            _most = Math.Max(_most, _running.Values.Sum());
        try
        {
            if (_work.TryGetValue(run.AppId, out var work))
                await work(run, cancellationToken);
        }
        finally
        {
            _running.AddOrUpdate(run.AppId, 0, (_, running) => running - 1);
        }
    }
}
