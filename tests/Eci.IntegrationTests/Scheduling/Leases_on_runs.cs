using Eci.IntegrationTests.Scheduling.Support;
using Eci.Scheduling;
using Eci.Scheduling.Running;
using Eci.Scheduling.Storage;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Eci.Scheduling.ScheduleRunStatus;

namespace Eci.IntegrationTests.Scheduling;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Leases_on_runs(DatabaseKind kind) : SchedulingFixture(kind)
{
    private static readonly TimeSpan ShortLease = TimeSpan.FromSeconds(1);

    [Test]
    public async Task That_were_taken_over_cancel_the_run_and_keep_its_outcome_out()
    {
        var frozen = await StartAsync();
        var app = await AddAppAsync(frozen);
        var cancelled = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        frozen.Script.On(app, async (run, token) =>
        {
            run.Count("of the frozen one");
            await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancelled.SetResult();
            await goOn.Task;
        });
        await frozen.RequestAsync(app);
        await frozen.LookAsync();
        await Eventually.Async(() => frozen.Script.RunsOf(app) == 1, Deadline, "the first run");

        // A host of its own, as a second process would be: it starts when the first has been still for longer than its lease.
        await frozen.LoseLeaseAsync(app);
        var other = await StartAsync(o => o.Time = frozen.Time);
        await other.TickAsync();
        Assert.That(other.Script.RunsOf(app), Is.EqualTo(1));
        Assert.That(await other.StatusesAsync(app), Is.EqualTo((ScheduleRunStatus[])[Interrupted, Succeeded]));

        await frozen.Services.GetRequiredService<RunningJobs>().RenewAsync();
        await cancelled.Task.WaitAsync(Deadline);
        await frozen.RequestAsync(app);
        await frozen.LookAsync();
        Assert.That(frozen.Script.RunsOf(app), Is.EqualTo(1), "Not beside a run that does not end.");
        goOn.SetResult();
        await frozen.Services.GetRequiredService<RunningJobs>().EndedAsync().WaitAsync(Deadline);
        var runs = await other.RunsAsync(app);
        Assert.That(runs.Select(run => run.Status), Is.EqualTo((ScheduleRunStatus[])[Interrupted, Succeeded]));
        Assert.That(runs.Select(run => run.Counts), Is.All.EqualTo("{}"));
        Assert.That(runs[0].Error, Is.EqualTo(Interruption.OfDeadProcess));
    }

    [Test]
    public async Task That_were_taken_over_are_not_given_back_by_the_one_that_lost_them()
    {
        var frozen = await StartAsync();
        var app = await AddAppAsync(frozen);
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        frozen.Script.On(app, (_, _) => first.Task);
        await frozen.RequestAsync(app);
        await frozen.LookAsync();
        await Eventually.Async(() => frozen.Script.RunsOf(app) == 1, Deadline, "the first run");
        await frozen.LoseLeaseAsync(app);
        var other = await StartAsync(o => o.Time = frozen.Time);
        other.Script.On(app, (_, _) => second.Task);
        await other.LookAsync();
        await Eventually.Async(() => other.Script.RunsOf(app) == 1, Deadline, "the second run");

        first.SetResult();
        await frozen.Services.GetRequiredService<RunningJobs>().EndedAsync().WaitAsync(Deadline);
        Assert.That(await other.StatusesAsync(app), Is.EqualTo((ScheduleRunStatus[])[Interrupted, Running]));
        Assert.That((await other.ScheduleAsync(app))!.IsRunning, Is.True);
        second.SetResult();
        await other.TickAsync();
        Assert.That(await other.StatusesAsync(app), Is.EqualTo((ScheduleRunStatus[])[Interrupted, Succeeded]));
    }

    [Test]
    public async Task Are_renewed_for_as_long_as_a_run_takes()
    {
        var host = await StartAsync(o =>
        {
            o.Runs = true;
            o.Settings["Eci:Scheduler:Lease"] = ShortLease.ToString();
        });
        var app = await AddAppAsync(host);
        host.Script.On(app, (_, token) => Task.Delay(ShortLease * 2.5, token));
        await host.RequestAsync(app);
        await Eventually.Async(async () => (await host.StatusesAsync(app)).Contains(Succeeded), Deadline, "the end of the run");
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_a_dead_process_are_taken_over_once_at_once_and_then_by_the_schedule()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await host.TickAsync();
        await DieAsync(host, app, "run_first", ScheduleRunTrigger.Schedule);
        await host.LookAsync();
        await Eventually.Async(() => host.Script.RunsOf(app) == 1, Deadline, "what makes up for the first");
        await host.TickAsync();
        Assert.That(await host.StatusesAsync(app), Is.EqualTo((ScheduleRunStatus[])[Interrupted, Succeeded]));

        await DieAsync(host, app, "run_second", ScheduleRunTrigger.Schedule, interruptions: 1);
        await host.TickAsync();
        await host.TickAsync();
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(1), "Twice in a row.");
        await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(2));
        Assert.That((await host.JobAsync(app))!.Interruptions, Is.Zero);
    }

    [Test]
    public async Task Of_a_dead_process_end_also_for_an_app_that_is_switched_off()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await host.TickAsync();
        await DieAsync(host, app, "run_first", ScheduleRunTrigger.Manual);
        await host.ChangeAsync(app, a => a.Enabled = false);
        await host.TickAsync();
        await host.TickAsync();
        Assert.That(await host.StatusesAsync(app), Is.EqualTo([Interrupted]));
        Assert.That((await host.JobAsync(app))!.LeasedUntil, Is.Null);
    }

    [Test]
    public async Task Are_given_back_when_the_host_stops()
    {
        var host = await StartAsync(o => o.Runs = true);
        var app = await AddAppAsync(host);
        host.Script.On(app, (run, token) =>
        {
            run.Count("begun");
            return Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        await PlannedAsync(host, 1);
        host.Time.Advance(Hour);
        await Eventually.Async(() => host.Script.RunsOf(app) == 1, Deadline, "the run");
        await host.StopAsync();
        var run = (await host.RunsAsync(app)).Single();
        Assert.That((run.Status, run.Error, run.Counts), Is.EqualTo((Interrupted, "The process stopped.", "{\"begun\":1}")));
        Assert.That((await host.JobAsync(app))!.LeasedUntil, Is.Null);

        var next = await StartAsync(o => o.Time = host.Time);
        await next.TickAsync();
        Assert.That(await next.StatusesAsync(app), Is.EqualTo((ScheduleRunStatus[])[Interrupted, Succeeded]), "It is made up for.");
    }

    /// <summary>As if a process had begun a run and was killed.</summary>
    private static async Task DieAsync(SchedulingHost host, string appId, string runId, ScheduleRunTrigger trigger, int interruptions = 0)
    {
        var now = host.Time.GetUtcNow();
        await host.StoreAsync(database => database.Add(new ScheduledRun
        {
            Id = runId,
            TenantId = TenantOf(appId),
            AppId = appId,
            Job = BusyJob.JobName,
            Trigger = trigger,
            DueAt = now,
            StartedAt = now,
            Status = Running,
        }));
        await host.QueryAsync(database => database.Set<ScheduledJob>().Where(job => job.AppId == appId).ExecuteUpdateAsync(set => set
            .SetProperty(job => job.LeasedUntil, now.AddSeconds(-1))
            .SetProperty(job => job.RunId, runId)
            .SetProperty(job => job.Interruptions, interruptions)));
    }
}
