using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Eci.Core;
using Eci.Web.GraphQL;
using Eci.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

/// <summary>The endpoint over <see cref="TestSchema"/> behind a real web server.</summary>
internal sealed class GraphQLHost : IAsyncDisposable
{
    /// <summary>A key without scopes.</summary>
    public const string Key = "test_key";

    private readonly WebApplication _app;

    private GraphQLHost(WebApplication app, HttpClient client)
    {
        _app = app;
        Client = client;
    }

    public HttpClient Client { get; }

    public Probe Probe => _app.Services.GetRequiredService<Probe>();

    public KeysInMemory Keys => (KeysInMemory)_app.Services.GetRequiredService<IApiKeyStore>();

    public LogLines Log => _app.Services.GetRequiredService<LogLines>();

    public IServiceProvider Services => _app.Services;

    public static async Task<GraphQLHost> StartAsync(
        string? environment = null, Action<GraphQLOptions>? limits = null, Dictionary<string, string?>? settings = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment ?? Environments.Production });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton<Probe>();
        builder.Services.AddScoped<NodeLoaders>();
        builder.Services.AddSingleton<IApiKeyStore>(new KeysInMemory().With(Key));
        builder.Services.AddSingleton<ITenantDirectory, NamedTenants>();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddEciGraphQL(builder.Configuration);
        builder.Services.AddGraphQLContribution<TestSchema>();
        builder.Services.Configure(limits ?? (_ => { }));
        var app = builder.Build();
        app.MapGroup("/api").MapEciGraphQL();
        await app.StartAsync();
        return new GraphQLHost(app, new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(app.Urls.Single() + "/api/graphql") });
    }

    public Task<Reply> QueryAsync(string query, object? variables = null, string? operationName = null, string? key = Key, string? accept = null) =>
        PostAsync(JsonContent.Create(new { query, variables, operationName }), key, accept);

    public Task<Reply> PostAsync(string json, string? key = Key, string? accept = null) =>
        PostAsync(new StringContent(json, new MediaTypeHeaderValue("application/json")), key, accept);

    public Task<Reply> PostAsync(HttpContent content, string? key = Key, string? accept = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, default(Uri)) { Content = content }, key, accept);

    public Task<Reply> GetAsync(string queryString, string? key = Key, string? accept = null) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, "?" + queryString), key, accept);

    /// <summary>Asks with the header <c>eci-tenant</c>.</summary>
    public Task<Reply> AskForAsync(string? tenant, string query, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, default(Uri)) { Content = JsonContent.Create(new { query }) };
        if (tenant is not null)
            request.Headers.TryAddWithoutValidation("eci-tenant", tenant);
        return SendAsync(request, key, "application/graphql-response+json");
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request, string? key = Key, string? accept = null)
    {
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        using (request)
            return await Reply.ReadAsync(await Client.SendAsync(request));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>Tenants exist when their names say so.</summary>
internal sealed class NamedTenants : ITenantDirectory
{
    public Task<bool> ExistsAsync(string tenantId, CancellationToken cancellationToken) =>
        Task.FromResult(tenantId.StartsWith("pk_", StringComparison.Ordinal) && tenantId != "pk_gone");
}

/// <summary>API keys without a database.</summary>
internal sealed class KeysInMemory : IApiKeyStore
{
    private readonly Dictionary<string, StoredApiKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Thrown by every lookup when set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Thrown by every attempt to write down that a key was used.</summary>
    public Exception? UseFailure { get; set; }

    /// <summary>What was written down.</summary>
    public ConcurrentQueue<(string KeyId, DateTimeOffset Minute)> Uses { get; } = new();

    public KeysInMemory With(string key, string scopes = "", DateTimeOffset? expiresAt = null, DateTimeOffset? revokedAt = null)
    {
        _keys[ApiKey.HashOf(key)] = new StoredApiKey("ak_" + key, "tenant_of_" + key, scopes, expiresAt, revokedAt);
        return this;
    }

    public Task<StoredApiKey?> FindAsync(string hash, CancellationToken cancellationToken) =>
        Failure is null ? Task.FromResult(_keys.GetValueOrDefault(hash)) : Task.FromException<StoredApiKey?>(Failure);

    public Task MarkUsedAsync(string id, DateTimeOffset minute, CancellationToken cancellationToken)
    {
        Uses.Enqueue((id, minute));
        return UseFailure is null ? Task.CompletedTask : Task.FromException(UseFailure);
    }
}
