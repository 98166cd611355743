using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Eci.Scheduling;
using Eci.Sync.Engine;
using Eci.Sync.GraphQL;
using Eci.Sync.Linking;
using Eci.Sync.Operations;
using Eci.Sync.Pace;
using Eci.Sync.Requests;
using Eci.Sync.Runs;
using Eci.Sync.Storage;
using Eci.Web.GraphQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Sync;

/// <summary>Wires the exchange of records with external systems.</summary>
public static class SyncRegistration
{
    /// <summary>Adds what all systems share.</summary>
    public static IServiceCollection AddEciSync(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SyncOptions>().Bind(configuration.GetSection(SyncOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SyncOptions>, SyncOptionsValidator>();
        services.AddSingleton<IModelContribution, SyncModel>();
        services.AddSingleton<SyncMetrics>();
        services.AddSingleton<SyncCatalog>();
        services.AddSingleton<SyncPace>();
        services.AddSingleton<ISyncPace>(p => p.GetRequiredService<SyncPace>());
        services.AddSingleton<IAccountRests>(p => p.GetRequiredService<SyncPace>());
        services.AddScoped<SyncContexts>();
        services.AddScoped<RecordRows>();
        services.AddScoped<RequestWriter>();
        services.AddScoped<ISyncRequests, SyncRequests>();
        services.AddSingleton<ISyncWake, SyncWake>();
        AddEngine(services);
        services.AddSingleton<IRecurringJob, SyncSweep>();
        services.AddSingleton<IRecurringJob, SyncMonitor>();
        AddOperations(services);
        return services;
    }

    /// <summary>Adds a kind of external system: its apps get the job <c>&lt;name&gt;-sync</c>, by default every five minutes.</summary>
    /// <param name="services">Services of the host.</param>
    /// <param name="name">Stable lower-case name.</param>
    /// <param name="newRequest">Makes its requests; their topic is to be routed to <see cref="SyncRequestConsumer.Of"/>.</param>
    /// <typeparam name="TApp">The kind of app that connects to it.</typeparam>
    /// <typeparam name="TRequest">Its requests.</typeparam>
    public static IServiceCollection AddSyncSystem<TApp, TRequest>(
        this IServiceCollection services, string name, SyncRequestFactory<TRequest> newRequest)
        where TApp : App
        where TRequest : class, ISyncRequest
    {
        var system = new SyncSystem(name, typeof(TApp), (tenantId, appId, entity, direction, key) => newRequest(tenantId, appId, entity, direction, key));
        services.AddSingleton(system);
        services.AddSingleton<IAppJob>(provider => new SyncJob(system, provider.GetRequiredService<SyncRun>()));
        return services;
    }

    /// <summary>Adds a kind of record that is read from a system.</summary>
    public static IServiceCollection AddPullSync<TPart>(this IServiceCollection services)
        where TPart : class, IPullSync => services.AddPart<TPart>();

    /// <summary>Adds a kind of record that is brought into a system.</summary>
    public static IServiceCollection AddPushSync<TPart>(this IServiceCollection services)
        where TPart : class, IPushSync => services.AddPart<TPart>();

    private static IServiceCollection AddPart<TPart>(this IServiceCollection services)
        where TPart : class, ISyncPart => services
            .AddScoped<TPart>()
            .AddSingleton(new SyncPartType(typeof(TPart)));

    private static void AddOperations(IServiceCollection services)
    {
        services.AddScoped(p => new SyncStatusReader(
            p.GetRequiredService<EciDbContext>(), p.GetRequiredService<SyncCatalog>(), p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new SyncDesk(
            p.GetRequiredService<EciDbContext>(),
            p.GetRequiredService<SyncCatalog>(),
            p.GetRequiredService<RequestWriter>(),
            p,
            p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new SyncDryRun(
            p.GetRequiredService<IServiceScopeFactory>(), p.GetRequiredService<PageReader>(), p.GetRequiredService<SyncDesk>()));
        services.AddScoped<AppSyncLoader>();
        services.AddSingleton<IFieldsOf<App>, AppSyncField>();
        services.AddGraphQLContribution<SyncFields>();
        services.AddGraphQLContribution<SyncMutations>();
    }

    private static void AddEngine(IServiceCollection services)
    {
        services.AddSingleton<SyncApps>();
        services.AddSingleton<RecordClaims>();
        services.AddSingleton<Outcomes>();
        services.AddSingleton<Failures>();
        services.AddSingleton<PullStore>();
        services.AddSingleton<RecordHandler>();
        services.AddSingleton<CursorRows>();
        services.AddSingleton<PageReader>();
        services.AddSingleton<MissingRecords>();
        services.AddSingleton<PullRun>();
        services.AddSingleton<PushRun>();
        services.AddSingleton<BackfillPages>();
        services.AddSingleton<BackfillRun>();
        services.AddSingleton<SyncRun>();
    }
}
