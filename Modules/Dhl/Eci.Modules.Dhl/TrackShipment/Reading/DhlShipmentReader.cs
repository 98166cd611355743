using System.Text.Json;
using Eci.Carriers;

namespace Eci.Modules.Dhl.TrackShipment.Reading;

/// <summary>Makes the hub's answer of DHL's shipments.</summary>
internal sealed class DhlShipmentReader(DhlClock clock)
{
    private const int LongestName = 200;

    /// <summary>What DHL says about a number; null when it lists no shipment at all.</summary>
    /// <param name="shipments">All shipments of the answer.</param>
    /// <param name="trackingId">The number asked for.</param>
    /// <param name="refineByText">Tell more states apart by DHL's texts.</param>
    /// <exception cref="CarrierAnswerException">None of the shipments has the number.</exception>
    public TrackingAnswer? Read(IReadOnlyList<JsonElement> shipments, string trackingId, bool refineByText)
    {
        if (shipments.Count == 0)
            return null;
        var candidates = DhlShipmentChoice.Candidates(shipments, trackingId);
        if (candidates.Count == 0)
            throw new CarrierAnswerException($"DHL answered with shipments, {shipments.Count} in number, but none of them has the number asked for.");
        return candidates
            .Select(shipment => (Shipment: shipment, History: new DhlHistory(clock, shipment, refineByText)))
            .OrderBy(candidate => DhlShipmentChoice.RankOfService(candidate.Shipment))
            .ThenByDescending(candidate => candidate.History.Newest ?? DateTimeOffset.MinValue)
            .Select(candidate => Answer(candidate.Shipment, candidate.History))
            .First();
    }

    private static TrackingAnswer Answer(JsonElement shipment, DhlHistory history)
    {
        var scans = DhlReturns.Mark(history.Scans, shipment.IsTrue("returnFlag"));

        // A parcel on its way back is expected and taken by the sender, which is no news for the recipient.
        var goesBack = scans.Any(scan => scan.IsReturn);
        return new TrackingAnswer
        {
            Scans = scans,
            Unreadable = history.Unreadable,
            Forecast = goesBack ? null : DhlForecast.Of(shipment),
            ReceivedBy = goesBack ? null : ReceivedBy(shipment),
        };
    }

    private static string? ReceivedBy(JsonElement shipment)
    {
        var signed = shipment.Find("details")?.Items("proofOfDelivery").SelectMany(proof => proof.Items("signed")) ?? [];
        return signed.Select(NameOf).FirstOrDefault(name => name is not null);
    }

    private static string? NameOf(JsonElement person)
    {
        if (person.ValueKind == JsonValueKind.String)
            return DhlText.Clean(person.Text(), LongestName);
        var given = DhlText.Clean(person.Text("givenName"), LongestName);
        var family = DhlText.Clean(person.Text("familyName"), LongestName);
        var name = DhlText.Clean(person.Text("name"), LongestName);
        return given is not null && family is not null ? DhlText.Clean($"{given} {family}", LongestName) : name ?? family ?? given;
    }
}
