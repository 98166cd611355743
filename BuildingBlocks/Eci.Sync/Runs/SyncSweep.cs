using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Eci.Sync.Requests;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Sync.Runs;

/// <summary>
/// Asks again for records that are due: their next attempt has come, or nothing came of a request. Apps that rest, are switched off or
/// unpaid are left alone; their records stay due until they may work.
/// </summary>
internal sealed class SyncSweep(IWriteGate gate, TimeProvider time, IOptions<SyncOptions> options) : IRecurringJob
{
    private const int Portion = 500;

    public string Name => "sync-sweep";

    public TimeSpan Interval => options.Value.SweepInterval;

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var database = services.GetRequiredService<EciDbContext>();
        await EndRefusalsAsync(database, cancellationToken);
        var apps = await WorkingAppsAsync(database, cancellationToken);
        if (apps.Count == 0)
            return;
        var now = time.GetUtcNow();
        var ids = apps.Keys.ToArray();
        var due = await database.Set<SyncRecord>()
            .Where(r => ids.Contains(r.AppId) && r.NextAttemptAt <= now && (r.HeldUntil == null || r.HeldUntil <= now))
            .OrderBy(r => r.NextAttemptAt)
            .Take(Portion)
            .ToListAsync(cancellationToken);
        var requests = services.GetRequiredService<RequestWriter>();
        foreach (var record in due)
        {
            record.NextAttemptAt = now + options.Value.LostAfter;
            await requests.PublishAsync(apps[record.AppId], record.Entity, record.Direction, record.Key, cancellationToken);
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The apps that have something due and may work.</summary>
    private Task<Dictionary<string, App>> WorkingAppsAsync(EciDbContext database, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var active = database.Set<IntegrationApp>().Active(now);
        var resting = database.Set<SyncPaceState>().Where(p => p.RestsUntil > now);
        var due = database.Set<SyncRecord>().Where(r => r.NextAttemptAt <= now);
        return database.Set<App>().AsNoTracking()
            .Where(a => a.Enabled && due.Any(r => r.AppId == a.Id) && active.Any(l => l.AppId == a.Id) && !resting.Any(p => p.AppId == a.Id))
            .ToDictionaryAsync(a => a.Id, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Whoever changed an app whose credentials were refused wants it to try again at once.</summary>
    private async Task EndRefusalsAsync(EciDbContext database, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var changed = await database.Set<SyncPaceState>()
            .Where(p => p.DeniedVersion != null && database.Set<App>().Any(a => a.Id == p.AppId && a.Version != p.DeniedVersion))
            .Select(p => p.AppId)
            .ToListAsync(cancellationToken);
        if (changed.Count == 0)
            return;
        await gate.WriteAsync(
            token => database.Set<SyncRecord>()
                .Where(r => changed.Contains(r.AppId) && r.Status == SyncStatus.Pending && r.NextAttemptAt > now && r.HeldUntil == null)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.NextAttemptAt, now).SetProperty(r => r.Version, r => r.Version + 1), token),
            cancellationToken);
        await gate.WriteAsync(
            token => database.Set<SyncPaceState>()
                .Where(p => changed.Contains(p.AppId))
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(p => p.RestsUntil, (DateTimeOffset?)null)
                        .SetProperty(p => p.DeniedVersion, (int?)null)
                        .SetProperty(p => p.Version, p => p.Version + 1),
                    token),
            cancellationToken);
    }
}
