using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Engine;
using Eci.Sync.Pace;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Sync.Operations;

/// <summary>How an app and its system keep each other up to date.</summary>
/// <param name="AppId">The app.</param>
/// <param name="TenantId">Its owner.</param>
/// <param name="RestsUntil">No requests before, UTC; null: it may work.</param>
/// <param name="RestReason">Why it rests.</param>
/// <param name="Parts">What they exchange, in the order in which a run does it.</param>
public sealed record AppSync(string AppId, string TenantId, DateTimeOffset? RestsUntil, string? RestReason, IReadOnlyList<PartSync> Parts);

/// <summary>How one kind of record stands, in one direction.</summary>
/// <param name="Entity">Kind of record.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Counts">How many records have each status.</param>
/// <param name="LagSeconds">How long the oldest pending record has been waiting; null: none is.</param>
/// <param name="Cursor">How far it was read; null before the first complete run.</param>
public sealed record PartSync(
    string Entity, SyncDirection Direction, IReadOnlyDictionary<SyncStatus, long> Counts, double? LagSeconds, SyncCursor? Cursor);

/// <summary>Tells how apps stand. Belongs to the unit of work, and sees its tenant.</summary>
public sealed class SyncStatusReader
{
    private readonly EciDbContext _database;
    private readonly SyncCatalog _catalog;
    private readonly TimeProvider _time;

    internal SyncStatusReader(EciDbContext database, SyncCatalog catalog, TimeProvider time) => (_database, _catalog, _time) = (database, catalog, time);

    /// <summary>Those of the apps that exchange records; all when none is named. Four statements, however many apps.</summary>
    public async Task<List<AppSync>> ReadAsync(IReadOnlyCollection<string>? appIds, CancellationToken cancellationToken)
    {
        var apps = await _database.Set<App>().AsNoTracking().Where(a => appIds == null || appIds.Contains(a.Id)).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        apps.RemoveAll(app => _catalog.SystemOf(app) is null);
        if (apps.Count == 0)
            return [];
        var ids = apps.ConvertAll(app => app.Id);
        var counts = (await CountsAsync(ids, cancellationToken)).ToLookup(c => c.AppId, StringComparer.Ordinal);
        var cursors = (await _database.Set<SyncCursor>().AsNoTracking().Where(c => ids.Contains(c.AppId)).ToListAsync(cancellationToken))
            .ToLookup(c => c.AppId, StringComparer.Ordinal);
        var paces = await _database.Set<SyncPaceState>().AsNoTracking().Where(p => ids.Contains(p.AppId)).ToDictionaryAsync(p => p.AppId, cancellationToken);
        return apps.ConvertAll(app => Describe(app, paces.GetValueOrDefault(app.Id), [.. counts[app.Id]], [.. cursors[app.Id]]));
    }

    private Task<List<StatusCount>> CountsAsync(List<string> ids, CancellationToken cancellationToken) => _database.Set<SyncRecord>()
        .Where(r => ids.Contains(r.AppId))
        .GroupBy(r => new { r.AppId, r.Entity, r.Direction, r.Status })
        .Select(g => new StatusCount(g.Key.AppId, g.Key.Entity, g.Key.Direction, g.Key.Status, g.LongCount(), g.Min(r => r.UpdatedAt)))
        .ToListAsync(cancellationToken);

    private AppSync Describe(App app, SyncPaceState? pace, StatusCount[] counts, SyncCursor[] cursors)
    {
        var now = _time.GetUtcNow();
        var until = pace is null ? null : SyncPace.RestOf(pace, app, now);
        return new AppSync(app.Id, app.TenantId, until, until is null ? null : pace!.RestReason, [.. _catalog.PartsOf(app).Select(Part)]);

        PartSync Part(SyncPartInfo part)
        {
            var own = counts.Where(c => c.Direction == part.Direction && string.Equals(c.Entity, part.Entity, StringComparison.Ordinal)).ToList();
            var oldest = own.Find(c => c.Status is SyncStatus.Pending)?.Oldest;
            return new PartSync(
                part.Entity,
                part.Direction,
                own.ToDictionary(c => c.Status, c => c.Count),
                oldest is { } since ? Math.Max(0, (now - since).TotalSeconds) : null,
                Array.Find(cursors, c => c.Direction == part.Direction && string.Equals(c.Entity, part.Entity, StringComparison.Ordinal)));
        }
    }

    private sealed record StatusCount(string AppId, string Entity, SyncDirection Direction, SyncStatus Status, long Count, DateTimeOffset Oldest);
}
