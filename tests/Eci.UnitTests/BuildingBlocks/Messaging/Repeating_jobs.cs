using Eci.Messaging.Operations;
using Eci.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Messaging;

[TestFixture]
internal sealed class Repeating_jobs
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private Clock _time = new();

    [SetUp]
    public void SetClock() => _time = new Clock();

    [Test]
    public async Task A_failing_one_runs_again_at_its_next_turn_and_others_go_on()
    {
        var failing = new Job(_ => throw new InvalidOperationException("broken"));
        var good = new Job(_ => Task.CompletedTask);
        await using var running = await StartAsync(failing, good);
        for (var turn = 1; turn <= 3; turn++)
        {
            await _time.SetTimersAsync(2);
            _time.Advance(Interval);
            Assert.That((await failing.NextRunAsync(), await good.NextRunAsync()), Is.EqualTo((turn, turn)));
        }
    }

    [Test]
    public async Task One_that_takes_long_pauses_after_its_end()
    {
        var goOn = new TaskCompletionSource();
        var job = new Job(run => run == 1 ? goOn.Task : Task.CompletedTask);
        await using var running = await StartAsync(job);
        await _time.SetTimersAsync(1);
        _time.Advance(Interval);
        Assert.That(await job.NextRunAsync(), Is.EqualTo(1));
        _time.Advance(Interval * 3);
        goOn.SetResult();
        await _time.SetTimersAsync(1);
        _time.Advance(Interval - TimeSpan.FromTicks(1));
        Assert.That(job.Runs, Is.EqualTo(1));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.That(await job.NextRunAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task Each_run_has_a_scope_of_its_own()
    {
        var job = new Job(_ => Task.CompletedTask);
        await using var running = await StartAsync(job);
        for (var turn = 1; turn <= 2; turn++)
        {
            await _time.SetTimersAsync(1);
            _time.Advance(Interval);
            await job.NextRunAsync();
        }

        Assert.That(job.Scopes.Distinct().Count(), Is.EqualTo(2));
    }

    private async Task<Running> StartAsync(params Job[] jobs)
    {
        var services = new ServiceCollection()
            .AddScoped<object>()
            .AddSingleton(_ => new EciDatabase(new DatabaseSettings(DatabaseProvider.Sqlite, "Data Source=:memory:")))
            .BuildServiceProvider();
        var alone = new Leadership(services.GetRequiredService<EciDatabase>(), _time, NullLogger<Leadership>.Instance);
        var running = new Running(
            services,
            new RecurringJobs(jobs, alone, services.GetRequiredService<IServiceScopeFactory>(), _time, NullLogger<RecurringJobs>.Instance));
        await running.Jobs.StartAsync(CancellationToken.None);
        return running;
    }

    /// <summary>Lets the test wait until the jobs pause.</summary>
    private sealed class Clock : FakeTimeProvider
    {
        private readonly SemaphoreSlim _timers = new(0);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _timers.Release();
            return timer;
        }

        public async Task SetTimersAsync(int count)
        {
            for (var i = 0; i < count; i++)
                Assert.That(await _timers.WaitAsync(Deadline), Is.True, "The job pauses.");
        }
    }

    private sealed record Running(ServiceProvider Services, RecurringJobs Jobs) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Jobs.StopAsync(CancellationToken.None);
            Jobs.Dispose();
            await Services.DisposeAsync();
        }
    }

    private sealed class Job(Func<int, Task> work) : IRecurringJob
    {
        private readonly SemaphoreSlim _started = new(0);

        public string Name => "test";

        public TimeSpan Interval => Repeating_jobs.Interval;

        public int Runs { get; private set; }

        public List<object> Scopes { get; } = [];

        public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
        {
            Scopes.Add(services.GetRequiredService<object>());
            Runs++;
            _started.Release();
            await work(Runs);
        }

        public async Task<int> NextRunAsync()
        {
            Assert.That(await _started.WaitAsync(Deadline), Is.True, "The job runs.");
            return Runs;
        }
    }
}
