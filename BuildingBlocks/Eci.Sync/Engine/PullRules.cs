using Eci.Sync.Storage;

namespace Eci.Sync.Engine;

/// <summary>Decides whether an answer of a system has to be stored.</summary>
internal static class PullRules
{
    /// <summary>Whether a record of a page is new or changed.</summary>
    /// <param name="known">How the hub knows it; null: not at all.</param>
    /// <param name="pulled">What the system has.</param>
    /// <param name="now">UTC.</param>
    /// <param name="again">Looks once more at what the hub did not want.</param>
    public static bool IsNews(SyncRecord? known, PulledRecord pulled, DateTimeOffset now, bool again)
    {
        if (known is null)
            return true;
        if (known.HeldUntil > now || IsStale(known, pulled))
            return false;
        if (known.IsSettled() && IsUnchanged(known, pulled))
            return again && known.Status is SyncStatus.Ignored;
        if (known.Status is SyncStatus.Failed or SyncStatus.Blocked && known.NextAttemptAt > now)
            return pulled.UpdatedAt > known.UpdatedAt;
        return true;
    }

    /// <summary>Lets a part store the records that it could read; the others have failed already.</summary>
    public static async Task ApplyReadableAsync(
        this IPullSync part, SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken)
    {
        var readable = records.Where(record => record.IsReadable).ToList();
        if (readable.Count > 0)
            await part.ApplyAsync(context, readable, cancellationToken);
    }

    /// <summary>The answer is older than what is stored.</summary>
    public static bool IsStale(SyncRecord known, PulledRecord pulled) => pulled.UpdatedAt < known.ExternalUpdatedAt;

    /// <summary>What is stored has the same content.</summary>
    public static bool IsUnchanged(SyncRecord known, PulledRecord pulled) =>
        known.SyncedAt is not null && string.Equals(known.Hash, pulled.Hash, StringComparison.Ordinal);
}
