using Eci.Core;
using Eci.IntegrationTests.Scheduling.Support;
using Eci.Scheduling;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Scheduling;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Runs_on_request(DatabaseKind kind) : SchedulingFixture(kind)
{
    [Test]
    public async Task Start_at_the_next_look_and_leave_the_schedule_as_it_is()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await host.TickAsync();
        var next = (await host.JobAsync(app))!.NextRunAt;
        var answer = await host.RequestAsync(app);
        Assert.That(answer.Refusal, Is.Null);
        Assert.That(answer.Schedule!.RequestedAt, Is.Not.Null);
        await host.TickAsync();
        await host.TickAsync();
        var run = (await host.RunsAsync(app)).Single();
        Assert.That((run.Trigger, run.Status), Is.EqualTo((ScheduleRunTrigger.Manual, ScheduleRunStatus.Succeeded)));
        Assert.That((await host.JobAsync(app))!.NextRunAt, Is.EqualTo(next));
        Assert.That((await host.ScheduleAsync(app))!.RequestedAt, Is.Null);
    }

    [Test]
    public async Task Are_taken_for_an_app_that_nobody_has_planned_yet()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await host.RequestAsync(app);
        await host.TickAsync();
        await host.TickAsync();
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(1));
        await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(2));
    }

    [Test]
    public async Task Come_once_after_the_run_that_goes_on()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        var goOn = new TaskCompletionSource();
        host.Script.On(app, (_, _) => goOn.Task);
        await host.RequestAsync(app);
        await host.LookAsync();
        await Eventually.Async(() => host.Script.RunsOf(app) == 1, Deadline, "the first run");
        for (var request = 0; request < 3; request++)
        {
            var answer = await host.RequestAsync(app);
            Assert.That((answer.Schedule!.IsRunning, answer.Schedule.RequestedAt is not null), Is.EqualTo((true, true)));
            await host.LookAsync();
        }

        Assert.That(host.Script.RunsOf(app), Is.EqualTo(1));
        goOn.SetResult();
        await host.TickAsync();
        await host.TickAsync();
        await host.TickAsync();
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(2));
        Assert.That(host.Script.Overlaps, Is.Empty);
    }

    [Test]
    public async Task Wake_the_scheduler_of_the_same_process()
    {
        var host = await StartAsync(o =>
        {
            o.Runs = true;
            o.Settings["Eci:Scheduler:Tick"] = "00:01:00";
        });
        var app = await AddAppAsync(host);
        await Eventually.Async(
            async () =>
            {
                await host.RequestAsync(app);
                return host.Script.RunsOf(app) > 0;
            },
            Deadline,
            "a run before the next tick");
    }

    [Test]
    public async Task Are_refused_with_the_reason()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await host.StoreAsync(database => database.Add(new IdleApp { Id = "app_idle", TenantId = TenantOf(app), Name = "Idle" }));
        Assert.That(await RefusalAsync("app_unknown"), Is.EqualTo("APP_NOT_FOUND"));
        Assert.That(await RefusalAsync("app_idle"), Is.EqualTo("APP_WITHOUT_JOB"));

        await host.ChangeAsync(app, a => a.CronSchedule = "never");
        Assert.That(await RefusalAsync(app), Is.EqualTo("SCHEDULE_UNREADABLE"));
        await host.QueryAsync(database => database.Set<Subscription>().ExecuteUpdateAsync(set => set.SetProperty(s => s.PaidUntil, host.Time.GetUtcNow())));
        Assert.That(await RefusalAsync(app), Is.EqualTo("SUBSCRIPTION_REQUIRED"));
        await host.QueryAsync(database => database.Set<BusyIntegration>().ExecuteUpdateAsync(set => set.SetProperty(i => i.Enabled, false)));
        Assert.That(await RefusalAsync(app), Is.EqualTo("INTEGRATION_DISABLED"));
        await host.ChangeAsync(app, a => a.Enabled = false);
        Assert.That(await RefusalAsync(app), Is.EqualTo("APP_DISABLED"));

        await host.TickAsync();
        Assert.That(host.Script.Started, Is.Empty);

        async Task<string?> RefusalAsync(string appId) => (await host.RequestAsync(appId)).Refusal?.Code;
    }

    [Test]
    public async Task Are_dropped_when_the_app_is_switched_off_before_they_start()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        await host.TickAsync();
        await host.RequestAsync(app);
        await host.ChangeAsync(app, a => a.Enabled = false);
        await host.TickAsync();
        await host.ChangeAsync(app, a => a.Enabled = true);
        await host.TickAsync();
        await host.TickAsync();
        Assert.That(host.Script.RunsOf(app), Is.Zero);
    }
}
