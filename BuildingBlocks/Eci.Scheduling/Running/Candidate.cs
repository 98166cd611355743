using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling.Storage;
using Microsoft.EntityFrameworkCore;

namespace Eci.Scheduling.Running;

/// <summary>An app about whose job something has to be done now.</summary>
/// <param name="AppId">The app.</param>
/// <param name="TenantId">Its owner.</param>
/// <param name="Kind">Kind of app.</param>
/// <param name="CronSchedule">Its own cron text.</param>
/// <param name="CronTimeZone">Its own time zone.</param>
/// <param name="CronTimeout">Its own timeout.</param>
/// <param name="MayRun">It is switched on and belongs to an integration that is switched on and paid.</param>
/// <param name="Job">Where its job stands, not tracked; null: nowhere yet.</param>
internal sealed record Candidate(
    string AppId,
    string TenantId,
    string Kind,
    string? CronSchedule,
    string? CronTimeZone,
    TimeSpan? CronTimeout,
    bool MayRun,
    ScheduledJob? Job);

/// <summary>What to look for.</summary>
/// <param name="Kinds">Kinds of app that have a job here.</param>
/// <param name="Now">UTC.</param>
/// <param name="LeasesEndedBy">Leases up to this moment have run out, UTC.</param>
/// <param name="HasRoom">Runs can be started.</param>
internal sealed record CandidateSearch(IReadOnlyList<string> Kinds, DateTimeOffset Now, DateTimeOffset LeasesEndedBy, bool HasRoom);

internal static class CandidateQuery
{
    /// <summary>
    /// The one statement of a tick, over all jobs and tenants: apps that are due or asked for, that are new, changed, switched on or off,
    /// or whose run was left behind. Apps with nothing to do are not returned, however many there are.
    /// </summary>
    public static Task<List<Candidate>> FindAsync(EciDbContext database, CandidateSearch search, int limit, CancellationToken cancellationToken) =>
        Find(database, search).Take(limit).ToListAsync(cancellationToken);

    /// <summary>Planned apps that have no cron text or time zone of their own, by id: defaults may have changed since they were planned.</summary>
    public static Task<List<Candidate>> UsingDefaultsAsync(
        EciDbContext database, IReadOnlyList<string> kinds, string afterAppId, int limit, CancellationToken cancellationToken)
    {
        var candidates =
            from app in database.Set<App>().AsNoTracking()
            where EF.Parameter(kinds).Contains(EF.Property<string>(app, "Kind"))
                && (app.CronSchedule == null || app.CronTimeZone == null)
                && app.Id.CompareTo(afterAppId) > 0
            join job in database.Set<ScheduledJob>().AsNoTracking() on app.Id equals job.AppId
            where job.Plan != null && job.LeasedUntil == null
            orderby app.Id
            select new Candidate(
                app.Id, app.TenantId, EF.Property<string>(app, "Kind"), app.CronSchedule, app.CronTimeZone, app.CronTimeout, true, job);
        return candidates.Take(limit).ToListAsync(cancellationToken);
    }

    private static IQueryable<Candidate> Find(EciDbContext database, CandidateSearch search)
    {
        var (kinds, now, ended, hasRoom) = search;
        var links = database.Set<IntegrationApp>().Active(now);
        return
            from app in database.Set<App>().AsNoTracking()
            where EF.Parameter(kinds).Contains(EF.Property<string>(app, "Kind"))
            from job in database.Set<ScheduledJob>().AsNoTracking().Where(j => j.AppId == app.Id).DefaultIfEmpty()
            let mayRun = app.Enabled && links.Any(link => link.AppId == app.Id)
            where job!.LeasedUntil != null
                ? job.LeasedUntil <= ended
                : mayRun
                    ? job.Plan == null
                        || job.CronSchedule != app.CronSchedule
                        || job.CronTimeZone != app.CronTimeZone
                        || (hasRoom && (job.NextRunAt <= now || job.RequestedAt != null))
                    : job.Plan != null
            orderby job.NextRunAt == null ? 0 : job.RequestedAt != null ? 1 : 2, job.NextRunAt
            select new Candidate(
                app.Id, app.TenantId, EF.Property<string>(app, "Kind"), app.CronSchedule, app.CronTimeZone, app.CronTimeout, mayRun, job);
    }
}
