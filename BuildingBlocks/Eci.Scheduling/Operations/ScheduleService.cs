using System.Text.Json;
using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling.Cron;
using Eci.Scheduling.Running;
using Eci.Scheduling.Storage;
using Microsoft.EntityFrameworkCore;

namespace Eci.Scheduling.Operations;

/// <summary>Shows jobs of apps and their runs, and asks for runs. Sees the tenants of the scope it is resolved from.</summary>
public sealed class ScheduleService
{
    private const string Daily = "0 0 * * *";

    private readonly EciDbContext _database;
    private readonly JobCatalog _catalog;
    private readonly IWriteGate _gate;
    private readonly SchedulerSignal _signal;
    private readonly TimeProvider _time;

    internal ScheduleService(EciDbContext database, JobCatalog catalog, IWriteGate gate, SchedulerSignal signal, TimeProvider time)
    {
        _database = database;
        _catalog = catalog;
        _gate = gate;
        _signal = signal;
        _time = time;
    }

    /// <summary>What is wrong with a schedule before it is stored, by argument: <c>cron</c>, <c>timeZone</c>. Null stands for a default.</summary>
    public IReadOnlyDictionary<string, string> Problems(string? cron, string? timeZone)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var utc = TimeZoneInfo.Utc.Id;
        if (timeZone is not null && CronSchedule.Problem(Daily, timeZone, _time.GetUtcNow()) is { } zoneProblem)
            problems["timeZone"] = zoneProblem;
        if (cron is not null && CronSchedule.Problem(cron, utc, _time.GetUtcNow()) is { } cronProblem)
            problems["cron"] = cronProblem;
        return problems;
    }

    /// <summary>Why apps of a kind cannot be scheduled; null when they can.</summary>
    public ScheduleRefusal? RefusalOf(string kind) => _catalog.ByKind.ContainsKey(kind) ? null : ScheduleRefusals.NoJob;

    /// <summary>Apps that have a job, by id, switched off or on; one statement.</summary>
    /// <param name="afterAppId">Starts behind this app; null: at the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<Schedule>> ListAsync(string? afterAppId, int limit, CancellationToken cancellationToken)
    {
        var apps = afterAppId is null ? _database.Set<App>() : _database.Set<App>().Where(app => app.Id.CompareTo(afterAppId) > 0);
        return [.. (await Read(apps.OrderBy(app => app.Id)).Take(limit).ToListAsync(cancellationToken)).Select(Describe)];
    }

    /// <summary>The job of one app; null when there is no such app, or it has no job.</summary>
    public async Task<Schedule?> FindAsync(string appId, CancellationToken cancellationToken) =>
        await Read(_database.Set<App>().Where(app => app.Id == appId)).SingleOrDefaultAsync(cancellationToken) is { } row ? Describe(row) : null;

    /// <summary>Runs, the newest first.</summary>
    /// <param name="appId">Of this app; null: of all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<IReadOnlyList<ScheduleRun>> RunsAsync(string? appId, int limit, CancellationToken cancellationToken)
    {
        var runs = await _database.Set<ScheduledRun>().AsNoTracking()
            .Where(run => appId == null || run.AppId == appId)
            .OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Id)
            .Take(limit)
            .ToListAsync(cancellationToken);
        return [.. runs.Select(Describe)];
    }

    /// <summary>Asks for a run outside of the schedule. It starts within a tick; if one goes on, once after that.</summary>
    public async Task<ScheduleRequest> RequestAsync(string appId, CancellationToken cancellationToken)
    {
        if (await FindAsync(appId, cancellationToken) is not { } schedule)
        {
            var exists = await _database.Set<App>().AnyAsync(app => app.Id == appId, cancellationToken);
            return new ScheduleRequest(null, exists ? ScheduleRefusals.NoJob : ScheduleRefusals.UnknownApp);
        }

        if (ScheduleRefusals.Of(schedule.State) is { } refusal)
            return new ScheduleRequest(null, refusal);
        using (await _gate.EnterAsync(cancellationToken))
        {
            await _database.Database.ExecuteSqlAsync(
                $"INSERT INTO scheduling_job (app_id, tenant_id, job, interruptions, version) VALUES ({appId}, {schedule.TenantId}, {schedule.Job}, 0, 0) ON CONFLICT (app_id) DO NOTHING",
                cancellationToken);
            var now = _time.GetUtcNow();
            await _database.Set<ScheduledJob>().Where(job => job.AppId == appId).ExecuteUpdateAsync(
                set => set.SetProperty(job => job.RequestedAt, job => job.RequestedAt ?? now).SetProperty(job => job.Version, job => job.Version + 1),
                cancellationToken);
        }

        _signal.Requested();
        return new ScheduleRequest(await FindAsync(appId, cancellationToken) ?? schedule, null);
    }

    /// <summary>Apps that have a job, unsorted and untracked; can be sorted and filtered further.</summary>
    /// <param name="appId">Only this app; null: all.</param>
    /// <param name="job">Only apps with this job; null: with any.</param>
    internal IQueryable<ScheduleRow> Rows(string? appId, string? job)
    {
        var rows = Read(appId is null ? _database.Set<App>() : _database.Set<App>().Where(app => app.Id == appId));
        if (job is null)
            return rows;
        var kinds = _catalog.ByKind.Where(kind => string.Equals(kind.Value.Name, job, StringComparison.Ordinal)).Select(kind => kind.Key).ToList();
        return rows.Where(row => kinds.Contains(row.Kind));
    }

    /// <summary>The jobs of some apps, those without one left out; one statement.</summary>
    internal Task<List<ScheduleRow>> RowsAsync(IReadOnlyList<string> appIds, CancellationToken cancellationToken) =>
        Read(_database.Set<App>().Where(app => EF.Parameter(appIds).Contains(app.Id))).ToListAsync(cancellationToken);

    /// <summary>Runs, unsorted and untracked; can be sorted and filtered further.</summary>
    internal IQueryable<ScheduledRun> Runs() => _database.Set<ScheduledRun>().AsNoTracking();

    private IQueryable<ScheduleRow> Read(IQueryable<App> apps)
    {
        var (kinds, now) = (_catalog.Kinds, _time.GetUtcNow());
        var links = _database.Set<IntegrationApp>().Where(link => link.Integration!.Enabled);
        var paid = _database.Set<IntegrationApp>().Active(now);
        return
            from app in apps.AsNoTracking()
            where EF.Parameter(kinds).Contains(EF.Property<string>(app, "Kind"))
            from job in _database.Set<ScheduledJob>().AsNoTracking().Where(j => j.AppId == app.Id).DefaultIfEmpty()
            from run in _database.Set<ScheduledRun>().AsNoTracking().Where(r => r.Id == job!.RunId).DefaultIfEmpty()
            select new ScheduleRow
            {
                AppId = app.Id,
                TenantId = app.TenantId,
                Name = app.Name,
                Kind = EF.Property<string>(app, "Kind"),
                CronSchedule = app.CronSchedule,
                CronTimeZone = app.CronTimeZone,
                Enabled = app.Enabled,
                IsIntegrated = links.Any(link => link.AppId == app.Id),
                IsPaid = paid.Any(link => link.AppId == app.Id),
                Job = job,
                Run = run,
            };
    }

    /// <summary>The row in the words of callers.</summary>
    internal Schedule Describe(ScheduleRow row)
    {
        var (cron, zone) = (_catalog.CronOf(row.Kind, row.CronSchedule), _catalog.TimeZoneOf(row.CronTimeZone));
        var now = _time.GetUtcNow();
        var state = StateOf(row, cron, zone, now);
        return new Schedule(
            row.TenantId,
            row.AppId,
            row.Name,
            row.Kind,
            _catalog.ByKind[row.Kind].Name,
            cron,
            zone,
            state,
            state is ScheduleState.Active ? row.Job?.NextRunAt : null,
            row.Job?.RequestedAt,
            row.Job?.LeasedUntil > now,
            row.Run is null ? null : Describe(row.Run));
    }

    private static ScheduleState StateOf(ScheduleRow row, string cron, string zone, DateTimeOffset now)
    {
        if (!row.Enabled)
            return ScheduleState.AppDisabled;
        if (!row.IsIntegrated)
            return ScheduleState.IntegrationDisabled;
        if (!row.IsPaid)
            return ScheduleState.SubscriptionRequired;
        return CronSchedule.IsUsable(cron, zone, now) ? ScheduleState.Active : ScheduleState.Unreadable;
    }

    /// <summary>The row in the words of callers.</summary>
    internal static ScheduleRun Describe(ScheduledRun run) => new(
        run.Id,
        run.TenantId,
        run.AppId,
        run.Job,
        run.Trigger,
        run.Status,
        run.StartedAt,
        run.FinishedAt,
        JsonSerializer.Deserialize<SortedDictionary<string, long>>(run.Counts)!,
        run.Note,
        run.ErrorType,
        run.Error);
}

/// <summary>Why runs are refused, in the words of GraphQL and of the command line.</summary>
internal static class ScheduleRefusals
{
    public static ScheduleRefusal UnknownApp { get; } = new("APP_NOT_FOUND", "There is no such app.");

    public static ScheduleRefusal NoJob { get; } = new("APP_WITHOUT_JOB", "Apps of this kind have no job that could be run.");

    public static ScheduleRefusal? Of(ScheduleState state) => state switch
    {
        ScheduleState.Active => null,
        ScheduleState.AppDisabled => new("APP_DISABLED", "The app is switched off."),
        ScheduleState.IntegrationDisabled => new("INTEGRATION_DISABLED", "The app belongs to no integration that is switched on."),
        ScheduleState.SubscriptionRequired => new("SUBSCRIPTION_REQUIRED", "No integration of the app is paid."),
        ScheduleState.Unreadable => new("SCHEDULE_UNREADABLE", "The app's schedule cannot be read: correct its cron text or time zone first."),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };
}
