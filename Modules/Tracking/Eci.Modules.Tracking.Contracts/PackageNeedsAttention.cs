using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Contracts;

/// <summary>Somebody of the shop should look at a package. Topic <c>tracking.package.attention</c>.</summary>
/// <param name="TenantId">Owner.</param>
/// <param name="PackageId">The package.</param>
/// <param name="Reason">Why.</param>
/// <param name="State">The state it is in; with <see cref="AttentionReason.NoMovement"/> the one it rested in.</param>
/// <param name="LastMovementAt">When the hub last learned of a movement, UTC.</param>
public sealed record PackageNeedsAttention(
    string TenantId,
    string PackageId,
    AttentionReason Reason,
    PackageState State,
    DateTimeOffset LastMovementAt) : ITenantMessage;
