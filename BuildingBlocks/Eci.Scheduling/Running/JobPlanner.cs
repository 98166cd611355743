using System.Globalization;
using System.Text;
using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling.Cron;
using Eci.Scheduling.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Scheduling.Running;

/// <summary>A candidate whose plan is up to date.</summary>
internal sealed record PlannedJob(Candidate Candidate, ScheduledJob Job, CronSchedule Schedule);

/// <summary>
/// Brings the plans of apps up to date: the first run of new apps, the next run after a change, nothing for apps that may not run. Ends
/// runs whose lease ran out. All of it is one write, which another process may have been faster with.
/// </summary>
internal sealed partial class JobPlanner(
    JobCatalog catalog, SchedulingMetrics metrics, IWriteGate gate, IOptions<SchedulerOptions> options, ILogger<JobPlanner> logger)
{
    /// <summary>Those of the candidates that may run by a schedule that can be read; null when another process was faster.</summary>
    public async Task<IReadOnlyList<PlannedJob>?> PlanAsync(
        EciDbContext database, IReadOnlyList<Candidate> candidates, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var added = candidates.Where(candidate => candidate.Job is null).ToList();
        if (added.Count > 0)
            await AddRowsAsync(database, added, cancellationToken);
        var dead = await DeadRunsAsync(database, candidates, cancellationToken);
        var planned = new List<PlannedJob>(candidates.Count);
        var failed = new List<ScheduledRun>();
        foreach (var candidate in candidates)
        {
            var job = candidate.Job ?? NewRow(candidate);
            database.Attach(job);
            if (job.LeasedUntil is not null)
                Interruption.Bury(job, dead.GetValueOrDefault(job.RunId!), now);
            if (!candidate.MayRun)
                Forget(job);
            else if (Plan(candidate, job, now, failed) is { } schedule)
                planned.Add(new PlannedJob(candidate, job, schedule));
        }

        database.AddRange(failed);
        if (!database.ChangeTracker.HasChanges())
        {
            database.ChangeTracker.Clear();
            return planned;
        }

        if (!await database.TrySaveAsync(cancellationToken))
            return null;
        Tell(dead.Values, failed);
        return planned;
    }

    private static ScheduledJob NewRow(Candidate candidate) => new() { AppId = candidate.AppId, TenantId = candidate.TenantId, Job = string.Empty };

    private static void Forget(ScheduledJob job) =>
        (job.Plan, job.NextRunAt, job.RequestedAt, job.CronSchedule, job.CronTimeZone) = (null, null, null, null, null);

    /// <summary>The schedule by which the app runs; null, with a failed run the first time, when it has none that can be read.</summary>
    private CronSchedule? Plan(Candidate candidate, ScheduledJob job, DateTimeOffset now, List<ScheduledRun> failed)
    {
        var (cron, zone, spread) = (catalog.CronOf(candidate.Kind, candidate.CronSchedule), catalog.TimeZoneOf(candidate.CronTimeZone), options.Value.Spread);
        var plan = string.Create(CultureInfo.InvariantCulture, $"{cron}; {zone}; {spread}");
        var isNew = job.Plan != plan;
        (job.CronSchedule, job.CronTimeZone, job.Plan, job.Job) = (candidate.CronSchedule, candidate.CronTimeZone, plan, catalog.ByKind[candidate.Kind].Name);
        try
        {
            var schedule = CronSchedule.Parse(cron, zone);
            if (isNew)
                job.NextRunAt = schedule.Next(now, new Spread(candidate.AppId, spread)) ?? throw new UnreadableScheduleException($"The cron text '{cron}' fits no date.");
            return schedule;
        }
        catch (UnreadableScheduleException exception)
        {
            (job.NextRunAt, job.RequestedAt) = (null, null);
            if (isNew)
                failed.Add(Refused(candidate, job, exception, now));
            return null;
        }
    }

    private static ScheduledRun Refused(Candidate candidate, ScheduledJob job, UnreadableScheduleException exception, DateTimeOffset now)
    {
        var run = new ScheduledRun
        {
            Id = Ids.New(IdPrefix.Run),
            TenantId = candidate.TenantId,
            AppId = candidate.AppId,
            Job = job.Job,
            Trigger = ScheduleRunTrigger.Schedule,
            DueAt = now,
            StartedAt = now,
            FinishedAt = now,
            Status = ScheduleRunStatus.Failed,
            ErrorType = nameof(UnreadableScheduleException),
            Error = StoredText.Of(exception.Message, SchedulingModel.ErrorLength),
        };
        job.RunId = run.Id;
        return run;
    }

    /// <summary>Rows that several processes may add at once; planning them is then a change like any other.</summary>
    private async Task AddRowsAsync(EciDbContext database, List<Candidate> added, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder("INSERT INTO scheduling_job (app_id, tenant_id, job, interruptions, version) VALUES ");
        for (var i = 0; i < added.Count; i++)
            sql.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? string.Empty : ", ")}({{{2 * i}}}, {{{(2 * i) + 1}}}, '', 0, 0)");
        sql.Append(" ON CONFLICT (app_id) DO NOTHING");
        using var turn = await gate.EnterAsync(cancellationToken);
        await database.Database.ExecuteSqlRawAsync(sql.ToString(), added.SelectMany(app => new object[] { app.AppId, app.TenantId }), cancellationToken);
    }

    /// <summary>The runs whose lease ran out, by id.</summary>
    private static async Task<Dictionary<string, ScheduledRun>> DeadRunsAsync(
        EciDbContext database, IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var ids = candidates.Where(candidate => candidate.Job?.LeasedUntil is not null).Select(candidate => candidate.Job!.RunId!).ToList();
        return ids.Count == 0
            ? []
            : await database.Set<ScheduledRun>()
                .Where(run => EF.Parameter(ids).Contains(run.Id) && run.Status == ScheduleRunStatus.Running)
                .ToDictionaryAsync(run => run.Id, StringComparer.Ordinal, cancellationToken);
    }

    private void Tell(IEnumerable<ScheduledRun> dead, List<ScheduledRun> failed)
    {
        foreach (var run in dead)
        {
            metrics.Ended(run.Job, ScheduleRunStatus.Interrupted);
            LogTakenOver(run.Job, run.AppId, run.Id);
        }

        foreach (var run in failed)
        {
            metrics.Ended(run.Job, ScheduleRunStatus.Failed);
            LogUnreadable(run.Job, run.AppId, run.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} of app {App}: run {Run} was left behind by a process that ended or stood still")]
    private partial void LogTakenOver(string job, string app, string run);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} of app {App} is not run: its schedule cannot be read, see run {Run}")]
    private partial void LogUnreadable(string job, string app, string run);
}
