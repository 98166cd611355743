using Eci.IntegrationTests.Scheduling.Support;
using Eci.Scheduling;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Scheduling;

[TestFixture(Category = "Postgres")]
internal sealed class Several_schedulers() : SchedulingFixture(DatabaseKind.Postgres)
{
    private const int Apps = 50;
    private const int Turns = 4;

    [Test]
    public async Task Share_the_runs_of_many_apps_each_exactly_once_and_never_two_of_an_app()
    {
        var script = new JobScript();
        var first = await StartAsync(o => (o.Runs, o.Script) = (true, script));
        await StartAsync(o => (o.Runs, o.Script, o.Time) = (true, script, first.Time));
        await StartAsync(o => (o.Runs, o.Script, o.Time) = (true, script, first.Time));
        var apps = await AddAppsAsync(first, Apps);
        foreach (var app in apps)
            script.On(app, (_, token) => Task.Delay(5, token));
        await PlannedAsync(first, Apps);
        for (var turn = 1; turn <= Turns; turn++)
        {
            // All at rest: a jump of the clock would also end the leases of what runs.
            await Eventually.Async(async () => await RecordedAsync(first, apps) == Apps * (turn - 1), Deadline, $"the end of turn {turn - 1}");
            first.Time.Advance(Hour);
            await Eventually.Async(() => apps.TrueForAll(app => script.RunsOf(app) >= turn), Deadline, $"turn {turn}");
        }

        await Eventually.Async(async () => await RecordedAsync(first, apps) == Apps * Turns, Deadline, "that every run is recorded");
        Assert.That(apps.Select(script.RunsOf), Is.All.EqualTo(Turns));
        Assert.That(script.Overlaps, Is.Empty);
        foreach (var app in apps)
            Assert.That(await first.StatusesAsync(app), Is.All.EqualTo(ScheduleRunStatus.Succeeded).And.Exactly(Turns).Items);
    }

    [Test]
    public async Task Tell_of_an_unreadable_schedule_once()
    {
        var first = await StartAsync(o => o.Runs = true);
        await StartAsync(o => (o.Runs, o.Time) = (true, first.Time));
        await StartAsync(o => (o.Runs, o.Time) = (true, first.Time));
        var bad = await AddAppsAsync(first, 20, app => app.CronSchedule = "every day");
        var good = await AddAppAsync(first);
        await PlannedAsync(first, 1);
        first.Time.Advance(Hour);
        await Eventually.Async(async () => (await first.StatusesAsync(good)).Contains(ScheduleRunStatus.Succeeded), Deadline, "the good one");
        foreach (var app in bad)
            Assert.That(await first.StatusesAsync(app), Is.EqualTo([ScheduleRunStatus.Failed]), app);
    }

    private static async Task<int> RecordedAsync(SchedulingHost host, List<string> apps)
    {
        var ended = 0;
        foreach (var app in apps)
            ended += (await host.StatusesAsync(app)).Count(status => status is not ScheduleRunStatus.Running);
        return ended;
    }
}
