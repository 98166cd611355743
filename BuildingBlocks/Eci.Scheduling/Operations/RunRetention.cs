using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Eci.Scheduling.Running;
using Eci.Scheduling.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Scheduling.Operations;

/// <summary>Drops old runs a thousand at a time, and what is left of apps that are gone. Safe to run in several processes.</summary>
internal sealed class RunRetention(IWriteGate gate, IOptions<SchedulerOptions> options, TimeProvider time) : IRecurringJob
{
    public string Name => "scheduling-retention";

    public TimeSpan Interval => TimeSpan.FromMinutes(15);

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var database = services.GetRequiredService<EciDbContext>();
        var (runs, jobs, now) = (database.Set<ScheduledRun>(), database.Set<ScheduledJob>(), time.GetUtcNow());
        await gate.WriteAsync(
            token => jobs.Where(job => !database.Set<App>().Any(app => app.Id == job.AppId)).ExecuteDeleteAsync(token), cancellationToken);
        await gate.WriteAsync(
            token => runs
                .Where(run => run.Status == ScheduleRunStatus.Running && !jobs.Any(job => job.RunId == run.Id && job.LeasedUntil != null))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(run => run.Status, ScheduleRunStatus.Interrupted)
                        .SetProperty(run => run.FinishedAt, now)
                        .SetProperty(run => run.Error, Interruption.OfDeadProcess),
                    token),
            cancellationToken);
        var before = now - options.Value.Retention;
        var old = runs.Where(run => run.StartedAt < before && run.Status != ScheduleRunStatus.Running).OrderBy(run => run.StartedAt).Take(Writes.Portion);
        await gate.WriteAllAsync(old.ExecuteDeleteAsync, cancellationToken);
    }
}
