using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Contracts;

/// <summary>A package has not moved for the configured number of days. Topic <c>tracking.package.attention</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="PackageId">The package.</param>
/// <param name="State">The state it rested in.</param>
/// <param name="LastMovementAt">When the hub last learned of a movement, UTC.</param>
public sealed record PackageNeedsAttention(
    string TenantId,
    string PackageId,
    PackageState State,
    DateTimeOffset LastMovementAt) : ITenantMessage;
