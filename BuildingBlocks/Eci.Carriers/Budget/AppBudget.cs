using Eci.Core;

namespace Eci.Carriers.Budget;

/// <summary>What an app has used of the requests its carrier grants, and whether it rests. One row per app.</summary>
internal sealed class AppBudget : ITenantOwned
{
    public required string AppId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The UTC day that <see cref="Used"/> counts.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Requests of that day, counted before they are made.</summary>
    public int Used { get; set; }

    /// <summary>No request before this moment, UTC: the spacing, across runs and processes.</summary>
    public DateTimeOffset NextRequestAt { get; set; }

    /// <summary>The app rests until then, UTC; null when it does not.</summary>
    public DateTimeOffset? BlockedUntil { get; set; }

    /// <summary>Why it rests.</summary>
    public BlockReason? BlockReason { get; set; }

    /// <summary>Grows with each change; a writer that read an older one changes nothing.</summary>
    public long Version { get; set; }
}

/// <summary>Why an app makes no requests for a while.</summary>
internal enum BlockReason
{
    /// <summary>Its carrier takes no further requests.</summary>
    Throttled,

    /// <summary>Its carrier seems to be down.</summary>
    Down,
}
