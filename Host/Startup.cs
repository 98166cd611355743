using Eci.Host.Demo;
using Eci.Persistence;

namespace Eci.Host;

/// <summary>What happens between building the host and running it: schema and demo data.</summary>
internal static partial class Startup
{
    private const string DemoSetting = "Eci:Demo";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>True when the settings ask for demo data.</summary>
    public static bool WantsDemo(IConfiguration configuration) => configuration.Read(DemoSetting, ifMissing: false);

    /// <summary>Brings the database up to date where the roles or the environment ask for it. False: there is nothing more to run.</summary>
    /// <exception cref="InvalidConfigurationException">
    /// The schema is older than this build and this process may not change it, or the key ring needs another master key.
    /// </exception>
    public static async Task<bool> PrepareAsync(WebApplication app)
    {
        var roles = app.Services.GetRequiredService<Roles>();
        var settings = app.Services.GetRequiredService<DatabaseSettings>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Eci.Host");
        var demo = WantsDemo(app.Configuration);
        if (roles.Migrate || demo || settings.Provider is DatabaseProvider.Sqlite)
            await MigrateAsync(app, demo, logger);
        else
            await RequireSchemaAsync(app, logger);
        if (roles.MigrateOnly)
        {
            await Transport.DeployAsync(app.Services, logger);
            LogMigrated(logger);
        }

        return !roles.MigrateOnly;
    }

    private static async Task MigrateAsync(WebApplication app, bool demo, ILogger logger)
    {
        var migrator = app.Services.GetRequiredService<DatabaseMigrator>();
        var time = app.Services.GetRequiredService<TimeProvider>();
        var deadline = time.GetUtcNow() + Patience;
        while (true)
        {
            try
            {
                await migrator.MigrateAsync(CancellationToken.None);
                app.Services.GetRequiredService<KeyRingCheck>().Run();
                if (demo)
                    await migrator.ExclusivelyAsync(DemoSeeder.SeedAsync, CancellationToken.None);
                return;
            }
            catch (Exception exception) when (EciDatabase.IsUnavailable(exception) && !EciDatabase.IsDamaged(exception) && time.GetUtcNow() < deadline)
            {
                LogWaiting(logger, exception.GetType().Name);
                await Task.Delay(Pause, time);
            }
        }
    }

    private static async Task RequireSchemaAsync(WebApplication app, ILogger logger)
    {
        try
        {
            var pending = await app.Services.GetRequiredService<DatabaseMigrator>().PendingAsync(CancellationToken.None);
            if (pending.Count > 0)
            {
                throw new InvalidConfigurationException(
                    $"The database lacks {pending.Count} migration(s) of this build; run it once with {Roles.Setting}=migrate, or add migrate to the roles.");
            }

            app.Services.GetRequiredService<KeyRingCheck>().Run();
        }
        catch (Exception exception) when (EciDatabase.IsUnavailable(exception))
        {
            LogWaiting(logger, exception.GetType().Name);
        }
    }

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "The database has the schema of this build")]
    private static partial void LogMigrated(ILogger logger);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "The database cannot be reached yet ({Error})")]
    private static partial void LogWaiting(ILogger logger, string error);
}
