using Eci.Core;
using Eci.Host;
using Eci.IntegrationTests.Tracking;
using Eci.Messaging;
using Eci.Messaging.Delivery;
using Eci.Messaging.Routing;
using Eci.Persistence;
using Eci.Scheduling;
using Eci.Scheduling.Operations;
using Eci.Scheduling.Running;
using Eci.Scheduling.Storage;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eci.IntegrationTests.Scheduling.Support;

/// <summary>What a <see cref="SchedulingHost"/> is started with.</summary>
internal sealed class SchedulingHostOptions
{
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal) { ["Eci:Scheduler:Spread"] = "00:00:00" };

    /// <summary>Looks for work by itself, 50 times a second; otherwise only when the test says so.</summary>
    public bool Runs { get; set; }

    /// <summary>Clock; hosts may share it.</summary>
    public RunningClock Time { get; set; } = StartAt(new DateTimeOffset(2026, 3, 2, 8, 10, 0, TimeSpan.Zero));

    /// <summary>What the job does; hosts may share it.</summary>
    public JobScript Script { get; set; } = new();

    public ILoggerProvider? Logs { get; set; }

    public Action<IServiceCollection>? Services { get; set; }

    private static RunningClock StartAt(DateTimeOffset start)
    {
        var clock = new RunningClock();
        clock.Advance(start - clock.GetUtcNow());
        return clock;
    }
}

/// <summary>Persistence, messaging without queues and scheduling, and nothing else of the hub.</summary>
internal sealed class SchedulingHost : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private readonly CancellationTokenSource _stop = new();
    private bool _stopped;

    private SchedulingHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public JobScript Script => Services.GetRequiredService<JobScript>();

    public RunningClock Time => (RunningClock)Services.GetRequiredService<TimeProvider>();

    /// <summary>Starts a host on the database and makes the tables it lacks.</summary>
    public static async Task<SchedulingHost> StartAsync(TestDatabase database, Action<SchedulingHostOptions>? configure = null)
    {
        var options = new SchedulingHostOptions();
        configure?.Invoke(options);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Eci:Database:Provider"] = database.Provider,
            ["ConnectionStrings:Eci"] = database.ConnectionString,
            ["Eci:Scheduler:Tick"] = "00:00:00.020",
        });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        if (options.Logs is { } logs)
            builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        AddServices(builder, options);
        var host = new SchedulingHost(builder.Build());
        await host.Services.GetRequiredService<DatabaseMigrator>().ExclusivelyAsync(
            services => services.GetRequiredService<EciDbContext>().Database.EnsureCreatedAsync(),
            CancellationToken.None);
        await host._host.StartAsync();
        return host;
    }

    /// <summary>One look for work, and the end of what it starts.</summary>
    public async Task TickAsync()
    {
        await LookAsync();
        await Services.GetRequiredService<RunningJobs>().EndedAsync().WaitAsync(Deadline);
    }

    /// <summary>One look for work; what it starts may go on.</summary>
    public async Task LookAsync()
    {
        while (await Services.GetRequiredService<SchedulerTick>().RunAsync(_stop.Token))
        {
            // There is more.
        }
    }

    /// <summary>Sets the clock forward and looks for work.</summary>
    public Task TickAfterAsync(TimeSpan time)
    {
        Time.Advance(time);
        return TickAsync();
    }

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work, string? tenantId = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var tenant = scope.ServiceProvider.GetRequiredService<TenantScope>();
        if (tenantId is null)
            tenant.UseAllTenants();
        else
            tenant.Use(tenantId);
        return await work(scope.ServiceProvider);
    }

    public Task<T> QueryAsync<T>(Func<EciDbContext, Task<T>> query) => InScopeAsync(services => query(services.GetRequiredService<EciDbContext>()));

    /// <summary>Writes rows of any tenant.</summary>
    public Task<int> StoreAsync(Action<EciDbContext> add) => QueryAsync(database =>
    {
        add(database);
        return database.SaveChangesAsync();
    });

    /// <summary>Changes an app.</summary>
    public Task<int> ChangeAsync(string appId, Action<App> change) => QueryAsync(async database =>
    {
        change(await database.Set<App>().SingleAsync(app => app.Id == appId));
        return await database.SaveChangesAsync();
    });

    public Task<ScheduledJob?> JobAsync(string appId) =>
        QueryAsync(database => database.Set<ScheduledJob>().AsNoTracking().SingleOrDefaultAsync(job => job.AppId == appId));

    /// <summary>The runs of an app, the oldest first.</summary>
    public Task<List<ScheduledRun>> RunsAsync(string appId) => QueryAsync(
        database => database.Set<ScheduledRun>().AsNoTracking().Where(run => run.AppId == appId).OrderBy(run => run.StartedAt).ToListAsync());

    public async Task<IEnumerable<ScheduleRunStatus>> StatusesAsync(string appId) => (await RunsAsync(appId)).Select(run => run.Status);

    public Task<ScheduleRequest> RequestAsync(string appId) =>
        InScopeAsync(services => services.GetRequiredService<ScheduleService>().RequestAsync(appId, CancellationToken.None));

    public Task<Schedule?> ScheduleAsync(string appId) =>
        InScopeAsync(services => services.GetRequiredService<ScheduleService>().FindAsync(appId, CancellationToken.None));

    /// <summary>As if the process that has the run had been frozen for longer than its lease, and others noticed.</summary>
    public Task<int> LoseLeaseAsync(string appId) => QueryAsync(database => database.Set<ScheduledJob>()
        .Where(job => job.AppId == appId).ExecuteUpdateAsync(set => set.SetProperty(job => job.LeasedUntil, Time.GetUtcNow().AddMinutes(-1))));

    /// <summary>Stops as on SIGTERM; the database stays.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _stop.CancelAsync();
        await _host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Services.GetRequiredService<RunningJobs>().EndedAsync().WaitAsync(Deadline);
        await ((IAsyncDisposable)_host).DisposeAsync();
        _stop.Dispose();
    }

    private static void AddServices(HostApplicationBuilder builder, SchedulingHostOptions options)
    {
        var services = builder.Services;
        var routes = new RouteTableBuilder([MessagingTopics.UnhandledException]).Build();
        services.AddSingleton<TimeProvider>(options.Time);
        services.AddSingleton(options.Script);
        services.AddEciPersistence(builder.Configuration);
        services.AddEciMessaging(
            builder.Configuration,
            routes,
            new MessagingRole(new HostedQueues([], All: true), AcceptsMessages: false, RunsSweeps: false),
            crashPointsAllowed: false);
        Transport.Add(services, builder.Configuration, isDevelopment: true);
        services.AddEciScheduling(builder.Configuration, options.Runs);
        services.AddAppJob<BusyJob>();
        services.AddSingleton<IModelContribution, BusyModel>();
        services.ConfigureDbContext<EciDbContext>(context => context.ReplaceService<IModelCacheKeyFactory, BusyModelCacheKeys>());
        options.Services?.Invoke(services);
    }
}
