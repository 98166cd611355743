using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Eci.Core;
using Eci.Modules.Saleor;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Eci.Sync;
using Eci.Testing.Servers;
using Eci.Web.OutgoingHttp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Saleor;

/// <summary>A server in a shop's place that answers whatever a test wants, and the client that asks it.</summary>
internal sealed class CannedShop : IAsyncDisposable
{
    public const string Token = "secret-token";

    private static readonly CredentialProtector Keys = new(new EphemeralDataProtectionProvider());
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private static readonly SaleorOperation<PingAnswer> Query = new("Ping", "query Ping { shop { name } }", IsQuery: true);
    private static readonly SaleorOperation<PingAnswer> Mutation = new("Ping", "mutation Ping { shopNameSet { name } }", IsQuery: false);

    private readonly WebApplication _server;
    private readonly ServiceProvider _services;

    private CannedShop(WebApplication server, ILoggerProvider? log, string environment)
    {
        _server = server;
        _services = Services(log, environment);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    public ConcurrentQueue<CannedRequest> Requests { get; } = new();

    public CountingPace Pace { get; } = new();

    /// <summary>Whether the shop accepts the app, as the client tells.</summary>
    public NotedAccess Access { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } = context => WriteAsync(context, 200, "application/json", """{"data":{"shop":{"name":"Ada's"}}}""");

    public static async Task<CannedShop> StartAsync(ILoggerProvider? log = null, string environment = "Development")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var shop = new CannedShop(server, log, environment);
        server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            shop.Requests.Enqueue(new CannedRequest(context.Request.Path, headers, await reader.ReadToEndAsync(context.RequestAborted)));
            await shop.Answer(context);
        });
        await server.StartAsync();
        return shop;
    }

    public void Reply(int status, string contentType, string body, string? retryAfter = null) => Answer = context =>
    {
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return WriteAsync(context, status, contentType, body);
    };

    public void ReplyJson(string body) => Reply(200, "application/json", body);

    public SaleorApp App(bool installed = true, string? url = null) => new()
    {
        Id = "app_1",
        TenantId = "demo",
        Name = "Shop",
        Settings = new SaleorSettings(RequestsPerSecond: 7),
        Credentials = installed ? Keys.Protect(new SaleorCredentials(url ?? $"{_server.Urls.Single()}/graphql/", "App:1", Token)) : null,
    };

    /// <summary>Asks while time passes, for what waits in between.</summary>
    public async Task<string?> AskAsync(bool query = true, SaleorApp? app = null, object? variables = null, CancellationToken cancellationToken = default)
    {
        await using var scope = _services.CreateAsyncScope();
        var asking = scope.ServiceProvider.GetRequiredService<SaleorClient>().SendAsync(app ?? App(), query ? Query : Mutation, variables, cancellationToken);
        await Eventually.Async(
            () =>
            {
                if (!asking.IsCompleted)
                    Time.Advance(Step);
                return asking.IsCompleted;
            },
            Deadline,
            "an answer");
        return (await asking).Shop?.Name;
    }

    /// <summary>Lets a part of the module ask.</summary>
    public async Task<T> UseAsync<T>(Func<SaleorClient, SyncContext, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SaleorClient>(), new SyncContext(App(), Database: null!, Links: null!, IsDryRun: false));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    private ServiceProvider Services(ILoggerProvider? log, string environment)
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { [$"{SaleorOptions.Section}:Timeout"] = "00:00:05" }).Build();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(Keys);
        services.AddSingleton<ISyncPace>(Pace);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment(environment));
        services.AddLogging(logging =>
        {
            if (log is not null)
                logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        });
        services.AddOutgoingHttp(configuration);
        services.AddSaleorClient(configuration);
        services.AddSingleton<IShopAccess>(Access);
        return services.BuildServiceProvider();
    }

    private static async Task WriteAsync(HttpContext context, int status, string contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }

    internal sealed record PingAnswer(PingedShop? Shop);

    internal sealed record PingedShop(string? Name);

    private sealed class HostingEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = ".";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}

/// <summary>What the shop was asked.</summary>
internal sealed record CannedRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}

/// <summary>Never waits; tells who asked how.</summary>
internal sealed class CountingPace : ISyncPace
{
    public List<PaceRules> Entered { get; } = [];

    public Exception? Refusal { get; set; }

    public Task EnterAsync(App app, PaceRules rules, CancellationToken cancellationToken)
    {
        Entered.Add(rules);
        return Refusal is null ? Task.CompletedTask : Task.FromException(Refusal);
    }

    public Task RestAsync(App app, DateTimeOffset until, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>What the client tells of a shop, in turn.</summary>
internal sealed class NotedAccess : IShopAccess
{
    public ConcurrentQueue<string> Told { get; } = new();

    public Task RefusedAsync(string appId, CancellationToken cancellationToken) => Note($"{appId} refused");

    public Task AcceptedAsync(string appId, CancellationToken cancellationToken) => Note($"{appId} accepted");

    public Task RestoredAsync(string appId, CancellationToken cancellationToken) => Note($"{appId} restored");

    private Task Note(string what)
    {
        Told.Enqueue(what);
        return Task.CompletedTask;
    }
}
