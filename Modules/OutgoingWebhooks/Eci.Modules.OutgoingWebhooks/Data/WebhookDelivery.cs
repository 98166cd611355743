using System.ComponentModel;
using Eci.Core;

namespace Eci.Modules.OutgoingWebhooks.Data;

/// <summary>The log's entry of one event for one endpoint.</summary>
internal sealed class WebhookDelivery : ITenantOwned, ITimestamped, IVersioned
{
    /// <summary>Sent as <c>webhook-id</c>, the same at each attempt; computed from event and endpoint.</summary>
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The endpoint, which may be gone.</summary>
    public required string EndpointId { get; init; }

    public required string EventType { get; init; }

    /// <summary>The package it is about; null when it is about none, or about an order.</summary>
    public string? PackageId { get; init; }

    /// <summary>The body as it is sent.</summary>
    public required string Payload { get; set; }

    public WebhookDeliveryStatus Status { get; set; } = WebhookDeliveryStatus.Pending;

    /// <summary>Attempts made, all told.</summary>
    public int Attempts { get; set; }

    /// <summary>Attempts made since it was last asked for; decides how long to wait for the next.</summary>
    public int AttemptsInRound { get; set; }

    /// <summary>UTC; null when none is planned.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>Of the last answer; null when there was none.</summary>
    public int? StatusCode { get; set; }

    /// <summary>Why it is not delivered.</summary>
    public string? Note { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Sends nothing more.</summary>
    public void Fail(string note)
    {
        Status = WebhookDeliveryStatus.Failed;
        NextAttemptAt = null;
        Note = note;
    }

    /// <summary>Starts over: the next attempt is made at once, and failures are repeated as for a new event.</summary>
    public void Restart(DateTimeOffset now)
    {
        Status = WebhookDeliveryStatus.Pending;
        AttemptsInRound = 0;
        NextAttemptAt = now;
        DeliveredAt = null;
        Note = null;
    }
}

[Description("Where a delivery stands.")]
internal enum WebhookDeliveryStatus
{
    /// <summary>An attempt is planned.</summary>
    Pending,

    /// <summary>The endpoint took it.</summary>
    Delivered,

    /// <summary>No attempt is planned any more.</summary>
    Failed,
}

/// <summary>One time that a delivery was sent.</summary>
internal sealed class WebhookAttempt : ITenantOwned
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string DeliveryId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    public required int Milliseconds { get; init; }

    public required WebhookOutcome Outcome { get; init; }

    /// <summary>Null when there was no answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Begin of the answer's body.</summary>
    public string? ResponseBody { get; set; }
}

/// <summary>What became of an attempt.</summary>
[Description("What became of an attempt.")]
internal enum WebhookOutcome
{
    /// <summary>2xx.</summary>
    Delivered,

    /// <summary>3xx, which is not followed.</summary>
    Redirected,

    /// <summary>410: the endpoint wants nothing any more.</summary>
    Gone,

    /// <summary>429, 502, 503 or 504: the endpoint is asked for less.</summary>
    Throttled,

    /// <summary>Any other status.</summary>
    Refused,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The host does not exist or takes no connection, or the connection broke.</summary>
    Unreachable,

    /// <summary>No trusted connection: certificate or protocol.</summary>
    TlsFailed,

    /// <summary>What answered does not speak HTTP, or without bounds.</summary>
    InvalidAnswer,

    /// <summary>The address leads into a private network.</summary>
    UrlNotAllowed,
}

/// <summary>Remembers that everybody was told of an order's delivery: it is told once.</summary>
internal sealed class DeliveredOrder : ITenantOwned
{
    public required string OrderId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ToldAt { get; init; }
}
