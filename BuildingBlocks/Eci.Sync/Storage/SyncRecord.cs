using System.ComponentModel;
using System.Text.Json.Serialization;
using Eci.Core;
using Eci.Vocabulary;

namespace Eci.Sync.Storage;

/// <summary>How one record of one app stands. One per app, entity, direction and key.</summary>
public sealed class SyncRecord : ITenantOwned, IVersioned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string AppId { get; init; }

    public required string Entity { get; init; }

    public required SyncDirection Direction { get; init; }

    /// <summary>External id when pulled, the hub's id when pushed.</summary>
    public required string Key { get; init; }

    public SyncStatus Status { get; set; }

    /// <summary>What it waits for, as <see cref="SyncDependency"/> writes it; only when BLOCKED.</summary>
    public string? BlockedBy { get; set; }

    /// <summary>Why it failed or is not wanted, in one sentence without personal data.</summary>
    public string? Error { get; set; }

    /// <summary>Failures in a row; while BLOCKED, vain looks for what it waits for.</summary>
    public int Attempts { get; set; }

    /// <summary>When it is tried again by itself, or asked for again if nothing came of a request, UTC; null: when something changes.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Of what was last stored or sent.</summary>
    public string? Hash { get; set; }

    /// <summary>When the external system last changed what was stored, UTC.</summary>
    public DateTimeOffset? ExternalUpdatedAt { get; set; }

    /// <summary>As of when it was last up to date: when the work on it began, UTC.</summary>
    public DateTimeOffset? SyncedAt { get; set; }

    /// <summary>Who works on it, or was the last to end work on it: the id of a request.</summary>
    public string? HeldBy { get; set; }

    /// <summary>Until when it is worked on, UTC; null: nobody works on it.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    public int Version { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Since when it stands so, or when it was last brought up to date or failed, UTC. Waiting on, however often, is no change.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>How a record stands.</summary>
[JsonConverter(typeof(WireNameConverter<SyncStatus>))]
[Description("How a record of an app stands.")]
public enum SyncStatus
{
    /// <summary>Asked for, not handled yet.</summary>
    Pending,

    /// <summary>Waits for another record.</summary>
    Blocked,

    /// <summary>Failed; tried again later.</summary>
    Failed,

    /// <summary>Up to date.</summary>
    Done,

    /// <summary>Not wanted.</summary>
    Ignored,
}

/// <summary>An external id and the hub's id of the same thing. Unique both ways per app and entity.</summary>
public sealed class SyncLink : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string AppId { get; init; }

    public required string Entity { get; init; }

    public required string ExternalId { get; init; }

    public required string InternalId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>How far an app's records of one kind were read. One per app, entity and direction.</summary>
public sealed class SyncCursor : ITenantOwned, IVersioned
{
    public required string TenantId { get; init; }

    public required string AppId { get; init; }

    public required string Entity { get; init; }

    public required SyncDirection Direction { get; init; }

    /// <summary>Begin of the last run that read everything it wanted, UTC.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>End of that run, UTC.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The newest change time that the system told, UTC.</summary>
    public DateTimeOffset? NewestChange { get; set; }

    /// <summary>Begin of the run that saw it first, UTC.</summary>
    public DateTimeOffset? NewestSeenAt { get; set; }

    /// <summary>Somebody wants everything from this moment on, UTC; null: nobody does.</summary>
    public DateTimeOffset? BackfillFrom { get; set; }

    public DateTimeOffset? BackfillRequestedAt { get; set; }

    public DateTimeOffset? BackfillFinishedAt { get; set; }

    /// <summary>Where the back-fill goes on after an interruption.</summary>
    public string? BackfillCursor { get; set; }

    public long BackfillRead { get; set; }

    /// <summary>How many records there are; null when the system does not say.</summary>
    public long? BackfillTotal { get; set; }

    public int Version { get; set; }

    /// <summary>Wants everything that changed since a moment once more. Replaces a back-fill that is under way.</summary>
    /// <param name="from">UTC; null: everything.</param>
    /// <param name="now">UTC.</param>
    public void StartBackfill(DateTimeOffset? from, DateTimeOffset now)
    {
        BackfillFrom = from ?? DateTimeOffset.UnixEpoch;
        BackfillRequestedAt = now;
        BackfillFinishedAt = null;
        BackfillCursor = null;
        BackfillRead = 0;
        BackfillTotal = null;
    }
}

/// <summary>How fast an account is asked, for all processes. One per app.</summary>
public sealed class SyncPaceState : ITenantOwned
{
    public required string AppId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>When the next request is free, UTC; up to a burst before now.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>No requests before, UTC.</summary>
    public DateTimeOffset? RestsUntil { get; set; }

    public string? RestReason { get; set; }

    /// <summary>Rests in a row for failures; a success ends the row.</summary>
    public int Rests { get; set; }

    /// <summary>The version of the app whose credentials were refused: the rest ends when the app is changed. Null: it rests for another reason.</summary>
    public int? DeniedVersion { get; set; }

    public long Version { get; set; }
}
