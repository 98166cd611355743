using System.Collections.Frozen;
using Eci.Vocabulary;

namespace Eci.Modules.Ups.TrackPackage;

/// <summary>What a status says about a package.</summary>
/// <param name="State">Null: nothing.</param>
/// <param name="IsReturn">It goes back to the sender.</param>
/// <param name="IsVoided">The label was withdrawn.</param>
internal sealed record UpsMeaning(PackageState? State, bool IsReturn = false, bool IsVoided = false);

/// <summary>UPS's statuses in the hub's words. The two-character code alone decides nothing: it means something else under each type.</summary>
internal static class UpsStatusMap
{
    private const string VoidedManifest = "VP";

    private static readonly UpsMeaning Nothing = new(State: null);
    private static readonly UpsMeaning Voided = new(State: null, IsVoided: true);
    private static readonly UpsMeaning InTransit = new(PackageState.InTransit);
    private static readonly UpsMeaning OutForDelivery = new(PackageState.OutForDelivery);
    private static readonly UpsMeaning AvailableForPickup = new(PackageState.AvailableForPickup);
    private static readonly UpsMeaning Delivered = new(PackageState.Delivered);
    private static readonly UpsMeaning Problem = new(PackageState.Exception);
    private static readonly UpsMeaning Return = new(PackageState.Exception, IsReturn: true);

    /// <summary>Status codes that mean the same under every type.</summary>
    private static readonly FrozenDictionary<string, UpsMeaning> ByStatusCode = Table(
        (Voided, ["007", "043"]),
        (OutForDelivery, ["006", "021", "037", "072", "078", "089", "091", "146", "162"]),
        (AvailableForPickup, ["017", "040", "144", "161"]),
        (Delivered, ["011", "026"]),
        (new UpsMeaning(PackageState.FailedAttempt), ["022", "023", "024", "060", "061", "062", "066", "145"]),
        (Return, ["033", "034", "035", "036", "067", "081", "118", "119"]),
        (Problem, ["029", "050", "058", "059", "064", "068", "069", "124", "125", "147", "149"]),
        (InTransit, [.. OnTheWay, .. Delays]));

    /// <summary>Customs in progress and done included.</summary>
    private static string[] OnTheWay => ["005", "010", "012", "014", "016", "025", "039", "047", "071", "084", "087", "092", "134", "138"];

    private static string[] Delays => ["046", "048", "049", "051", "052", "053", "086", "090", "132"];

    /// <summary>What a status says; null when it is not understood.</summary>
    /// <param name="status">The status.</param>
    /// <param name="isFreight">The freight station is where a recipient of freight gets it; a parcel travels on from there.</param>
    public static UpsMeaning? MeaningOf(UpsStatus status, bool isFreight)
    {
        if (status.Type is "NA" or "U")
            return Nothing;

        var known = status.StatusCode is null ? null : ByStatusCode.GetValueOrDefault(status.StatusCode);
        if (status.Type is "MV" || (status.Type is "M" && status.Code is VoidedManifest) || known == Voided)
            return Voided;

        return status.Type switch
        {
            "M" => new UpsMeaning(PackageState.InformationReceived),
            "P" or "W" => InTransit,
            "O" => OutForDelivery,
            "I" => OnTheRoad(status, known),
            "X" => known ?? Problem,
            "D" when known == Return => Return,
            "D" => known == AvailableForPickup || status.Code is "2Q" or "1N" ? AvailableForPickup : Delivered,
            "DO" or "DD" => isFreight ? Delivered : InTransit,
            null => known,
            _ => null,
        };
    }

    private static UpsMeaning OnTheRoad(UpsStatus status, UpsMeaning? known) => known is null || known == InTransit
        ? status.Code is "OT" or "OF" or "OD" or "YI" ? OutForDelivery : InTransit
        : known;

    private static FrozenDictionary<string, UpsMeaning> Table(params (UpsMeaning Meaning, string[] Codes)[] rows) => rows
        .SelectMany(row => row.Codes, (row, code) => KeyValuePair.Create(code, row.Meaning))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
