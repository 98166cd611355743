using System.Globalization;
using Eci.Commerce;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Eci.Scheduling;
using Eci.Sync;
using Eci.Sync.Linking;
using Eci.Sync.Operations;
using Eci.Sync.Storage;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Saleor.Support;

/// <summary>A hub and a simulated shop. Every test uses a tenant, an app and a shop of its own.</summary>
[NonParallelizable]
internal abstract class SaleorFixture(DatabaseKind kind) : DatabaseFixture(kind, isEmpty: true)
{
    private const string Token = "token";

    private static int _tenants;

    private ShopHost? _host;

    protected RunningClock Clock { get; } = new();

    protected StatementCounter Statements { get; } = new();

    protected ShopHost Host => _host ?? throw new InvalidOperationException("The host runs from the first set-up on.");

    protected SaleorShopServer Shop { get; private set; } = null!;

    protected SaleorApp App { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartHostAsync() => _host = await ShopHost.StartAsync(Database, Clock, Statements);

    [OneTimeTearDown]
    public async Task StopHostAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [SetUp]
    public async Task OpenShopAsync()
    {
        Shop = await SaleorShopServer.StartAsync();
        await Shop.AddAppAsync(Token);
        Host.Announced.Clear();
        App = await AddAppAsync(new SaleorSettings(RequestsPerSecond: 1000, SyncOrders: false, SyncPackages: false));
    }

    [TearDown]
    public Task CloseShopAsync() => Shop.DisposeAsync().AsTask();

    protected Task ChangeSettingsAsync(Func<SaleorSettings, SaleorSettings> change) => Host.QueryAsync(async database =>
    {
        var app = await database.Set<SaleorApp>().SingleAsync(a => a.Id == App.Id);
        app.Settings = change(app.Settings);
        await database.SaveChangesAsync();
        App = app;
        return true;
    });

    /// <summary>Runs the job of the app.</summary>
    protected Task<JobRun> RunAsync() => Host.InScopeAsync(
        async services =>
        {
            var run = new JobRun(Ids.New(IdPrefix.Run), App.TenantId, App.Id, services);
            await services.GetServices<IAppJob>().Single(j => j.AppType == typeof(SaleorApp)).RunAsync(run, CancellationToken.None);
            return run;
        },
        App.TenantId);

    /// <summary>Asks for a record by the way that webhooks do, and waits until it was handled.</summary>
    protected async Task RequestAsync(string entity, string key, SyncDirection direction = SyncDirection.Pull)
    {
        await Host.InScopeAsync(
            async services =>
            {
                await services.GetRequiredService<ISyncRequests>().RequestAsync(App.Id, entity, direction, key, CancellationToken.None);
                return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
            },
            App.TenantId);
        await Host.SettleAsync();
    }

    /// <summary>Stores records as the engine does, without asking a shop.</summary>
    protected Task<List<PulledRecord>> ApplyAsync<TPart>(params (string Id, object Content)[] records)
        where TPart : IPullSync => Host.InScopeAsync(
        async services =>
        {
            var context = services.GetRequiredService<SyncContexts>().Create(App);
            var part = services.GetRequiredService<TPart>();
            var pulled = records.Select(r => new PulledRecord(r.Id, updatedAt: null, "hash", r.Content)).ToList();
            await part.ApplyAsync(context, pulled, CancellationToken.None);
            foreach (var record in pulled)
            {
                if (record.Outcome is PullOutcome.Done { InternalId: { } id })
                    await context.Links.LinkAsync(part.Entity, record.ExternalId, id, CancellationToken.None);
            }

            await SyncContexts.StoreLinksAsync(context, CancellationToken.None);
            await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
            return pulled;
        },
        App.TenantId);

    /// <summary>Has the shop lost records, as the engine finds out when it asks for them.</summary>
    protected Task GoneAsync<TPart>(params string[] externalIds)
        where TPart : IPullSync => Host.InScopeAsync(
        async services =>
        {
            var context = services.GetRequiredService<SyncContexts>().Create(App);
            await services.GetRequiredService<TPart>().GoneAsync(context, externalIds, CancellationToken.None);
            await SyncContexts.StoreLinksAsync(context, CancellationToken.None);
            return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
        },
        App.TenantId);

    /// <summary>Reads everything once more, as <c>startBackfill</c> does.</summary>
    protected async Task RunBackfillAsync(string entity)
    {
        await Host.InScopeAsync(services => services.GetRequiredService<SyncDesk>().StartBackfillAsync(App.Id, entity, from: null, CancellationToken.None), App.TenantId);
        await RunAsync();
        await Host.SettleAsync();
    }

    /// <summary>Another app of the tenant has a row too.</summary>
    protected async Task LinkElsewhereAsync(string entity, string internalId)
    {
        var id = $"app_other_{App.TenantId}";
        await StoreAsync(new SaleorApp { Id = id, TenantId = App.TenantId, Name = "Other", Settings = new SaleorSettings(), Credentials = null });
        await StoreAsync(new SyncLink
        {
            Id = Ids.New(IdPrefix.SyncLink),
            TenantId = App.TenantId,
            AppId = id,
            Entity = entity,
            ExternalId = "other",
            InternalId = internalId,
            CreatedAt = Clock.GetUtcNow(),
        });
    }

    /// <summary>A sales channel that the shop has as <c>CH1</c>.</summary>
    protected async Task StoreChannelAsync()
    {
        var id = $"sc_{App.TenantId}";
        await StoreAsync(new SalesChannel { Id = id, TenantId = App.TenantId, Name = "Shop", NormalizedName = "shop", Slug = "shop", Currency = "EUR" });
        await LinkAsync(SyncEntities.SalesChannels, "CH1", id);
    }

    protected Task StoreAsync(params object[] rows) => Host.QueryAsync(database =>
    {
        database.AddRange(rows);
        return database.SaveChangesAsync();
    });

    protected Task LinkAsync(string entity, string externalId, string internalId) => StoreAsync(new SyncLink
    {
        Id = Ids.New(IdPrefix.SyncLink),
        TenantId = App.TenantId,
        AppId = App.Id,
        Entity = entity,
        ExternalId = externalId,
        InternalId = internalId,
        CreatedAt = Clock.GetUtcNow(),
    });

    protected async Task<Dictionary<string, string>> LinksAsync(string entity) => await Host.QueryAsync(database => database.Set<SyncLink>()
        .Where(l => l.AppId == App.Id && l.Entity == entity)
        .ToDictionaryAsync(l => l.ExternalId, l => l.InternalId));

    protected Task<List<SyncRecord>> RecordsAsync(string entity) => Host.QueryAsync(database =>
        database.Set<SyncRecord>().AsNoTracking().Where(r => r.AppId == App.Id && r.Entity == entity).OrderBy(r => r.Key).ToListAsync());

    protected Task<List<T>> RowsAsync<T>()
        where T : class, ITenantOwned => Host.QueryAsync(database => database.Set<T>().AsNoTracking().Where(r => r.TenantId == App.TenantId).ToListAsync());

    protected Task<List<Product>> ProductsAsync() => Host.QueryAsync(database => database.Set<Product>().AsNoTracking().AsSplitQuery()
        .Include(p => p.Variants).ThenInclude(v => v.Prices)
        .Include(p => p.Variants).ThenInclude(v => v.Stock)
        .Include(p => p.Media).Include(p => p.Attributes).Include(p => p.Listings)
        .Where(p => p.TenantId == App.TenantId)
        .ToListAsync());

    private async Task<SaleorApp> AddAppAsync(SaleorSettings settings)
    {
        var number = Interlocked.Increment(ref _tenants).ToString(CultureInfo.InvariantCulture);
        var tenantId = $"shop{number}";
        var credentials = new SaleorCredentials(Shop.ApiUrl, $"App:{number}", Token);
        var app = new SaleorApp
        {
            Id = $"app_shop{number}",
            TenantId = tenantId,
            Name = "Shop",
            Settings = settings,
            Credentials = Host.Services.GetRequiredService<CredentialProtector>().Protect(credentials),
        };
        await Host.QueryAsync(async database =>
        {
            database.Add(new Tenant { Id = tenantId, Name = tenantId });
            database.Add(new Subscription { Id = $"sub_shop{number}", TenantId = tenantId, PaidUntil = Clock.GetUtcNow().AddYears(1) });
            database.Add(new PaidIntegration { Id = $"int_shop{number}", TenantId = tenantId, Name = "Shop", SubscriptionId = $"sub_shop{number}" });
            database.Add(app);
            database.Add(new IntegrationApp { TenantId = tenantId, IntegrationId = $"int_shop{number}", AppId = app.Id, Role = IntegrationRole.Shop });
            return await database.SaveChangesAsync();
        });
        return app;
    }
}
