using Eci.Core;
using Eci.Persistence;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;

namespace Eci.Sync.Engine;

/// <summary>Records of one part of one app, by key.</summary>
internal sealed class RecordRows(EciDbContext database, TimeProvider time)
{
    /// <summary>Those that exist, tracked. One statement.</summary>
    public async Task<Dictionary<string, SyncRecord>> FindAsync(
        App app, SyncPartInfo part, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var found = await Rows(app, part).Where(r => keys.Contains(r.Key)).ToDictionaryAsync(r => r.Key, StringComparer.Ordinal, cancellationToken);
        foreach (var added in database.Set<SyncRecord>().Local.Where(r => r.AppId == app.Id && r.Entity == part.Entity && r.Direction == part.Direction))
        {
            if (keys.Contains(added.Key))
                found.TryAdd(added.Key, added);
        }

        return found;
    }

    /// <summary>The same, to look at only.</summary>
    public Task<Dictionary<string, SyncRecord>> LookAtAsync(
        App app, SyncPartInfo part, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        Rows(app, part).AsNoTracking().Where(r => keys.Contains(r.Key)).ToDictionaryAsync(r => r.Key, StringComparer.Ordinal, cancellationToken);

    /// <summary>The record, new when there is none yet.</summary>
    public async Task<SyncRecord> TakeAsync(App app, SyncPartInfo part, string key, CancellationToken cancellationToken) =>
        (await FindAsync(app, part, [key], cancellationToken)).GetValueOrDefault(key) ?? Add(app, part, key);

    public SyncRecord Add(App app, SyncPartInfo part, string key)
    {
        var record = RecordStates.New(app, part.Entity, part.Direction, key, time.GetUtcNow());
        database.Add(record);
        return record;
    }

    private IQueryable<SyncRecord> Rows(App app, SyncPartInfo part) =>
        database.Set<SyncRecord>().Where(r => r.AppId == app.Id && r.Entity == part.Entity && r.Direction == part.Direction);
}
