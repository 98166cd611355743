using System.Collections.Frozen;
using Eci.Vocabulary;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>What a scan means.</summary>
internal readonly record struct DhlMeaning(PackageState State, bool IsReturn = false);

/// <summary>DHL's five status codes in the hub's words.</summary>
internal static class DhlStatusMap
{
    public const string Transit = "transit";
    public const string Delivered = "delivered";
    public const string Failure = "failure";

    /// <summary>State by code; null for the code by which DHL says that it has nothing to say.</summary>
    public static FrozenDictionary<string, PackageState?> States { get; } = new Dictionary<string, PackageState?>
    {
        ["pre-transit"] = PackageState.InformationReceived,
        [Transit] = PackageState.InTransit,
        [Delivered] = PackageState.Delivered,
        [Failure] = PackageState.Exception,
        ["unknown"] = null,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a code means together with DHL's words for the scan.</summary>
    /// <param name="code">The code; one of <see cref="States"/>.</param>
    /// <param name="words">Status text, description and the like.</param>
    public static DhlMeaning Refine(string code, PackageState state, ScanWords words) => code.ToLowerInvariant() switch
    {
        Transit or Delivered or Failure when words.TellReturn => new(PackageState.Exception, IsReturn: true),
        Transit or Delivered when words.TellPickupPoint => new(PackageState.AvailableForPickup),
        Transit when words.TellFailedAttempt => new(PackageState.FailedAttempt),
        Transit when words.TellDeliveryTour => new(PackageState.OutForDelivery),
        Failure when words.TellAttempt => new(PackageState.FailedAttempt),
        _ => new(state),
    };
}
