using Eci.Core;
using MassTransit;

namespace Eci.Modules.Tracking.PackageLife;

/// <summary>One watched package.</summary>
internal sealed class PackageLifeState : SagaStateMachineInstance, ITenantOwned, IVersioned
{
    /// <summary>Computed from the package id.</summary>
    public Guid CorrelationId { get; set; }

    public string CurrentState { get; set; } = string.Empty;

    public string TenantId { get; set; } = string.Empty;

    public string PackageId { get; set; } = string.Empty;

    /// <summary>The last news the saga knows of; the package's events may be newer.</summary>
    public DateTimeOffset LastMovementAt { get; set; }

    /// <summary>When the package was last reported for not moving, UTC; null before the first time.</summary>
    public DateTimeOffset? ReportedAt { get; set; }

    /// <summary>When to look again, UTC.</summary>
    public DateTimeOffset CheckAt { get; set; }

    /// <summary>Set by the check: the package needs no more watching.</summary>
    public bool Ended { get; set; }

    public Guid? TimerTokenId { get; set; }

    public int Version { get; set; }

    public static Guid CorrelationOf(string packageId) => Ids.NameBased("package-life", packageId);
}
