using Eci.Core;
using Eci.Sync.Storage;
using Eci.Vocabulary;

namespace Eci.Sync.Engine;

/// <summary>The moves of a record from one state to the next.</summary>
internal static class RecordStates
{
    private const int ErrorLength = 500;
    private const int BlockedByLength = 240;

    public static SyncRecord New(App app, string entity, SyncDirection direction, string key, DateTimeOffset now) => new()
    {
        Id = Ids.New(IdPrefix.SyncRecord),
        TenantId = app.TenantId,
        AppId = app.Id,
        Entity = entity,
        Direction = direction,
        Key = key,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>Somebody asked for it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="now">UTC.</param>
    /// <param name="again">When it is asked for again if nothing comes of it.</param>
    public static void Ask(this SyncRecord record, DateTimeOffset now, DateTimeOffset again)
    {
        record.Wait(now);
        record.NextAttemptAt = again;
    }

    /// <summary>It is up to date.</summary>
    /// <param name="record">The record.</param>
    /// <param name="hash">Of what is stored or sent now.</param>
    /// <param name="asOf">When the work on it began.</param>
    /// <param name="now">UTC.</param>
    public static void Finish(this SyncRecord record, string? hash, DateTimeOffset asOf, DateTimeOffset now)
    {
        record.Settle(SyncStatus.Done, error: null, asOf, now);
        record.Hash = hash;
    }

    /// <summary>It is not wanted.</summary>
    public static void Drop(this SyncRecord record, string reason, string? hash, DateTimeOffset asOf, DateTimeOffset now)
    {
        record.Settle(SyncStatus.Ignored, reason, asOf, now);
        record.Hash = hash;
    }

    /// <summary>
    /// It waits for another record. It looks again by itself, soon at first: what it waits for may have been stored while it was being looked
    /// at, too early to wake it.
    /// </summary>
    public static void Block(this SyncRecord record, SyncDependency missing, DateTimeOffset now, TimeSpan longest)
    {
        record.Attempts = record.Status is SyncStatus.Blocked ? record.Attempts + 1 : 1;
        record.Status = SyncStatus.Blocked;
        record.BlockedBy = NameOf(missing);
        record.Error = null;
        record.NextAttemptAt = now + BackOff.OfBlocked(record.Attempts, longest);
        record.HeldUntil = null;
        record.UpdatedAt = now;
    }

    /// <summary>It failed.</summary>
    public static void Fail(this SyncRecord record, string error, DateTimeOffset now)
    {
        record.Attempts = record.Status is SyncStatus.Blocked ? 1 : record.Attempts + 1;
        record.Status = SyncStatus.Failed;
        record.BlockedBy = null;
        record.Error = StoredText.Of(error, ErrorLength);
        record.NextAttemptAt = now + BackOff.OfRecord(record.Attempts);
        record.HeldUntil = null;
        record.UpdatedAt = now;
    }

    /// <summary>It could not be tried; that says nothing of the record.</summary>
    public static void Postpone(this SyncRecord record, string reason, DateTimeOffset now, DateTimeOffset until)
    {
        record.Wait(now);
        record.Error = StoredText.Of(reason, ErrorLength);
        record.NextAttemptAt = until;
        record.HeldUntil = null;
    }

    /// <summary>What a dependency is called in rows.</summary>
    public static string NameOf(SyncDependency dependency) => StoredText.Of(dependency.ToString(), BlockedByLength);

    /// <summary>Whether it counts as handled with this content.</summary>
    public static bool IsSettled(this SyncRecord record) => record.Status is SyncStatus.Done or SyncStatus.Ignored;

    private static void Wait(this SyncRecord record, DateTimeOffset now)
    {
        if (record.Status is not SyncStatus.Pending)
            record.UpdatedAt = now;
        if (record.Status is SyncStatus.Blocked)
            record.Attempts = 0;
        record.Status = SyncStatus.Pending;
        record.BlockedBy = null;
    }

    private static void Settle(this SyncRecord record, SyncStatus status, string? error, DateTimeOffset asOf, DateTimeOffset now)
    {
        record.Status = status;
        record.BlockedBy = null;
        record.Error = error is null ? null : StoredText.Of(error, ErrorLength);
        record.Attempts = 0;
        record.NextAttemptAt = null;
        record.SyncedAt = asOf;
        record.HeldUntil = null;
        record.UpdatedAt = now;
    }
}
