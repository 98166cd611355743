using Eci.Vocabulary;

namespace Eci.Sync;

/// <summary>Brings rows of the canonical model into an external system.</summary>
public interface IPushSync : ISyncPart
{
    SyncDirection ISyncPart.Direction => SyncDirection.Push;

    /// <summary>
    /// The safety net of the events: the next rows, ordered by id, that changed since a moment and that the app may have to be told of. May
    /// name too many; those that are up to date cost no request.
    /// </summary>
    /// <param name="context">The app and its services.</param>
    /// <param name="changedSince">UTC; null: all.</param>
    /// <param name="after">The id after which to go on; null to begin.</param>
    /// <param name="most">How many ids at most; fewer mean that there are no more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<string>> FindAsync(
        SyncContext context, DateTimeOffset? changedSince, string? after, int most, CancellationToken cancellationToken);

    /// <summary>
    /// Brings one row up to date there. Never two at a time for one row, but perhaps once more after a crash: looks whether the system has the
    /// thing before it creates one. Does not save.
    /// </summary>
    /// <exception cref="ExternalSystemException">The system did not answer as it should, or refused.</exception>
    Task<PushResult> PushAsync(SyncContext context, PushRecord record, CancellationToken cancellationToken);
}

/// <summary>A row of the canonical model that is to be pushed.</summary>
/// <param name="InternalId">Its id.</param>
/// <param name="ExternalId">What it is linked to; null: nothing yet.</param>
/// <param name="SentHash">Hash of what was last sent; null: nothing yet.</param>
public sealed record PushRecord(string InternalId, string? ExternalId, string? SentHash);

/// <summary>What became of a push.</summary>
public abstract record PushResult
{
    private PushResult()
    {
    }

    /// <summary>The system has it.</summary>
    /// <param name="ExternalId">Its id there, to be linked; null when it has none of its own.</param>
    /// <param name="Hash">Of what the system has now.</param>
    public sealed record Done(string? ExternalId, string? Hash) : PushResult;

    /// <summary>The system has it already; no request changed anything.</summary>
    public sealed record Unchanged : PushResult;

    /// <summary>The system is not to have it.</summary>
    /// <param name="Reason">One sentence without personal data.</param>
    public sealed record NotWanted(string Reason) : PushResult;

    /// <summary>It waits for another record.</summary>
    public sealed record Blocked(SyncDependency Missing, SyncWish? Fetch = null) : PushResult;

    /// <summary>A dry run would have written this.</summary>
    /// <param name="Plan">One sentence without personal data.</param>
    public sealed record Planned(string Plan) : PushResult;
}
