using Eci.Core;
using Eci.Host;
using Eci.Messaging;
using Eci.Messaging.Delivery;
using Eci.Messaging.Operations;
using Eci.Messaging.Routing;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Eci.Sync;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Eci.IntegrationTests.Syncing.Support;

/// <summary>Persistence, messaging and the engine with a shop of the tests' own, and nothing else of the hub.</summary>
internal sealed class SyncHost : IAsyncDisposable
{
    private const string Module = "test";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly IHost _host;

    private SyncHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public static async Task<SyncHost> StartAsync(TestDatabase database, FakeShop shop, TimeProvider time, IInterceptor statements, bool works = true)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Eci:Database:Provider"] = database.Provider,
            ["ConnectionStrings:Eci"] = database.ConnectionString,
        });
        AddServices(builder, works);
        builder.Services.AddSingleton(time).AddSingleton(shop).AddSingleton(statements);
        var host = new SyncHost(builder.Build());
        await host.Services.GetRequiredService<DatabaseMigrator>().ExclusivelyAsync(
            services => services.GetRequiredService<EciDbContext>().Database.EnsureCreatedAsync(), CancellationToken.None);
        await host._host.StartAsync();
        return host;
    }

    /// <summary>Runs work in a scope that sees the tenant, or every tenant.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work, string? tenantId = null)
    {
        await using var scope = tenantId is null
            ? Services.GetRequiredService<IServiceScopeFactory>().CreateScopeOfAllTenants()
            : Services.GetRequiredService<IServiceScopeFactory>().CreateScopeOf(tenantId);
        return await work(scope.ServiceProvider);
    }

    public Task<T> QueryAsync<T>(Func<EciDbContext, Task<T>> query) => InScopeAsync(services => query(services.GetRequiredService<EciDbContext>()));

    /// <summary>Waits until every message was handled.</summary>
    public Task SettleAsync() => Eventually.Async(
        async () => (await Services.GetRequiredService<IDeliveryStore>().InspectAsync(CancellationToken.None)).Unfinished == 0,
        Deadline,
        "that every request is handled");

    /// <summary>Runs a recurring job once.</summary>
    public async Task RepeatAsync(string job)
    {
        await using var scope = Services.CreateAsyncScope();
        await Services.GetServices<IRecurringJob>().Single(j => j.Name == job).RunAsync(scope.ServiceProvider, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static void AddServices(HostApplicationBuilder builder, bool works)
    {
        var services = builder.Services;
        var topic = new Topic<FakeSyncRequested>("test.sync.requested");
        var builderOfRoutes = new RouteTableBuilder([topic, MessagingTopics.UnhandledException]);
        builderOfRoutes.From(topic).To(SyncRequestConsumer.Of<FakeSyncRequested>(Module), "sync");
        var routes = builderOfRoutes.Build();
        var queues = new HostedQueues(works ? [.. routes.Endpoints.Select(e => e.Name)] : [], All: works);
        services.AddEciPersistence(builder.Configuration);
        services.AddEciMessaging(builder.Configuration, routes, new MessagingRole(queues, AcceptsMessages: true, RunsSweeps: false), crashPointsAllowed: false);
        Transport.Add(services, builder.Configuration, isDevelopment: true);
        services.AddEciSync(builder.Configuration);
        services.AddSingleton<IModelContribution, FakeShopModel>();
        services.ConfigureDbContext<EciDbContext>(context => context.ReplaceService<IModelCacheKeyFactory, FakeShopModelKeys>());
        services
            .AddSyncSystem<FakeShopApp, FakeSyncRequested>(
                FakeShopApp.Kind, (tenantId, appId, entity, direction, key) => new FakeSyncRequested(tenantId, appId, entity, direction, key))
            .AddPullSync<ProductPull>()
            .AddPullSync<OrderPull>()
            .AddPushSync<FulfilmentPush>();
        services.Configure<MessagingOptions>(messaging =>
        {
            messaging.QuickRetries = [];
            messaging.PollInterval = TimeSpan.FromMilliseconds(20);
        });
    }
}
