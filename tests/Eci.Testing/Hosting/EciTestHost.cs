using System.Globalization;
using Eci.Core;
using Eci.Host;
using Eci.Persistence;
using Eci.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eci.Testing.Hosting;

/// <summary>What a <see cref="EciTestHost"/> is started with.</summary>
public sealed class EciTestHostOptions
{
    /// <summary>Settings on top of those of a quiet host.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes all log lines that the settings let through; none are written when null.</summary>
    public ILoggerProvider? Logs { get; set; }

    /// <summary>Services added last.</summary>
    public Action<IServiceCollection>? Services { get; set; }

    /// <summary>Clock of the host; the system's when null.</summary>
    public TimeProvider? Time { get; set; }

    /// <summary>Production has neither demo data nor sandbox.</summary>
    public string Environment { get; set; } = Environments.Development;
}

/// <summary>The real host in this process: Kestrel on a free port of 127.0.0.1, a database and a mail folder of its own, demo data.</summary>
public sealed class EciTestHost : IAsyncDisposable
{
    /// <summary>The demo's carrier accounts must not meet a hub that a developer runs beside the tests.</summary>
    private const string NobodyThere = "http://127.0.0.1:9";

    private readonly WebApplication _app;
    private readonly ScratchFolder _folder;
    private bool _stopped;

    private EciTestHost(WebApplication app, ScratchFolder folder)
    {
        _app = app;
        _folder = folder;
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = BaseAddress };
    }

    public Uri BaseAddress { get; }

    /// <summary>A client of the host, without a key.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Where the pickup provider writes.</summary>
    public string MailFolder => Path.Combine(_folder.Path, "mail");

    /// <summary>Starts a host on the database; migrates and seeds it first.</summary>
    public static async Task<EciTestHost> StartAsync(TestDatabase database, Action<EciTestHostOptions>? configure = null)
    {
        var options = new EciTestHostOptions();
        configure?.Invoke(options);
        var folder = new ScratchFolder();
        var app = EciHost.Build([$"--environment={options.Environment}", "--urls=http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Eci:Database:Provider"] = database.Provider,
                ["ConnectionStrings:Eci"] = database.ConnectionString,
                ["Eci:Mail:Pickup:Directory"] = Path.Combine(folder.Path, "mail"),
                ["Logging:LogLevel:Default"] = "Warning",
                ["Eci:Dhl:BaseAddress"] = NobodyThere,
                ["Eci:Ups:BaseAddress"] = NobodyThere,
                ["Eci:Sandbox:Saleor:ConnectDemo"] = "false",
                ["Eci:Sandbox:Saleor:StateFile"] = null,
            });
            builder.Configuration.AddInMemoryCollection(options.Settings);
            builder.Logging.ClearProviders();
            if (options.Logs is { } logs)
                builder.Logging.AddProvider(logs);
            if (options.Time is { } time)
                builder.Services.AddSingleton(time);
        }, options.Services);
        await Startup.PrepareAsync(app);
        await app.StartAsync();
        return new EciTestHost(app, folder);
    }

    /// <summary>Runs work in a DI scope that sees the tenant's rows, or every tenant's when none is named.</summary>
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

    /// <summary>Asks the database across tenants.</summary>
    public Task<T> QueryAsync<T>(Func<EciDbContext, Task<T>> query) => InScopeAsync(services => query(services.GetRequiredService<EciDbContext>()));

    /// <summary>One number from a hand-written statement.</summary>
    public async Task<long> ScalarAsync(string sql)
    {
        await using var connection = await Services.GetRequiredService<EciDatabase>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Stops as on SIGTERM; the database stays.</summary>
    public async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }
}
