using Eci.Core;
using Eci.Host;
using Eci.Messaging;
using Eci.Messaging.Delivery;
using Eci.Messaging.Operations;
using Eci.Messaging.Storage;
using Eci.Persistence;
using Eci.Testing.Servers;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StoredDelivery = Eci.Messaging.Storage.Delivery;

namespace Eci.IntegrationTests.Messaging.Support;

/// <summary>What a <see cref="MessagingHost"/> is started with.</summary>
internal sealed class MessagingHostOptions
{
    /// <summary>Settings besides those of the database, for example of a transport.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Queues it works on; all of them when null.</summary>
    public IReadOnlyList<string>? Queues { get; set; }

    /// <summary>Where its database is reached, when not directly.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Clock of the host; the system's when null.</summary>
    public TimeProvider? Time { get; set; }

    /// <summary>What its subscribers do; hosts may share it.</summary>
    public Script Script { get; set; } = new();

    /// <summary>Changes how the workers handle the queue: without attempts in memory, looking for work 50 times a second.</summary>
    public Action<MessagingOptions>? Messaging { get; set; }

    /// <summary>Services added last.</summary>
    public Action<IServiceCollection>? Services { get; set; }

    /// <summary>Takes all log lines; none are written when null.</summary>
    public ILoggerProvider? Logs { get; set; }
}

/// <summary>Persistence and messaging with the routes of <see cref="TestRoutes"/>, and nothing else of the hub.</summary>
internal sealed class MessagingHost : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly IHost _host;
    private bool _stopped;

    private MessagingHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public Script Script => Services.GetRequiredService<Script>();

    /// <summary>Starts a host on the database and makes the tables it lacks.</summary>
    public static async Task<MessagingHost> StartAsync(TestDatabase database, Action<MessagingHostOptions>? configure = null)
    {
        var options = new MessagingHostOptions();
        configure?.Invoke(options);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Eci:Database:Provider"] = database.Provider,
            ["ConnectionStrings:Eci"] = options.ConnectionString ?? database.ConnectionString,
        });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        if (options.Logs is { } logs)
            builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        AddServices(builder, options);

        var host = new MessagingHost(builder.Build());
        await host.Services.GetRequiredService<DatabaseMigrator>().ExclusivelyAsync(
            services => services.GetRequiredService<EciDbContext>().Database.EnsureCreatedAsync(),
            CancellationToken.None);
        await host._host.StartAsync();
        return host;
    }

    /// <summary>Publishes from scoped code; the messages are written together.</summary>
    public Task PublishAsync<T>(params T[] messages)
        where T : class => InScopeAsync(async services =>
        {
            var publisher = services.GetRequiredService<IPublishEndpoint>();
            foreach (var message in messages)
                await publisher.Publish(message);
            return await services.GetRequiredService<EciDbContext>().SaveChangesAsync();
        });

    /// <summary>Hands a message to the intake under a new id, or the given one.</summary>
    public Task<IntakeResult> AcceptAsync<T>(T message, Guid? id = null)
        where T : class => Services.GetRequiredService<IMessageIntake>().AcceptAsync(message, id ?? Guid.NewGuid(), CancellationToken.None);

    /// <summary>Runs work in a DI scope that sees every tenant.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().UseAllTenants();
        return await work(scope.ServiceProvider);
    }

    public Task<T> QueryAsync<T>(Func<EciDbContext, Task<T>> query) => InScopeAsync(services => query(services.GetRequiredService<EciDbContext>()));

    /// <summary>What was committed for a label, in the order of the rows.</summary>
    public Task<List<Effect>> EffectsAsync(string label) =>
        QueryAsync(db => db.Set<Effect>().AsNoTracking().Where(e => e.Label == label).OrderBy(e => e.Id).ToListAsync());

    /// <summary>The queues that committed something for a label, sorted.</summary>
    public async Task<IEnumerable<string>> QueuesOfAsync(string label) => (await EffectsAsync(label)).Select(e => e.Queue).Order(StringComparer.Ordinal);

    public Task<Counter?> CounterAsync(Guid id) => QueryAsync(db => db.Set<Counter>().AsNoTracking().SingleOrDefaultAsync(c => c.CorrelationId == id));

    /// <summary>Messages of a topic that are kept and contain the text.</summary>
    public Task<int> KeptAsync(Topic topic, string text) =>
        QueryAsync(db => db.Set<Message>().CountAsync(m => m.Topic == topic.Name && m.Body.Contains(text)));

    /// <summary>Waits until nothing is left to do, later messages included.</summary>
    public Task SettleAsync() => Eventually.Async(async () => await UnfinishedAsync() == 0, Deadline, "that everything published is handled");

    /// <summary>How much is left to do, later messages included.</summary>
    public async Task<long> UnfinishedAsync() => (await Services.GetRequiredService<IDeliveryStore>().InspectAsync(CancellationToken.None)).Unfinished;

    /// <summary>How much is being handled now, by whichever host.</summary>
    public Task<int> RunningAsync() => QueryAsync(db => db.Set<StoredDelivery>().CountAsync(d => d.LeaseToken != null));

    /// <summary>What was given up for a tenant, or for all when none is named, the newest first.</summary>
    public Task<List<DeadLetterInfo>> DeadLettersAsync(string? tenantId = null) =>
        Services.GetRequiredService<DeadLetterService>().ListAsync(new DeadLetterFilter(TenantId: tenantId), CancellationToken.None);

    /// <summary>Stops as on SIGTERM; the database stays.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_stopped)
            return;
        _stopped = true;
        await _host.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }

    private static void AddServices(HostApplicationBuilder builder, MessagingHostOptions options)
    {
        var (services, routes) = (builder.Services, TestRoutes.Build());
        var all = routes.Endpoints.Select(e => e.Name).ToList();
        var queues = new HostedQueues(options.Queues ?? all, All: options.Queues is null);
        if (options.Time is { } time)
            services.AddSingleton(time);
        services.AddEciPersistence(builder.Configuration);
        services.AddEciMessaging(
            builder.Configuration, routes, new MessagingRole(queues, AcceptsMessages: true, RunsSweeps: false), crashPointsAllowed: false);
        Transport.Add(services, builder.Configuration, isDevelopment: true);
        services.AddSingleton<IModelContribution, TestModel>();
        services.ConfigureDbContext<EciDbContext>(context => context.ReplaceService<IModelCacheKeyFactory, TestModelCacheKeys>());
        services.AddSingleton(options.Script);
        services.Configure<MessagingOptions>(messaging =>
        {
            messaging.QuickRetries = [];
            messaging.PollInterval = TimeSpan.FromMilliseconds(20);
            options.Messaging?.Invoke(messaging);
        });
        options.Services?.Invoke(services);
    }
}
