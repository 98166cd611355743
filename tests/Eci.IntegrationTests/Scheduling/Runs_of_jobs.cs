using Eci.Core;
using Eci.IntegrationTests.Scheduling.Support;
using Eci.IntegrationTests.Telemetry;
using Eci.Persistence;
using Eci.Scheduling;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Scheduling;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Runs_of_jobs(DatabaseKind kind) : SchedulingFixture(kind)
{
    [Test]
    public async Task Leave_what_they_counted_and_noted()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        host.Script.On(app, (run, _) =>
        {
            Parallel.For(0, 100, _ => run.Count("requests"));
            run.Count("scans", 7);
            run.Note = "The budget of the day is used up.";
            return Task.CompletedTask;
        });
        await RunAllAsync(host);
        var run = (await host.ScheduleAsync(app))!.LastRun!;
        Assert.That(run.Counts, Is.EqualTo(new Dictionary<string, long> { ["requests"] = 100, ["scans"] = 7 }));
        Assert.That((run.Note, run.Error, run.Status), Is.EqualTo(("The budget of the day is used up.", (string?)null, ScheduleRunStatus.Succeeded)));
        Assert.That(run.Duration, Is.GreaterThanOrEqualTo(TimeSpan.Zero));
    }

    [Test]
    public async Task See_the_rows_of_their_tenant_only()
    {
        var host = await StartAsync();
        var apps = await AddAppsAsync(host, 2);
        List<string>? seen = null;
        host.Script.On(apps[1], async (run, token) =>
            seen = await run.Services.GetRequiredService<EciDbContext>().Set<App>().Select(app => app.Id).ToListAsync(token));
        await RunAllAsync(host);
        Assert.That(seen, Is.EqualTo([apps[1]]));
    }

    [Test]
    public async Task That_fail_are_recorded_and_logged_and_leave_others_alone()
    {
        using var logs = new LogCapture(line => line.Contains("Eci.Scheduling", StringComparison.Ordinal));
        var host = await StartAsync(o => o.Logs = logs);
        var apps = await AddAppsAsync(host, 3);
        host.Script.On(apps[1], (run, _) =>
        {
            run.Count("requests");
            throw new InvalidOperationException("secret " + new string('\0', 3) + new string('x', 2000) + "\ud800");
        });
        for (var turn = 1; turn <= 2; turn++)
        {
            await RunAllAsync(host);
            Assert.That(apps.Select(host.Script.RunsOf), Is.All.EqualTo(turn));
        }

        var run = (await host.ScheduleAsync(apps[1]))!.LastRun!;
        Assert.That((run.Status, run.ErrorType), Is.EqualTo((ScheduleRunStatus.Failed, "InvalidOperationException")));
        Assert.That(run.Error, Does.StartWith("secret    xxx").And.EndsWith("…").And.Length.EqualTo(500));
        Assert.That(run.Counts["requests"], Is.EqualTo(1));
        Assert.That(await host.StatusesAsync(apps[2]), Is.All.EqualTo(ScheduleRunStatus.Succeeded));
        Assert.That(logs.Lines, Has.Count.EqualTo(2), "One line per run that failed, none of the others.");
        Assert.That(logs.Lines, Is.All.Contains(apps[1]).And.All.Contains("InvalidOperationException").And.All.Not.Contains("secret"));
    }

    [Test]
    public async Task That_cancel_themselves_have_failed()
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host);
        host.Script.On(app, (_, _) => throw new TaskCanceledException("The request took too long."));
        await RunAllAsync(host);
        Assert.That(await host.StatusesAsync(app), Is.EqualTo([ScheduleRunStatus.Failed]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task That_take_too_long_are_cancelled(bool throws)
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host, a => a.CronTimeout = TimeSpan.FromMilliseconds(50));
        host.Script.On(app, async (run, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            run.Count("cancelled");
            if (throws)
                throw new InvalidOperationException("in the middle");
        });
        await RunAllAsync(host);
        var run = (await host.ScheduleAsync(app))!.LastRun!;
        Assert.That((run.Status, run.Error), Is.EqualTo((ScheduleRunStatus.TimedOut, "It took longer than 00:00:00.0500000.")));
        Assert.That(run.Counts["cancelled"], Is.EqualTo(1));
        await host.TickAfterAsync(Hour);
        Assert.That(host.Script.RunsOf(app), Is.EqualTo(2), "The next one comes as scheduled.");
    }

    [TestCase(-5)]
    [TestCase(0)]
    [TestCase(1_000_000_000)]
    public async Task Take_no_harm_from_a_timeout_that_makes_no_sense(double minutes)
    {
        var host = await StartAsync();
        var app = await AddAppAsync(host, a => a.CronTimeout = TimeSpan.FromMinutes(minutes));
        await RunAllAsync(host);
        Assert.That(await host.StatusesAsync(app), Is.EqualTo([ScheduleRunStatus.Succeeded]));
    }

    [Test]
    public async Task Are_no_more_at_once_than_the_setting_says_and_all_of_them_come()
    {
        var host = await StartAsync(o =>
        {
            o.Runs = true;
            o.Settings["Eci:Scheduler:Concurrency"] = "3";
        });
        var apps = await AddAppsAsync(host, 20);
        foreach (var app in apps)
            host.Script.On(app, (_, token) => Task.Delay(20, token));
        await PlannedAsync(host, apps.Count);
        host.Time.Advance(Hour);
        await Eventually.Async(() => apps.TrueForAll(app => host.Script.RunsOf(app) == 1), Deadline, "that every app ran");
        Assert.That(host.Script.MostRunning, Is.EqualTo(3));
    }

    [Test]
    public async Task Are_measured()
    {
        var host = await StartAsync();
        using var instruments = new Instruments(host.Services);
        var apps = await AddAppsAsync(host, 2);
        host.Script.On(apps[1], (_, _) => throw new InvalidOperationException("broken"));
        await host.TickAsync();
        await host.TickAfterAsync(Hour);
        Assert.That(instruments.Of("eci.jobs.runs", "job=busy-job status=SUCCEEDED"), Is.EqualTo([1]));
        Assert.That(instruments.Of("eci.jobs.runs", "job=busy-job status=FAILED"), Is.EqualTo([1]));
        Assert.That(instruments.Of("eci.jobs.duration", "job=busy-job"), Has.Count.EqualTo(2).And.All.InRange(0, 10));
        Assert.That(instruments.Of("eci.jobs.lag", "job=busy-job"), Has.Count.EqualTo(2).And.All.InRange(600, 660), "The clock went past the hour by ten minutes.");
    }

    private static async Task RunAllAsync(SchedulingHost host)
    {
        await host.TickAsync();
        await host.TickAfterAsync(Hour);
    }
}
