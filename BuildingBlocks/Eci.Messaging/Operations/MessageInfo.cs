using System.ComponentModel;

namespace Eci.Messaging.Operations;

/// <summary>A stored message, without its body.</summary>
public sealed record MessageInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of its topic.</summary>
    public required string Topic { get; init; }

    /// <summary>Tenant, or empty.</summary>
    public required string TenantId { get; init; }

    /// <summary>Messages with the same key are handled in order; null when order does not matter.</summary>
    public string? Key { get; init; }

    /// <summary>The trace id that the caller sent (<c>eci-trace-id</c>).</summary>
    public string? TraceId { get; init; }

    /// <summary>W3C trace context of the publisher.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Which messages are meant; nulls match everything.</summary>
/// <param name="TraceId">The caller's own trace id, or the W3C one of the publisher.</param>
/// <param name="Topics">One of these topics.</param>
/// <param name="Key">Their key.</param>
/// <param name="From">Published at or after this moment.</param>
/// <param name="To">Published before this moment.</param>
public sealed record MessageFilter(
    string? TraceId = null, IReadOnlyList<string>? Topics = null, string? Key = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Where a message stands in one queue.</summary>
[Description("Where a message stands in one queue.")]
public enum MessageDeliveryStatus
{
    /// <summary>It waits for its first attempt: ready, running or delayed.</summary>
    Pending,

    /// <summary>An attempt failed; another follows.</summary>
    Retrying,

    /// <summary>It was given up and is a dead letter.</summary>
    Dead,
}

/// <summary>What a queue still has to do with a message. Queues that are done with it have none.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Queue">The queue; <c>$broker</c> until a broker has taken it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Attempts">Attempts so far, the running one included.</param>
/// <param name="DueAt">When it is tried next, or the running attempt counts as lost, UTC; null for dead ones.</param>
/// <param name="LastError">What the last attempt failed by.</param>
public sealed record MessageDelivery(
    Guid MessageId, string Queue, MessageDeliveryStatus Status, int Attempts, DateTimeOffset? DueAt, string? LastError);
