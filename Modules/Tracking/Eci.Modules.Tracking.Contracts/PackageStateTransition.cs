using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Contracts;

/// <summary>A package moved from one state to another. Topic <c>tracking.package.state.transition</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="PackageId">The package.</param>
/// <param name="PackageEventId">The event that moved it.</param>
/// <param name="PreviousState">State before.</param>
/// <param name="State">State after.</param>
/// <param name="Time">When the event happened, UTC.</param>
/// <param name="RecordedAt">When the hub stored it, UTC.</param>
/// <param name="IsHistory">The customer is not mailed about it: the carrier told of it together with later scans, or long after.</param>
public sealed record PackageStateTransition(
    string TenantId,
    string PackageId,
    string PackageEventId,
    PackageState PreviousState,
    PackageState State,
    DateTimeOffset Time,
    DateTimeOffset RecordedAt,
    bool IsHistory = false) : ITenantMessage;
