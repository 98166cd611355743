namespace Eci.Messaging.Operations;

/// <summary>A delivery that was given up.</summary>
public sealed record DeadLetterInfo
{
    /// <summary>To show, replay or discard it.</summary>
    public required string Id { get; init; }

    /// <summary>The message.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>Its topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The queue that gave up.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Tenant, or empty.</summary>
    public required string TenantId { get; init; }

    /// <summary>Claims it took.</summary>
    public required int Attempts { get; init; }

    /// <summary>Exception type.</summary>
    public required string ErrorType { get; init; }

    /// <summary>Exception text.</summary>
    public required string Error { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}

/// <summary>A dead letter with its message.</summary>
/// <param name="Letter">The summary.</param>
/// <param name="Body">The JSON envelope.</param>
/// <param name="TraceParent">Trace it belongs to.</param>
public sealed record DeadLetterDetail(DeadLetterInfo Letter, string Body, string? TraceParent);

/// <summary>Which dead letters are meant; nulls match everything.</summary>
/// <param name="Endpoint">The queue that gave up.</param>
/// <param name="Topic">Topic of the message.</param>
/// <param name="TenantId">Tenant of the message, among those that may be seen.</param>
/// <param name="Limit">At most so many, where they are listed.</param>
/// <param name="ErrorType">Exception type.</param>
/// <param name="TraceId">The caller's own trace id, or the W3C one of the publisher.</param>
/// <param name="From">Given up at or after this moment.</param>
/// <param name="To">Given up before this moment.</param>
public sealed record DeadLetterFilter(
    string? Endpoint = null,
    string? Topic = null,
    string? TenantId = null,
    int Limit = 100,
    string? ErrorType = null,
    string? TraceId = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null);

/// <summary>What became of a request to replay.</summary>
public enum ReplayResult
{
    /// <summary>It is in its queue again.</summary>
    Replayed,

    /// <summary>There is no dead letter of that id.</summary>
    Unknown,

    /// <summary>A broker delivered something that was not to be handled: unsigned, forged, too large or no message at all. It stays that.</summary>
    Refused,

    /// <summary>This build has no such queue: nobody would handle it.</summary>
    QueueGone,
}

/// <summary>What was done, or with a dry run would be done, to many dead letters.</summary>
/// <param name="Matching">Dead letters that the filter matched at the start.</param>
/// <param name="Done">Of these, taken: put back into their queues, or discarded.</param>
/// <param name="Refused">Of these, such as cannot be replayed.</param>
/// <param name="Groups">The matching ones by queue and error.</param>
/// <param name="SampleIds">Ids of the oldest matching ones.</param>
public sealed record DeadLetterReport(
    int Matching, int Done, int Refused, IReadOnlyList<DeadLetterGroup> Groups, IReadOnlyList<string> SampleIds);

/// <summary>Matching dead letters that have the same queue and error.</summary>
/// <param name="Queue">The queue that gave up.</param>
/// <param name="ErrorType">Exception type.</param>
/// <param name="Refusal">Why they cannot be replayed; null when they can.</param>
/// <param name="Count">How many.</param>
public sealed record DeadLetterGroup(string Queue, string ErrorType, ReplayResult? Refusal, int Count);
