using Eci.Carriers;
using Eci.Modules.Tracking.StorePackageEvent;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.PolledNews;

/// <summary>What identifies a scan of a package.</summary>
internal sealed record ScanKey(DateTimeOffset Time, PackageState State, string RawCode);

/// <summary>A scan that is not stored yet.</summary>
/// <param name="Scan">As the carrier told it.</param>
/// <param name="IsHistory">The customer is not mailed about it.</param>
internal sealed record FreshScan(CarrierScan Scan, bool IsHistory);

/// <summary>Tells what is new in an answer, and what of it is news to a customer.</summary>
internal static class FreshScans
{
    /// <summary>The scans that are not stored, each once, in the order they happened.</summary>
    /// <param name="scans">All of the answer, the oldest first.</param>
    /// <param name="stored">What is stored of the package.</param>
    /// <param name="state">The state the package is in.</param>
    /// <param name="stateTime">When it came into it; null when no scan moved it yet.</param>
    /// <param name="mailedFrom">What happened before is too old to be mailed.</param>
    public static IReadOnlyList<FreshScan> Of(
        IReadOnlyList<CarrierScan> scans, IReadOnlySet<ScanKey> stored, PackageState state, DateTimeOffset? stateTime, DateTimeOffset mailedFrom)
    {
        var seen = new HashSet<ScanKey>(stored);
        var fresh = scans
            .Select(s => s with { Time = Storable(s.Time), RawCode = CarrierText.Limit(s.RawCode, CarrierText.CodeLength) })
            .Where(s => seen.Add(KeyOf(s)))
            .OrderBy(s => s.Time)
            .ToList();
        var last = LastMove(fresh, state, stateTime);
        return [.. fresh.Select((scan, place) => new FreshScan(scan, IsHistory: place != last || scan.Time < mailedFrom))];
    }

    /// <summary>Databases keep microseconds; what they do not keep must not make a scan look new.</summary>
    private static DateTimeOffset Storable(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    private static ScanKey KeyOf(CarrierScan scan) => new(scan.Time.ToUniversalTime(), scan.State, scan.RawCode);

    /// <summary>Place of the scan that brings the package to its last state: the one a customer wants to know of. The last one when none moves it.</summary>
    private static int LastMove(List<CarrierScan> scans, PackageState state, DateTimeOffset? stateTime)
    {
        var last = -1;
        for (var i = 0; i < scans.Count; i++)
        {
            if (!PackageStates.Moves(state, stateTime, scans[i].State, scans[i].Time))
                continue;
            (state, stateTime, last) = (scans[i].State, scans[i].Time, i);
        }

        return last < 0 ? scans.Count - 1 : last;
    }
}
