using System.Text.Json;
using Eci.Commerce;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>Finds the shipment that was asked for: divisions share numbers and use them again, so that an answer may hold several.</summary>
internal static class DhlShipmentChoice
{
    /// <summary>The parcels of online shops first; divisions that are not listed come last.</summary>
    private static readonly string[] Services =
    [
        "parcel-de", "post-de", "express", "parcel-nl", "parcel-uk", "parcel-pl", "ecommerce-europe", "ecommerce",
    ];

    /// <summary>
    /// The shipments with the number as id; when there is none, those that name it as a piece or as the local carrier's number. A single
    /// shipment without id is taken for the one asked for.
    /// </summary>
    public static IReadOnlyList<JsonElement> Candidates(IReadOnlyList<JsonElement> shipments, string trackingId)
    {
        List<JsonElement> byId = [.. shipments.Where(shipment => IsNumber(shipment.Find("id"), trackingId))];
        if (byId.Count > 0)
            return byId;
        List<JsonElement> byOther = [.. shipments.Where(shipment => OtherNumbers(shipment).Any(number => IsNumber(number, trackingId)))];
        if (byOther.Count > 0)
            return byOther;
        return shipments is [{ ValueKind: JsonValueKind.Object } only] && only.Text("id") is null ? [only] : [];
    }

    public static int RankOfService(JsonElement shipment)
    {
        var rank = Array.FindIndex(Services, service => string.Equals(service, shipment.Text("service"), StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? Services.Length : rank;
    }

    private static IEnumerable<JsonElement?> OtherNumbers(JsonElement shipment)
    {
        var details = shipment.Find("details") ?? default;
        return details.Items("pieceIds").Select(piece => (JsonElement?)piece)
            .Concat(details.Items("references").Where(reference => reference.Text("type") == "local-tracking-number").Select(r => r.Find("number")));
    }

    /// <summary>A number in JSON has lost its leading zeros.</summary>
    private static bool IsNumber(JsonElement? value, string trackingId) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText() == trackingId.TrimStart('0'),
        { ValueKind: JsonValueKind.String } text => TrackingNumber.TryNormalize(text.Text(), out var normal) && normal == trackingId,
        _ => false,
    };
}
