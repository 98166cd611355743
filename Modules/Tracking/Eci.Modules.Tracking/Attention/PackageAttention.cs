using Eci.Commerce;
using Eci.Modules.Tracking.Contracts;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.Attention;

/// <summary>
/// Marks packages that somebody of the shop should look at. Only a person ends that a package came back: wherever the carrier brings it
/// from then on, even DELIVERED, means back to the shop, which has to refund it or send it again. Every other reason ends with the next
/// move, and the newest reason counts.
/// </summary>
internal sealed class PackageAttention(TrackingMetrics metrics, TimeProvider time)
{
    /// <summary>Why a state calls for somebody; null when it does not.</summary>
    public static AttentionReason? ReasonOf(PackageState state) => state switch
    {
        PackageState.Exception => AttentionReason.Exception,
        PackageState.FailedAttempt => AttentionReason.FailedAttempt,
        _ => null,
    };

    /// <summary>Marks the package.</summary>
    /// <param name="package">A tracked package.</param>
    /// <param name="reason">Why.</param>
    /// <param name="state">The state to tell of.</param>
    /// <param name="lastMovementAt">When the hub last learned of a movement, UTC.</param>
    /// <returns>What to publish; null when the reason is not new.</returns>
    public PackageNeedsAttention? Raise(Package package, AttentionReason reason, PackageState state, DateTimeOffset lastMovementAt)
    {
        if (package.AttentionReason == reason || package.AttentionReason is AttentionReason.Returned)
            return null;
        package.AttentionReason = reason;
        package.AttentionSince = time.GetUtcNow();
        metrics.Attention(reason);
        return new PackageNeedsAttention(package.TenantId, package.Id, reason, state, lastMovementAt);
    }

    /// <summary>Takes the mark away, as news of the carrier does.</summary>
    public static void Pass(Package package)
    {
        if (package.AttentionReason is not AttentionReason.Returned)
            Clear(package);
    }

    /// <summary>Takes the mark away, as a person does.</summary>
    public static void Clear(Package package)
    {
        package.AttentionReason = null;
        package.AttentionSince = null;
    }
}
