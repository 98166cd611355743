using System.Collections.Frozen;
using Eci.Vocabulary;
using static Eci.Vocabulary.PackageState;

namespace Eci.Modules.Tracking.StorePackageEvent;

/// <summary>
/// Which state may follow which. Delivery is final; a problem can be overcome; waiting in a shop ends by collection or by going back.
/// News that would lead backwards is stored, but moves nothing.
/// </summary>
internal static class PackageStates
{
    private static readonly FrozenDictionary<PackageState, FrozenSet<PackageState>> Allowed = new Dictionary<PackageState, PackageState[]>
    {
        [Init] = [InformationReceived, InTransit, OutForDelivery, FailedAttempt, AvailableForPickup, PackageState.Exception, Delivered, Expired, Pending],
        [Pending] = [InformationReceived, InTransit, OutForDelivery, FailedAttempt, AvailableForPickup, PackageState.Exception, Delivered, Expired],
        [Expired] = [InformationReceived, InTransit, OutForDelivery, FailedAttempt, AvailableForPickup, PackageState.Exception, Delivered],
        [InformationReceived] = [InTransit, OutForDelivery, FailedAttempt, AvailableForPickup, PackageState.Exception, Delivered, Expired],
        [InTransit] = [OutForDelivery, FailedAttempt, AvailableForPickup, PackageState.Exception, Delivered, Expired],
        [OutForDelivery] = [FailedAttempt, AvailableForPickup, PackageState.Exception, Delivered, Expired],
        [FailedAttempt] = [OutForDelivery, AvailableForPickup, PackageState.Exception, Delivered, Expired],
        [PackageState.Exception] = [InTransit, OutForDelivery, FailedAttempt, AvailableForPickup, Delivered, Expired],
        [AvailableForPickup] = [Delivered, PackageState.Exception, Expired],
        [Delivered] = [],
    }.ToFrozenDictionary(p => p.Key, p => p.Value.ToFrozenSet());

    public static bool CanMove(PackageState from, PackageState to) => Allowed[from].Contains(to);

    /// <summary>Later news moves along the allowed transitions. Of two scans at the same moment the one that leads further counts.</summary>
    public static bool Moves(PackageState state, DateTimeOffset? stateTime, PackageState news, DateTimeOffset time) =>
        (stateTime is null || time >= stateTime) && CanMove(state, news);

    /// <summary>The carrier has it and means to bring it; it does not wait in a shop for its recipient.</summary>
    public static bool IsUnderWay(PackageState state) => state is InTransit or OutForDelivery or FailedAttempt or PackageState.Exception;

    /// <summary>No carrier news changes it any more.</summary>
    public static bool IsFinal(PackageState state) => state is Delivered;
}
