using Eci.Carriers;
using Eci.Modules.Dhl;
using Eci.Persistence;
using Eci.Testing.Servers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Dhl;

/// <summary>The tracker as the module registers it.</summary>
internal sealed class DhlClients(string baseAddress, FakeTimeProvider time, ILoggerProvider? log = null) : IAsyncDisposable
{
    private static readonly CredentialProtector Keys = new(new EphemeralDataProtectionProvider());
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _ended = new();
    private readonly ServiceProvider _services = Services(baseAddress, time, log);

    public static DhlApp App(string? key = "demo-dhl-key", bool refineByText = true) => new()
    {
        Id = "app_dhl",
        TenantId = "demo",
        Name = "DHL",
        Settings = new DhlSettings(RefineByText: refineByText),
        Credentials = key is null ? null : Keys.Protect(new DhlCredentials(key)),
    };

    public async Task<TrackingAnswer?> TrackAsync(string trackingId = DhlReading.Number, DhlApp? app = null, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        return await _services.GetRequiredService<ICarrierTracker<DhlApp>>()
            .TrackAsync(app ?? App(), trackingId, either.Token)
            .WaitAsync(Deadline, CancellationToken.None);
    }

    /// <summary>Asks while time passes, in small steps.</summary>
    public async Task<TrackingAnswer?> TrackWhileTimePassesAsync(string trackingId = DhlReading.Number)
    {
        var asking = TrackAsync(trackingId);
        await PassTimeUntilAsync(asking, "an answer");
        return await asking;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();

        // Services that still work wait for that by the clock.
        var ending = _services.DisposeAsync().AsTask();
        await PassTimeUntilAsync(ending, "the end of the services");
        await ending;
        _ended.Dispose();
    }

    private Task PassTimeUntilAsync(Task task, string what) => Eventually.Async(
        () =>
        {
            if (!task.IsCompleted)
                time.Advance(Step);
            return task.IsCompleted;
        },
        Deadline,
        what);

    private static ServiceProvider Services(string baseAddress, FakeTimeProvider time, ILoggerProvider? log)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(Keys);
        services.AddLogging(logging =>
        {
            if (log is not null)
                logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        });
        var settings = new Dictionary<string, string?> { [$"{DhlOptions.Section}:BaseAddress"] = baseAddress };
        new DhlModule().ConfigureServices(services, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider();
    }
}
