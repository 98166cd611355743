using Eci.Scheduling;
using Eci.Sync.Engine;

namespace Eci.Sync.Runs;

/// <summary>Runs what an app exchanges with its system on the app's schedule.</summary>
internal sealed class SyncJob(SyncSystem system, SyncRun runs) : IAppJob
{
    public string Name { get; } = $"{system.Name}-sync";

    public Type AppType => system.AppType;

    public string DefaultCron => "*/5 * * * *";

    public TimeSpan DefaultTimeout => TimeSpan.FromMinutes(30);

    public Task RunAsync(JobRun run, CancellationToken cancellationToken) => runs.RunAsync(run, cancellationToken);
}
