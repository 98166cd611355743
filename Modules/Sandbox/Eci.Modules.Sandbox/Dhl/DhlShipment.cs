using System.Text.Json.Serialization;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>Body of an answer of success, as far as the simulator fills it.</summary>
internal sealed record DhlShipments(IReadOnlyList<DhlShipment> Shipments);

/// <summary>One shipment. Times are those of a clock in Germany; those of scans carry no offset, as in the answers of the division it plays.</summary>
internal sealed record DhlShipment(
    string Id,
    string Service,
    DhlPlace Origin,
    DhlPlace Destination,
    DhlEvent Status,
    string? EstimatedTimeOfDelivery,
    DhlTimeFrame? EstimatedDeliveryTimeFrame,
    bool? ReturnFlag,
    DhlDetails Details,
    IReadOnlyList<DhlEvent> Events)
{
    public const string ServiceName = "parcel-de";
}

internal sealed record DhlEvent(string Timestamp, DhlPlace? Location, string StatusCode, string Status, string Description);

internal sealed record DhlPlace(DhlAddress Address);

internal sealed record DhlAddress(string? CountryCode = null, string? AddressLocality = null);

internal sealed record DhlTimeFrame(string EstimatedFrom, string EstimatedThrough);

internal sealed record DhlDetails(DhlProduct Product, DhlProof? ProofOfDelivery, int TotalNumberOfPieces);

internal sealed record DhlProduct(string ProductName);

internal sealed record DhlProof(string Timestamp, DhlPerson Signed);

internal sealed record DhlPerson(
    [property: JsonPropertyName("@type")] string Type,
    string GivenName,
    string FamilyName,
    string Name);
