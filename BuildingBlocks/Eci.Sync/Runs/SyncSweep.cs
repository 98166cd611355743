using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Eci.Sync.Engine;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Sync.Runs;

/// <summary>
/// Asks again for records that are due: their next attempt has come, or nothing came of a request. Apps that rest, are switched off or
/// unpaid are left alone; their records stay due until they may work.
/// </summary>
internal sealed partial class SyncSweep(
    IServiceScopeFactory scopes, ISyncWake wake, TimeProvider time, IOptions<SyncOptions> options, ILogger<SyncSweep> logger) : IRecurringJob
{
    /// <summary>What one app is asked for at once; whoever has more due gets no more, so that the others' turn comes, and news are not far behind.</summary>
    private const int Portion = 100;

    public string Name => "sync-sweep";

    public TimeSpan Interval => options.Value.SweepInterval;

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var database = services.GetRequiredService<EciDbContext>();
        await EndRefusalsAsync(database, cancellationToken);
        foreach (var app in await WorkingAppsAsync(database, cancellationToken))
        {
            try
            {
                await AskAsync(app, cancellationToken);
            }
            catch (DbUpdateException exception) when (!EciDatabase.IsUnavailable(exception))
            {
                // Somebody asked for one of them, or claimed it, at the same moment: the next turn sees.
                LogNotAsked(app.Id, exception.GetType().Name);
            }
        }
    }

    /// <summary>The apps that have something due and may work.</summary>
    private Task<List<App>> WorkingAppsAsync(EciDbContext database, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var active = database.Set<IntegrationApp>().Active(now);
        var resting = database.Set<SyncPaceState>().Where(p => p.RestsUntil > now);
        var due = database.Set<SyncRecord>().Where(r => r.NextAttemptAt <= now);
        return database.Set<App>().AsNoTracking()
            .Where(a => a.Enabled && due.Any(r => r.AppId == a.Id) && active.Any(l => l.AppId == a.Id) && !resting.Any(p => p.AppId == a.Id))
            .ToListAsync(cancellationToken);
    }

    private async Task AskAsync(App app, CancellationToken cancellationToken)
    {
        await using var unit = SyncUnit.Open(scopes, app);
        var now = time.GetUtcNow();
        var due = await unit.Database.Set<SyncRecord>()
            .Where(r => r.AppId == app.Id && r.NextAttemptAt <= now && (r.HeldUntil == null || r.HeldUntil <= now))
            .OrderBy(r => r.NextAttemptAt).ThenBy(r => r.Id)
            .Take(Portion)
            .ToListAsync(cancellationToken);
        foreach (var record in due)
        {
            record.NextAttemptAt = now + options.Value.LostAfter;
            await unit.Requests.PublishAsync(app, record.Entity, record.Direction, record.Key, cancellationToken);
        }

        await unit.Database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Whoever changed an app whose credentials were refused wants it to try again at once.</summary>
    private async Task EndRefusalsAsync(EciDbContext database, CancellationToken cancellationToken)
    {
        var changed = await database.Set<SyncPaceState>().AsNoTracking()
            .Where(p => p.DeniedVersion != null && database.Set<App>().Any(a => a.Id == p.AppId && a.Version != p.DeniedVersion))
            .Select(p => new { p.TenantId, p.AppId })
            .ToListAsync(cancellationToken);
        foreach (var app in changed)
            await wake.WakeAsync(app.TenantId, app.AppId, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Records of {AppId} that are due could not be asked for ({Error}); the next sweep does")]
    private partial void LogNotAsked(string appId, string error);
}
