using System.ComponentModel;
using Eci.Core;

namespace Eci.Modules.OutgoingWebhooks.Data;

/// <summary>An address of a tenant's own that its events are sent to.</summary>
internal sealed class WebhookEndpoint : ITenantOwned, ITimestamped, IVersioned, IAudited
{
    public required string Id { get; init; }

    public required string TenantId { get; init; }

    public required string Url { get; set; }

    public string? Description { get; set; }

    /// <summary>Event types separated by blanks; empty: every one.</summary>
    public string EventTypes { get; set; } = string.Empty;

    /// <summary>Since when nothing is sent, UTC; null: it is switched on.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    public WebhookDisabledReason? DisabledReason { get; set; }

    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public IReadOnlyList<string> EventTypeList => EventTypes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool Wants(string eventType) => EventTypes.Length == 0 || EventTypeList.Contains(eventType, StringComparer.Ordinal);
}

/// <summary>Why nothing is sent to an endpoint.</summary>
[Description("Why an endpoint gets nothing.")]
internal enum WebhookDisabledReason
{
    /// <summary>Somebody switched it off.</summary>
    Manual,

    /// <summary>It answered 410.</summary>
    Gone,

    /// <summary>It took nothing for days.</summary>
    Failing,
}

/// <summary>
/// How an endpoint answers. A row of its own, without a version: deliveries that end at the same time write it, and none of them may fail
/// because of another.
/// </summary>
internal sealed class EndpointHealth : ITenantOwned
{
    public required string EndpointId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>First failure since the last success, UTC; null after a success.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>It asked to be left alone until then, UTC.</summary>
    public DateTimeOffset? PausedUntil { get; set; }
}
