using System.Collections.Frozen;
using Eci.Vocabulary;

namespace Eci.Modules.Dpd.ReceivePush;

/// <summary>DPD's status codes in the hub's words. Codes are compared exactly.</summary>
internal static class DpdStatusMap
{
    public static FrozenDictionary<string, PackageState> States { get; } = new Dictionary<string, PackageState>
    {
        ["start_order"] = PackageState.InformationReceived,
        ["pickup_driver"] = PackageState.InTransit,
        ["pickup_depot"] = PackageState.InTransit,
        ["delivery_depot"] = PackageState.InTransit,
        ["delivery_carload"] = PackageState.OutForDelivery,
        ["delivery_nab"] = PackageState.FailedAttempt,
        ["delivery_notification"] = PackageState.Exception,
        ["delivery_customer"] = PackageState.Delivered,
        ["delivery_shop"] = PackageState.AvailableForPickup,
        ["pickup_by_consignee"] = PackageState.Delivered,
        ["no_pickup_by_consignee"] = PackageState.Exception,
        ["error_pickup"] = PackageState.Exception,
        ["error_return"] = PackageState.Exception,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Returns = new[] { "no_pickup_by_consignee", "error_return" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool TryGetState(string status, out PackageState state) => States.TryGetValue(status, out state);

    /// <summary>The parcel goes back to the sender.</summary>
    public static bool IsReturn(string status) => Returns.Contains(status);
}
