using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Sync.Operations;

/// <summary>Which records are wanted; null: any.</summary>
/// <param name="AppId">Of this app.</param>
/// <param name="Entity">Of this kind.</param>
/// <param name="Direction">That go this way.</param>
/// <param name="Status">That stand so.</param>
/// <param name="BlockedBy">That wait for this, for example <c>variants:SKU-1</c>.</param>
/// <param name="Key">Of this name.</param>
public sealed record SyncRecordFilter(
    string? AppId = null, string? Entity = null, SyncDirection? Direction = null, SyncStatus? Status = null, string? BlockedBy = null, string? Key = null)
{
    /// <summary>Those of the rows that match, to look at only.</summary>
    public IQueryable<SyncRecord> Of(IQueryable<SyncRecord> rows)
    {
        rows = rows.AsNoTracking();
        if (AppId is not null)
            rows = rows.Where(r => r.AppId == AppId);
        if (Entity is not null)
            rows = rows.Where(r => r.Entity == Entity);
        if (Direction is not null)
            rows = rows.Where(r => r.Direction == Direction);
        if (Status is not null)
            rows = rows.Where(r => r.Status == Status);
        if (BlockedBy is not null)
            rows = rows.Where(r => r.BlockedBy == BlockedBy);
        return Key is null ? rows : rows.Where(r => r.Key == Key);
    }
}
