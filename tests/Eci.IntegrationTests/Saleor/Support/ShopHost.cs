using Eci.Commerce;
using Eci.Core;
using Eci.Host;
using Eci.Messaging;
using Eci.Messaging.Delivery;
using Eci.Messaging.Routing;
using Eci.Messaging.Storage;
using Eci.Modules.Orders;
using Eci.Modules.Saleor;
using Eci.Persistence;
using Eci.Sync;
using Eci.Testing.Servers;
using Eci.Web.OutgoingHttp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Eci.IntegrationTests.Saleor.Support;

/// <summary>The module of Saleor on the engine, and as little else of the hub as it needs.</summary>
internal sealed class ShopHost : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly IHost _host;

    private ShopHost(IHost host) => _host = host;

    public RecordedAnnouncements Announced => Services.GetRequiredService<RecordedAnnouncements>();

    public IServiceProvider Services => _host.Services;

    public static async Task<ShopHost> StartAsync(TestDatabase database, TimeProvider time, IInterceptor statements)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Eci:Database:Provider"] = database.Provider,
            ["ConnectionStrings:Eci"] = database.ConnectionString,
            ["Eci:OutgoingHttp:AllowPrivateNetworks"] = "true",
        });
        AddServices(builder);
        builder.Services.AddSingleton(time).AddSingleton(statements);
        var host = new ShopHost(builder.Build());
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

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static void AddServices(HostApplicationBuilder builder)
    {
        var services = builder.Services;
        var table = new RouteTableBuilder(Topics.All);
        table.From(Topics.SaleorSyncRequested).To(SaleorModule.Sync, "sync");
        table.From(Topics.StockChanged).To(SaleorModule.PushStock, "saleor-stock");
        var routes = table.Build();
        var queues = new HostedQueues([.. routes.Endpoints.Select(e => e.Name)], All: true);
        services.AddEciPersistence(builder.Configuration);
        services.AddEciMessaging(builder.Configuration, routes, new MessagingRole(queues, AcceptsMessages: true, RunsSweeps: false), crashPointsAllowed: false);
        Transport.Add(services, builder.Configuration, isDevelopment: true);
        services.AddOutgoingHttp(builder.Configuration);
        services.AddEciSync(builder.Configuration);
        new OrdersModule().ConfigureServices(services, builder.Configuration);
        new SaleorModule().ConfigureServices(services, builder.Configuration);
        services.AddSingleton<RecordedAnnouncements>();
        services.AddSingleton<ICommerceAnnouncement>(provider => provider.GetRequiredService<RecordedAnnouncements>());
        services.AddSingleton<IModelContribution, PaidModel>();
        services.ConfigureDbContext<EciDbContext>(context => context.ReplaceService<IModelCacheKeyFactory, PaidModelKeys>());
        services.Configure<MessagingOptions>(messaging =>
        {
            messaging.QuickRetries = [];
            messaging.PollInterval = TimeSpan.FromMilliseconds(20);
        });
    }
}

/// <summary>What the tenant pays for.</summary>
internal sealed class PaidIntegration : Integration;

/// <summary>A system that is master of what goods are and cost.</summary>
internal sealed class BooksApp : App
{
    public const string Kind = "zoho";
}

internal sealed class PaidModel : IModelContribution
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<PaidIntegration>();
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<BooksApp>(BooksApp.Kind);
    }
}

/// <summary>Keeps the model apart from that of other hosts of this process.</summary>
internal sealed class PaidModelKeys : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (typeof(PaidModel), designTime);
}
