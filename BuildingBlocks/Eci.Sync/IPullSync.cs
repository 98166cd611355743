using System.Security.Cryptography;
using System.Text;
using Eci.Vocabulary;

namespace Eci.Sync;

/// <summary>Reads records of an external system and stores them in the canonical model.</summary>
public interface IPullSync : ISyncPart
{
    SyncDirection ISyncPart.Direction => SyncDirection.Pull;

    /// <summary>How far before the last run a run looks: clock skew, search indexes that lag, changes during a run.</summary>
    TimeSpan Overlap => TimeSpan.FromHours(1);

    /// <summary>How far back the first run looks; null: everything.</summary>
    TimeSpan? FirstWindow => null;

    /// <summary>Reads one page of what changed in a window.</summary>
    /// <param name="context">The app and its services.</param>
    /// <param name="window">What is wanted.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ExternalSystemException">The system did not answer as it should.</exception>
    Task<PulledPage> ReadPageAsync(SyncContext context, PullWindow window, string? cursor, CancellationToken cancellationToken);

    /// <summary>Reads single records, by as few requests as can be. Those that the system does not have are missing in the result.</summary>
    /// <exception cref="ExternalSystemException">The system did not answer as it should.</exception>
    Task<IReadOnlyList<PulledRecord>> ReadAsync(SyncContext context, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken);

    /// <summary>
    /// Stores records that are new or changed and says of each what became of it. Reads what it needs for all of them at once, and does not
    /// save: that is done for it, together with the links and the states of the records.
    /// </summary>
    Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken);

    /// <summary>The system does not have these any more. Does not save.</summary>
    Task GoneAsync(SyncContext context, IReadOnlyList<string> externalIds, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>What a pull wants.</summary>
/// <param name="ChangedSince">Records changed at or after this moment, UTC; null: all.</param>
public sealed record PullWindow(DateTimeOffset? ChangedSince);

/// <summary>A page of records.</summary>
/// <param name="Records">In the order of the system.</param>
/// <param name="NextCursor">Where the next page begins; null after the last.</param>
/// <param name="Total">How many records the whole window has; null when the system does not say.</param>
/// <param name="IsOfAll">The pages hold all records of the system, whatever window was wanted.</param>
public sealed record PulledPage(IReadOnlyList<PulledRecord> Records, string? NextCursor, int? Total = null, bool IsOfAll = false);

/// <summary>A record as an external system has it.</summary>
/// <param name="externalId">Its id there.</param>
/// <param name="updatedAt">When it last changed there, UTC; null when the system does not say.</param>
/// <param name="hash">Of the content: an equal one means that nothing changed.</param>
/// <param name="content">What the part that read it understands.</param>
public sealed class PulledRecord(string externalId, DateTimeOffset? updatedAt, string hash, object content)
{
    public string ExternalId { get; } = externalId;

    public DateTimeOffset? UpdatedAt { get; } = updatedAt?.ToUniversalTime();

    public string Hash { get; } = hash;

    public object Content { get; } = content;

    /// <summary>False for what <see cref="Unreadable"/> made: nobody is asked to store it.</summary>
    public bool IsReadable { get; private init; } = true;

    /// <summary>What became of it; null while nobody said.</summary>
    public PullOutcome? Outcome { get; private set; }

    /// <summary>It is in the canonical model.</summary>
    /// <param name="internalId">Of its row: the two are linked. Null when it has no row of its own.</param>
    public void Done(string? internalId) => Outcome = new PullOutcome.Done(internalId);

    /// <summary>It waits for another record, and is tried again when that one was stored.</summary>
    /// <param name="missing">What it waits for.</param>
    /// <param name="fetch">What to pull at once to get it; null: it comes by itself.</param>
    public void Block(SyncDependency missing, SyncWish? fetch = null) => Outcome = new PullOutcome.Blocked(missing, fetch);

    /// <summary>The hub does not want it.</summary>
    /// <param name="reason">One sentence without personal data.</param>
    public void Ignore(string reason) => Outcome = new PullOutcome.Ignored(reason);

    /// <summary>It cannot be stored as it is; it is tried again later and when it changes.</summary>
    /// <param name="error">One sentence without personal data.</param>
    public void Fail(string error) => Outcome = new PullOutcome.Failed(error);

    /// <summary>A record whose content is not what the system's contract says: it is FAILED, and the rest of its page goes on.</summary>
    /// <param name="externalId">Its id there.</param>
    /// <param name="content">As it came, for its hash; not stored.</param>
    /// <param name="error">One sentence without personal data.</param>
    public static PulledRecord Unreadable(string externalId, string content, string error)
    {
        var record = new PulledRecord(externalId, updatedAt: null, HashOf(content), content) { IsReadable = false };
        record.Fail(error);
        return record;
    }

    /// <summary>The hash of a text, for <see cref="Hash"/>.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>What became of a pulled record.</summary>
public abstract record PullOutcome
{
    private PullOutcome()
    {
    }

    /// <inheritdoc cref="PulledRecord.Done"/>
    public sealed record Done(string? InternalId) : PullOutcome;

    /// <inheritdoc cref="PulledRecord.Block"/>
    public sealed record Blocked(SyncDependency Missing, SyncWish? Fetch) : PullOutcome;

    /// <inheritdoc cref="PulledRecord.Ignore"/>
    public sealed record Ignored(string Reason) : PullOutcome;

    /// <inheritdoc cref="PulledRecord.Fail"/>
    public sealed record Failed(string Error) : PullOutcome;
}

/// <summary>What a record waits for.</summary>
/// <param name="Entity">See <see cref="SyncEntities"/>.</param>
/// <param name="Key">Its name there: a SKU, an id.</param>
public sealed record SyncDependency(string Entity, string Key)
{
    /// <summary>As it is stored and shown: <c>variants:SKU-1</c>.</summary>
    public override string ToString() => $"{Entity}:{Key}";
}

/// <summary>A record to be brought up to date soon.</summary>
public sealed record SyncWish(string Entity, SyncDirection Direction, string Key);
