using Eci.Core;
using Eci.IntegrationTests.Scheduling.Support;
using Eci.Scheduling;
using Eci.Scheduling.Storage;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Scheduling;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Apps_with_a_schedule(DatabaseKind kind) : SchedulingFixture(kind)
{
    [Test]
    public async Task Are_run_when_they_come_due_and_only_then()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await host.TickAsync();
        Assert.That(host.Script.RunsOf(app), Is.Zero, "A new app waits for its time.");
        await host.TickAfterAsync(Hour);
        await host.TickAsync();
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(1));
        await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(2));

        var run = (await host.RunsAsync(app))[0];
        Assert.That((run.Status, run.Trigger, run.Job, run.TenantId), Is.EqualTo((ScheduleRunStatus.Succeeded, ScheduleRunTrigger.Schedule, "busy-job", TenantOf(app))));
        Assert.That(run.DueAt.Minute, Is.Zero);
        Assert.That(run.FinishedAt, Is.GreaterThanOrEqualTo(run.StartedAt));
    }

    [Test]
    public async Task Follow_a_change_without_a_restart()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host, a => a.CronSchedule = "0 0 1 1 *");
        await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(app), Is.Zero);

        await host.ChangeAsync(app, a => a.CronSchedule = "* * * * *");
        await host.TickAsync();
        await host.TickAfterAsync(TimeSpan.FromMinutes(1));
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(1));

        await host.ChangeAsync(app, a => (a.CronSchedule, a.CronTimeZone) = ("0 12 * * *", "Asia/Kolkata"));
        await host.TickAsync();
        Assert.That((await host.JobAsync(app))!.NextRunAt!.Value.TimeOfDay, Is.EqualTo(new TimeSpan(6, 30, 0)));
    }

    [Test]
    public async Task Rest_while_they_are_switched_off_and_do_not_catch_up()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await host.TickAsync();
        await host.ChangeAsync(app, a => a.Enabled = false);
        await host.TickAfterAsync(3 * Hour);
        Assert.That((await host.JobAsync(app))!.NextRunAt, Is.Null);
        await host.TickAfterAsync(Hour);
        await host.ChangeAsync(app, a => a.Enabled = true);
        await host.TickAsync();
        Assert.That(host.Script.RunsOf(app), Is.Zero);
        await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(1));
    }

    [TestCase(false, true, false)]
    [TestCase(true, false, false)]
    [TestCase(true, true, true)]
    public async Task Are_run_only_for_an_integration_that_is_switched_on_and_paid(bool enabled, bool paid, bool expected)
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await SetAsync(host, enabled, paid);
        await host.TickAsync();
        await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(expected ? 1 : 0));

        await SetAsync(host, enabled: true, paid: true);
        await host.TickAsync();
        await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(expected ? 2 : 1));
    }

    [Test]
    public async Task Are_not_run_outside_of_any_integration_nor_without_a_job()
    {
        var host = await StartAsync();
        var lonely = await AddAppAsync(host);
        await host.StoreAsync(database =>
        {
            database.RemoveRange(database.Set<IntegrationApp>());
            database.Add(new IdleApp { Id = "app_idle", TenantId = TenantOf(lonely), Name = "Idle", CronSchedule = "* * * * *" });
            database.Add(new IntegrationApp { TenantId = TenantOf(lonely), IntegrationId = lonely.Replace("app_", "int_", StringComparison.Ordinal), AppId = "app_idle", Role = "busy" });
        });
        await host.TickAsync();
        await host.TickAfterAsync(2 * Hour);
        Assert.That(host.Script.Started, Is.Empty);
        Assert.That(await host.QueryAsync(database => database.Set<ScheduledJob>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Are_run_once_for_everything_that_was_missed()
    {
        var first = await StartAsync();
        var app = await AddAppAsync(first);
        await first.TickAsync();
        var clock = first.Time;
        await first.StopAsync();
        clock.Advance(50 * Hour);

        var second = await StartAsync(o => o.Time = clock);
        await second.TickAsync();
        await second.TickAsync();
        Assert.That(second.Script.RunsOf(app), Is.EqualTo(1));
        Assert.That((await second.JobAsync(app))!.NextRunAt, Is.GreaterThan(clock.GetUtcNow()).And.LessThanOrEqualTo(clock.GetUtcNow() + Hour));
    }

    [Test]
    public async Task Follow_changed_defaults_after_a_start()
    {
        var first = await StartAsync();
        var app = await AddAppAsync(first, a => a.CronSchedule = null);
        await first.TickAsync();
        var before = (await first.JobAsync(app))!.NextRunAt!.Value;
        await first.StopAsync();

        var second = await StartAsync(o =>
        {
            o.Time = first.Time;
            o.Script.DefaultCron = "0 17 * * *";
            o.Settings["Eci:Scheduler:TimeZone"] = "UTC";
        });
        await second.TickAsync();
        var after = (await second.JobAsync(app))!.NextRunAt!.Value;
        Assert.That(before.Minute, Is.Zero);
        Assert.That((after.Hour, after.Minute), Is.EqualTo((17, 0)));
    }

    [TestCase("every day", null, "The cron text 'every day' cannot be read")]
    [TestCase("0 0 30 2 *", null, "The cron text '0 0 30 2 *' fits no date.")]
    [TestCase(Hourly, "Mars/Olympus", "The time zone 'Mars/Olympus' is not known")]
    public async Task That_cannot_be_read_fail_once_and_leave_others_alone(string cron, string? zone, string sentence)
    {
        var host = await StartAsync();
        var bad = await AddAppAsync(host, a => (a.CronSchedule, a.CronTimeZone) = (cron, zone));
        var good = await AddAppAsync(host);
        await host.TickAsync();
        for (var tick = 0; tick < 3; tick++)
            await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(good), Is.EqualTo(3));
        Assert.That(host.Script.RunsOf(bad), Is.Zero);
        var run = (await host.RunsAsync(bad)).Single();
        Assert.That(run.Status, Is.EqualTo(ScheduleRunStatus.Failed));
        Assert.That(run.Error, Does.Contain(sentence));
        Assert.That((await host.ScheduleAsync(bad))!.State, Is.EqualTo(ScheduleState.Unreadable));

        await host.ChangeAsync(bad, a => a.CronSchedule = "also bad");
        await host.TickAsync();
        await host.TickAsync();
        Assert.That(await host.StatusesAsync(bad), Is.EqualTo((ScheduleRunStatus[])[ScheduleRunStatus.Failed, ScheduleRunStatus.Failed]));

        await host.ChangeAsync(bad, a => (a.CronSchedule, a.CronTimeZone) = (Hourly, null));
        await host.TickAsync();
        await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(bad), Is.EqualTo(1));
    }

    [Test]
    public async Task With_the_same_cron_start_one_after_the_other()
    {
        var host = await StartAsync(o => o.Settings["Eci:Scheduler:Spread"] = "00:01:00");
        var apps = await AddAppsAsync(host, 40);
        await host.TickAsync();
        var next = await host.QueryAsync(database => database.Set<ScheduledJob>().Select(job => job.NextRunAt!.Value).ToListAsync());
        Assert.That(next, Has.Count.EqualTo(apps.Count));
        Assert.That(next.Select(time => time.Minute), Is.All.Zero);
        Assert.That(next.Distinct().Count(), Is.GreaterThan(30));
    }

    private static Task<int> SetAsync(SchedulingHost host, bool enabled, bool paid) => host.QueryAsync(async database =>
    {
        (await database.Set<BusyIntegration>().SingleAsync()).Enabled = enabled;
        (await database.Set<Subscription>().SingleAsync()).PaidUntil = paid ? LongPaid : host.Time.GetUtcNow().AddSeconds(-1);
        return await database.SaveChangesAsync();
    });
}
