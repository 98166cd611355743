using System.IO.Hashing;
using System.Text;

namespace Eci.Messaging.Storage;

/// <summary>
/// A message as written by its publisher. Changed only where a person's data is taken out of it; removed by the retention sweep once
/// nothing needs it.
/// </summary>
internal sealed class Message
{
    public required Guid Id { get; init; }

    public required string Topic { get; init; }

    /// <summary>Empty for messages of no tenant.</summary>
    public required string TenantId { get; init; }

    /// <summary>Ordering key within the tenant; null when order does not matter.</summary>
    public string? Key { get; init; }

    /// <summary>The JSON envelope.</summary>
    public required string Body { get; set; }

    /// <summary>W3C trace context of the publisher.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The trace id within <see cref="TraceParent"/>; the database computes it.</summary>
    public string? ParentTraceId { get; private init; }

    /// <summary>The caller's own trace id (<c>eci-trace-id</c>).</summary>
    public string? TraceId { get; init; }

    /// <summary>It tells of a person who was erased: removed as soon as nothing needs it, not after the retention time.</summary>
    public bool ForgetWhenHandled { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Unfinished work: one message for one queue. Deleted in the transaction of the handler's effects.</summary>
internal sealed class Delivery
{
    public long Id { get; init; }

    public required Guid MessageId { get; init; }

    public required string Endpoint { get; init; }

    /// <summary>The one scheduling column: ready when past; leased, delayed and backing off are all "due later".</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Number of claims so far.</summary>
    public int Attempts { get; set; }

    /// <summary>Who may finish it. Changes with each claim, so a worker whose lease ran out cannot.</summary>
    public Guid? LeaseToken { get; set; }

    public string? LastError { get; set; }

    /// <summary>Hash of the ordering key; rows with equal queue and key are handled one after the other. Null: any order.</summary>
    public long? OrderKey { get; init; }
}

/// <summary>A delivery that was given up, until somebody replays or discards it.</summary>
internal sealed class DeadLetter
{
    public required string Id { get; init; }

    public required Guid MessageId { get; init; }

    public required string Topic { get; init; }

    public required string TenantId { get; init; }

    public required string Endpoint { get; init; }

    public required int Attempts { get; init; }

    public required string ErrorType { get; init; }

    public required string Error { get; set; }

    public required DateTimeOffset FailedAt { get; init; }

    public long? OrderKey { get; init; }
}

/// <summary>Remembers what a consumer has done with messages that reach it without a delivery row.</summary>
internal sealed class InboxEntry
{
    /// <summary>The id of a name: of a queue as consumer, of a part of a log as message.</summary>
    public static Guid IdOf(string name) => new(XxHash128.Hash(Encoding.UTF8.GetBytes(name)));

    public required Guid MessageId { get; init; }

    public required Guid ConsumerId { get; init; }

    public required DateTimeOffset HandledAt { get; init; }
}
