using Eci.Carriers;
using Eci.Core;
using Eci.Modules.Ups;
using Eci.Persistence;
using Eci.Testing.Servers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Ups;

/// <summary>The hub's UPS module, as far as it asks UPS.</summary>
internal sealed class UpsHub : IAsyncDisposable
{
    private static readonly CredentialProtector Keys = new(new EphemeralDataProtectionProvider());
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly ServiceProvider _services;
    private readonly FakeTimeProvider _time;

    public UpsHub(string baseAddress, FakeTimeProvider time, ILoggerProvider? log = null)
    {
        var settings = new Dictionary<string, string?> { ["Eci:Ups:BaseAddress"] = baseAddress };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(Keys);
        services.AddLogging(logging =>
        {
            if (log is not null)
                logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        });
        new UpsModule().ConfigureServices(services, configuration);
        _services = services.BuildServiceProvider();
        _time = time;
    }

    /// <summary>An account of the demo client, or of another.</summary>
    public static UpsApp App(string clientId = "demo-ups-client", string clientSecret = "demo-ups-secret", string locale = "en_US") => new()
    {
        Id = "app_demo_ups",
        TenantId = DemoTenant.Id,
        Name = "UPS",
        Settings = new UpsSettings(Locale: locale),
        Credentials = Keys.Protect(new UpsCredentials(clientId, clientSecret)),
    };

    public Task<TrackingAnswer?> TrackAsync(string number = UpsSamples.Number, UpsApp? app = null, CancellationToken cancellationToken = default) =>
        _services.GetRequiredService<ICarrierTracker<UpsApp>>().TrackAsync(app ?? App(), number, cancellationToken);

    /// <summary>Asks while time passes, for what waits a moment in between.</summary>
    public async Task<TrackingAnswer?> TrackWhileTimePassesAsync(UpsApp? app = null)
    {
        var asking = TrackAsync(app: app);
        await Eventually.Async(
            () =>
            {
                if (!asking.IsCompleted)
                    _time.Advance(Step);
                return asking.IsCompleted;
            },
            Deadline,
            "an answer");
        return await asking;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
