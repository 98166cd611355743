using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Contracts;

/// <summary>
/// An old scan brought a package into a problem: look, once later scans had their time, whether it is still in it. Topic
/// <c>tracking.package.attention.check</c>; tracking's note to itself.
/// </summary>
/// <param name="TenantId">Owner.</param>
/// <param name="PackageId">The package.</param>
/// <param name="State">The state it came into.</param>
/// <param name="StateTime">When the scan happened, UTC.</param>
public sealed record PackageAttentionCheck(string TenantId, string PackageId, PackageState State, DateTimeOffset StateTime) : ITenantMessage;
