using System.Text.Json;
using Eci.Modules.Ups.Client;

namespace Eci.Modules.Ups.TrackPackage;

/// <summary>Finds the package that was asked for.</summary>
internal static class UpsPackage
{
    private const int LongestNumber = 50;
    private const int LongestText = 200;
    private const string ParcelPrefix = "1Z";

    /// <summary>
    /// A shipment of several packages is told whole, whichever of its numbers is asked for. A single package may have another number when
    /// the shipment says that it is the answer, or none at all.
    /// </summary>
    public static JsonElement? Find(IReadOnlyList<JsonElement?> shipments, string trackingId)
    {
        var packages = shipments.SelectMany(shipment => shipment.Objects("package"), (shipment, package) => (shipment, package)).ToList();
        return packages.Find(p => Is(p.package, "trackingNumber", trackingId)).package
            ?? packages.Find(p => p.package.Objects("alternateTrackingNumber").Any(other => Is(other, "number", trackingId))).package
            ?? (packages is [var only] && (Is(only.shipment, "inquiryNumber", trackingId) || only.package.Text("trackingNumber", LongestNumber) is null)
                ? only.package
                : null);
    }

    /// <summary>Freight has numbers of its own, or goes by a service that says so.</summary>
    public static bool IsFreight(JsonElement? package, string trackingId) =>
        !trackingId.StartsWith(ParcelPrefix, StringComparison.Ordinal)
            || package.Object("service").Text("description", LongestText)?.Contains("freight", StringComparison.OrdinalIgnoreCase) is true;

    private static bool Is(JsonElement? element, string name, string number) =>
        string.Equals(element.Text(name, LongestNumber)?.Replace(" ", string.Empty, StringComparison.Ordinal), number, StringComparison.OrdinalIgnoreCase);
}
