using Eci.Core;
using Eci.IntegrationTests.Scheduling.Support;
using Eci.Messaging.Operations;
using Eci.Scheduling;
using Eci.Scheduling.Storage;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Scheduling;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class History_of_runs(DatabaseKind kind) : SchedulingFixture(kind)
{
    [Test]
    public async Task Is_kept_for_as_long_as_the_setting_says()
    {
        const int Old = 2300;
        var host = await StartAsync(o => o.Settings["Eci:Scheduler:Retention"] = "2.00:00:00");
        var now = host.Time.GetUtcNow();
        await host.StoreAsync(database =>
        {
            database.AddRange(Enumerable.Range(0, Old).Select(i => Run($"run_old_{i}", "app_a", now.AddDays(-2).AddSeconds(-1 - i))));
            database.Add(Run("run_new", "app_a", now.AddDays(-2).AddHours(1)));
        });
        await SweepAsync(host);
        Assert.That((await host.RunsAsync("app_a")).Select(run => run.Id), Is.EqualTo(["run_new"]));
    }

    [Test]
    public async Task Keeps_old_runs_that_still_go_on_and_ends_those_that_nobody_holds()
    {
        var host = await StartAsync();
        var now = host.Time.GetUtcNow();
        var app = await AddAppAsync(host);
        await host.StoreAsync(database =>
        {
            database.Add(Run("run_held", app, now.AddDays(-90), ScheduleRunStatus.Running));
            database.Add(Run("run_orphan", app, now, ScheduleRunStatus.Running));
            database.Add(new ScheduledJob { AppId = app, TenantId = TenantOf(app), Job = BusyJob.JobName, RunId = "run_held", LeasedUntil = now.AddMinutes(1) });
        });
        await SweepAsync(host);
        Assert.That(await host.StatusesAsync(app), Is.EqualTo((ScheduleRunStatus[])[ScheduleRunStatus.Running, ScheduleRunStatus.Interrupted]));
    }

    [Test]
    public async Task Outlives_an_app_that_is_deleted_but_its_plan_does_not()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await host.RequestAsync(app);
        await host.TickAsync();
        await host.TickAsync();
        await host.QueryAsync(async database =>
        {
            await database.Set<IntegrationApp>().ExecuteDeleteAsync();
            return await database.Set<App>().ExecuteDeleteAsync();
        });
        await host.TickAfterAsync(Hour);
        await SweepAsync(host);
        Assert.That(await host.StatusesAsync(app), Is.EqualTo([ScheduleRunStatus.Succeeded]));
        Assert.That(await host.JobAsync(app), Is.Null);
    }

    private static Task<int> SweepAsync(SchedulingHost host) => host.InScopeAsync(async services =>
    {
        await services.GetServices<IRecurringJob>().Single(job => job.Name == "scheduling-retention").RunAsync(services, CancellationToken.None);
        return 0;
    });

    private static ScheduledRun Run(string id, string appId, DateTimeOffset startedAt, ScheduleRunStatus status = ScheduleRunStatus.Succeeded) => new()
    {
        Id = id,
        TenantId = TenantOf(appId),
        AppId = appId,
        Job = BusyJob.JobName,
        Trigger = ScheduleRunTrigger.Schedule,
        DueAt = startedAt,
        StartedAt = startedAt,
        Status = status,
    };
}
