using Eci.Core;
using Eci.Persistence;
using Eci.Scheduling.Storage;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Scheduling.Support;

/// <summary>A database and the hosts of one test.</summary>
internal abstract class SchedulingFixture(DatabaseKind kind)
{
    protected const string Hourly = "0 * * * *";

    protected static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    protected static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    protected static readonly DateTimeOffset LongPaid = new(2099, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly List<SchedulingHost> _hosts = [];
    private TestDatabase? _database;
    private int _numbers;

    [SetUp]
    public async Task CreateDatabaseAsync() => _database = await TestDatabase.CreateEmptyAsync(kind);

    [TearDown]
    public async Task DropDatabaseAsync()
    {
        foreach (var host in _hosts)
            await host.DisposeAsync();
        _hosts.Clear();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    protected async Task<SchedulingHost> StartAsync(Action<SchedulingHostOptions>? configure = null)
    {
        var host = await SchedulingHost.StartAsync(_database!, configure);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Stores an app with a job, hourly, that may run, and returns its id.</summary>
    protected async Task<string> AddAppAsync(SchedulingHost host, Action<BusyApp>? change = null) => (await AddAppsAsync(host, 1, change))[0];

    /// <summary>Stores apps with a job, each of a tenant of its own.</summary>
    protected async Task<List<string>> AddAppsAsync(SchedulingHost host, int count, Action<BusyApp>? change = null)
    {
        var ids = new List<string>();
        await host.StoreAsync(database =>
        {
            for (var i = 0; i < count; i++)
                ids.Add(Add(database, $"{_numbers++:D4}", change));
        });
        return ids;
    }

    /// <summary>Waits until a host that looks for work by itself has planned so many apps.</summary>
    protected static Task PlannedAsync(SchedulingHost host, int apps) => Eventually.Async(
        async () => await host.QueryAsync(database => database.Set<ScheduledJob>().CountAsync(job => job.NextRunAt != null)) == apps,
        Deadline,
        "that every app is planned");

    protected static string TenantOf(string appId) => appId.Replace("app_", "pk_", StringComparison.Ordinal);

    private static string Add(EciDbContext database, string number, Action<BusyApp>? change)
    {
        var tenant = $"pk_{number}";
        var app = new BusyApp { Id = $"app_{number}", TenantId = tenant, Name = $"App {number}", CronSchedule = Hourly };
        change?.Invoke(app);
        database.Add(new Tenant { Id = tenant, Name = tenant });
        database.Add(new Subscription { Id = $"sub_{number}", TenantId = tenant, PaidUntil = LongPaid });
        database.Add(new BusyIntegration { Id = $"int_{number}", TenantId = tenant, Name = "Busy", SubscriptionId = $"sub_{number}" });
        database.Add(app);
        database.Add(new IntegrationApp { TenantId = tenant, IntegrationId = $"int_{number}", AppId = app.Id, Role = "busy" });
        return app.Id;
    }
}
