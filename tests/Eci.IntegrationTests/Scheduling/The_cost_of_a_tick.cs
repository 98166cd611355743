using Eci.IntegrationTests.Scheduling.Support;
using Eci.Scheduling.Running;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Scheduling;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_cost_of_a_tick(DatabaseKind kind) : SchedulingFixture(kind)
{
    /// <summary>Two percent of a core, at one tick a second.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(20);

    private readonly StatementCounter _statements = new();

    [TestCase(1)]
    [TestCase(500)]
    public async Task Is_one_statement_however_many_apps_wait(int apps)
    {
        var host = await StartAsync(Count);
        await AddAppsAsync(host, apps);
        await host.TickAsync();
        var before = _statements.Count;
        await host.LookAsync();
        Assert.That(_statements.Count - before, Is.EqualTo(1));
    }

    [Test]
    public async Task Is_one_statement_while_everything_is_busy_and_many_are_due()
    {
        var host = await StartAsync(o =>
        {
            Count(o);
            o.Settings["Eci:Scheduler:Concurrency"] = "1";
        });
        var apps = await AddAppsAsync(host, 100);
        var goOn = new TaskCompletionSource();
        foreach (var app in apps)
            host.Script.On(app, (_, _) => goOn.Task);
        await host.TickAsync();
        host.Time.Advance(Hour);
        await host.LookAsync();
        var before = _statements.Count;
        await host.LookAsync();
        Assert.That(_statements.Count - before, Is.EqualTo(1));
        goOn.SetResult();
    }

    [Test]
    public async Task Is_far_below_two_percent_of_a_core()
    {
        const int Ticks = 100;
        var host = await StartAsync();
        await AddAppsAsync(host, 500);
        for (var warmUp = 0; warmUp < 20; warmUp++)
            await host.LookAsync();
        var tick = host.Services.GetRequiredService<SchedulerTick>();
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Ticks; i++)
            await tick.RunAsync(CancellationToken.None);
        var perTick = (Environment.CpuUsage.TotalTime - before) / Ticks;
        await TestContext.Out.WriteLineAsync($"{perTick.TotalMilliseconds:0.00} ms of CPU per tick");
        Assert.That(perTick, Is.LessThan(Allowed));
    }

    private void Count(SchedulingHostOptions options) => options.Services = services => services.AddSingleton<IInterceptor>(_statements);
}
