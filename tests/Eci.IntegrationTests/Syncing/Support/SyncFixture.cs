using System.Globalization;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Persistence;
using Eci.Scheduling;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Syncing.Support;

/// <summary>A host with a shop of the tests' own. Every test uses a tenant of its own; nothing runs by itself but the workers.</summary>
[NonParallelizable]
internal abstract class SyncFixture(DatabaseKind kind) : DatabaseFixture(kind, isEmpty: true)
{
    private static int _tenants;

    private SyncHost? _host;
    private FakeShop? _shop;

    protected RunningClock Clock { get; } = new();

    protected StatementCounter Statements { get; } = new();

    protected SyncHost Host => _host ?? throw new InvalidOperationException("The host runs from the first set-up on.");

    protected FakeShop Shop => _shop ?? throw new InvalidOperationException("The shop exists from the first set-up on.");

    protected FakeShopApp App { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartHostAsync()
    {
        _shop = new FakeShop(Clock);
        _host = await SyncHost.StartAsync(Database, _shop, Clock, Statements);
    }

    [OneTimeTearDown]
    public async Task StopHostAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [SetUp]
    public async Task AddTenantAsync()
    {
        (Shop.OnRequest, Shop.OnAnswer, Shop.OnPage, Shop.OnRead, Shop.Poison, Shop.GoesRoundInCircles) = (null, null, null, null, null, false);
        Shop.Unlisted.Clear();
        App = await AddAppAsync();
    }

    /// <summary>A tenant with a paid app.</summary>
    protected async Task<FakeShopApp> AddAppAsync()
    {
        var number = Interlocked.Increment(ref _tenants).ToString(CultureInfo.InvariantCulture);
        var tenantId = $"tenant{number}";
        var app = new FakeShopApp { Id = $"app{number}", TenantId = tenantId, Name = "Shop" };
        await Host.QueryAsync(async database =>
        {
            database.Add(new Tenant { Id = tenantId, Name = tenantId });
            database.Add(new Subscription { Id = $"sub{number}", TenantId = tenantId, PaidUntil = Clock.GetUtcNow().AddYears(1) });
            database.Add(new FakeShopIntegration { Id = $"int{number}", TenantId = tenantId, Name = "Shop", SubscriptionId = $"sub{number}" });
            database.Add(app);
            database.Add(new IntegrationApp { TenantId = tenantId, IntegrationId = $"int{number}", AppId = app.Id, Role = IntegrationRole.Shop });
            return await database.SaveChangesAsync();
        });
        return app;
    }

    protected Task ChangeAppAsync(Action<FakeShopApp> change) => Host.QueryAsync(async database =>
    {
        change(await database.Set<FakeShopApp>().SingleAsync(a => a.Id == App.Id));
        return await database.SaveChangesAsync();
    });

    /// <summary>Runs the job of the app.</summary>
    protected Task<JobRun> RunAsync(FakeShopApp? app = null, CancellationToken cancellationToken = default) => RunAsync(Host, app ?? App, cancellationToken);

    protected static Task<JobRun> RunAsync(SyncHost host, FakeShopApp app, CancellationToken cancellationToken = default) => host.InScopeAsync(
        async services =>
        {
            var run = new JobRun(Ids.New(IdPrefix.Run), app.TenantId, app.Id, services);
            await services.GetServices<IAppJob>().Single(j => j.AppType == typeof(FakeShopApp)).RunAsync(run, cancellationToken);
            return run;
        },
        app.TenantId);

    /// <summary>Asks for a record by the way that modules do.</summary>
    protected Task RequestAsync(string entity, SyncDirection direction, string key) => Host.InScopeAsync(
        async services =>
        {
            await services.GetRequiredService<ISyncRequests>().RequestAsync(App.Id, entity, direction, key, CancellationToken.None);
            return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
        },
        App.TenantId);

    protected Task SweepAsync() => Host.RepeatAsync("sync-sweep");

    /// <summary>Lets the sweep ask for what is due, and waits until it was handled.</summary>
    protected async Task SweepAndSettleAsync()
    {
        await SweepAsync();
        await Host.SettleAsync();
    }

    protected Task<SyncRecord> RecordAsync(string entity, string key, SyncDirection direction = SyncDirection.Pull) => Host.QueryAsync(database =>
        database.Set<SyncRecord>().AsNoTracking().SingleAsync(r => r.AppId == App.Id && r.Entity == entity && r.Key == key && r.Direction == direction));

    protected Task<List<SyncRecord>> RecordsAsync() => Host.QueryAsync(database =>
        database.Set<SyncRecord>().AsNoTracking().Where(r => r.AppId == App.Id).OrderBy(r => r.Entity).ThenBy(r => r.Key).ToListAsync());

    protected Task<List<string>> NamesAsync(string entity, string? tenantId = null) => Host.QueryAsync(database => database.Set<Thing>()
        .Where(t => t.TenantId == (tenantId ?? App.TenantId) && t.Entity == entity).Select(t => t.Name).OrderBy(n => n).ToListAsync());

    /// <summary>Stores a row that is to be pushed.</summary>
    protected async Task<string> AddThingAsync(string name, string entity = SyncEntities.Fulfilments)
    {
        var thing = new Thing { Id = Ids.New("thing"), TenantId = App.TenantId, Entity = entity, Name = name };
        await Host.QueryAsync(async database =>
        {
            database.Add(thing);
            return await database.SaveChangesAsync();
        });
        return thing.Id;
    }

    protected async Task RenameAsync(string id, string name) => await Host.QueryAsync(async database =>
    {
        (await database.Set<Thing>().SingleAsync(t => t.Id == id)).Name = name;
        return await database.SaveChangesAsync();
    });
}
