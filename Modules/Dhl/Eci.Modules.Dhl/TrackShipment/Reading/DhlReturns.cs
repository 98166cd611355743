using Eci.Carriers;
using Eci.Vocabulary;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>
/// Marks the way back to the sender. DHL scans it like the way there, down to "delivered", so that none of its scans may count as the
/// recipient's.
/// </summary>
internal static class DhlReturns
{
    /// <summary>
    /// Every scan from the one that tells of the return. When only DHL's flag tells of it: from the first problem, which is why it goes back;
    /// without a problem the parcel never was on the way to somebody else. Once the flag is set, what a scan becomes stays the same.
    /// </summary>
    public static IReadOnlyList<CarrierScan> Mark(IReadOnlyList<CarrierScan> scans, bool flag)
    {
        var told = First(scans, scan => scan.IsReturn);
        var first = flag ? Math.Min(told ?? scans.Count, First(scans, IsProblem) ?? 0) : told;
        return first is { } index ? [.. scans.Select((scan, i) => i < index ? scan : Back(scan))] : scans;
    }

    private static int? First(IReadOnlyList<CarrierScan> scans, Func<CarrierScan, bool> what) =>
        scans.Index().Where(item => what(item.Item)).Select(item => (int?)item.Index).FirstOrDefault();

    private static bool IsProblem(CarrierScan scan) =>
        scan.State is PackageState.FailedAttempt or PackageState.AvailableForPickup or PackageState.Exception;

    private static CarrierScan Back(CarrierScan scan) =>
        scan.State is PackageState.InformationReceived ? scan : scan with { State = PackageState.Exception, IsReturn = true };
}
