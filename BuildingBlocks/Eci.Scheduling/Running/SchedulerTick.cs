using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling.Cron;
using Eci.Scheduling.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Scheduling.Running;

/// <summary>One look at the apps: plans what is new or changed and starts what is due.</summary>
internal sealed class SchedulerTick(
    JobCatalog catalog,
    JobPlanner planner,
    RunningJobs running,
    SchedulerSignal signal,
    IServiceScopeFactory scopes,
    IOptions<SchedulerOptions> options,
    TimeProvider time)
{
    private const int Portion = 500;

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    private bool _isFirst = true;

    /// <summary>Returns true when there was more to do than one look takes.</summary>
    /// <param name="stoppingToken">Ends what is started.</param>
    public async Task<bool> RunAsync(CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var database = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        if (_isFirst)
            await CheckDefaultsAsync(database, stoppingToken);
        var (room, now) = (running.Room, time.GetUtcNow());
        var search = new CandidateSearch(catalog.Kinds, now, LeasesEndedBy(database, now), HasRoom: room > 0);
        // Said before the look: a run that ends during it may make room for what the look leaves out.
        signal.Crowded = !search.HasRoom;
        var found = await CandidateQuery.FindAsync(database, search, Portion, stoppingToken);
        _isFirst = false;
        if (found.Count == 0)
            return false;

        var planned = await planner.PlanAsync(database, found, now, stoppingToken) ?? [];
        var due = planned.Where(plan => plan.Job.NextRunAt <= now || plan.Job.RequestedAt is not null).ToList();
        signal.Crowded = !search.HasRoom || due.Count > room;
        foreach (var plan in due)
        {
            if (running.Room <= 0)
                break;
            if (!running.Has(plan.Candidate.AppId))
                await ClaimAsync(database, plan, stoppingToken);
        }

        return found.Count == Portion && due.Count < found.Count;
    }

    /// <summary>Plans made by an older version, or under other settings, are made anew once.</summary>
    private async Task CheckDefaultsAsync(EciDbContext database, CancellationToken cancellationToken)
    {
        var last = string.Empty;
        while (true)
        {
            var page = await CandidateQuery.UsingDefaultsAsync(database, catalog.Kinds, last, Portion, cancellationToken);
            if (page.Count == 0)
                return;
            if (await planner.PlanAsync(database, page, time.GetUtcNow(), cancellationToken) is not null)
                last = page[^1].AppId;
        }
    }

    /// <summary>On SQLite there is no other process: whatever seems to run when this one starts belonged to a dead one.</summary>
    private DateTimeOffset LeasesEndedBy(EciDbContext database, DateTimeOffset now) =>
        _isFirst && database.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal) ? DateTimeOffset.MaxValue : now;

    private async Task ClaimAsync(EciDbContext database, PlannedJob plan, CancellationToken stoppingToken)
    {
        var (candidate, job, schedule) = plan;
        var (work, claimedAt, now) = (catalog.ByKind[candidate.Kind], time.GetTimestamp(), time.GetUtcNow());
        var run = new ScheduledRun
        {
            Id = Ids.New(IdPrefix.Run),
            TenantId = candidate.TenantId,
            AppId = candidate.AppId,
            Job = work.Name,
            Trigger = job.RequestedAt is null ? ScheduleRunTrigger.Schedule : ScheduleRunTrigger.Manual,
            DueAt = job.RequestedAt ?? job.NextRunAt!.Value,
            StartedAt = now,
            Status = ScheduleRunStatus.Running,
        };
        database.Attach(job);
        job.RequestedAt = null;
        if (job.NextRunAt <= now)
            job.NextRunAt = schedule.Next(now, new Spread(candidate.AppId, options.Value.Spread));
        job.LeasedUntil = now + options.Value.Lease;
        job.RunId = run.Id;
        database.Add(run);
        // Not to be cancelled: what was claimed must be known to be.
        if (await database.TrySaveAsync(CancellationToken.None))
            running.Start(work, new HeldRun(run, TimeoutOf(candidate, work), job.Interruptions, options.Value.Lease, claimedAt, time), stoppingToken);
    }

    private static TimeSpan TimeoutOf(Candidate candidate, IAppJob work)
    {
        var timeout = candidate.CronTimeout is { } own && own > TimeSpan.Zero ? own : work.DefaultTimeout;
        return timeout < LongestTimeout ? timeout : LongestTimeout;
    }
}

internal static class Saving
{
    /// <summary>Writes all changes, or none and returns false when another process has changed one of the rows. Afterwards nothing is tracked.</summary>
    public static async Task<bool> TrySaveAsync(this EciDbContext database, CancellationToken cancellationToken)
    {
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        finally
        {
            database.ChangeTracker.Clear();
        }
    }
}
