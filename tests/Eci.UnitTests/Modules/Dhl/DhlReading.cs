using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eci.Carriers;
using Eci.Modules.Dhl.TrackShipment.Reading;
using Eci.Vocabulary;
using Microsoft.Extensions.Time.Testing;

namespace Eci.UnitTests.Modules.Dhl;

/// <summary>Reads answers of DHL without a network.</summary>
internal static class DhlReading
{
    public const string Number = "00340434161094042557";

    public static DateTimeOffset Now { get; } = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TrackingAnswer? Answer(string json, string number = Number, bool refineByText = true, DateTimeOffset? now = null)
    {
        using var document = JsonDocument.Parse(json);
        var reader = new DhlShipmentReader(new DhlClock(new FakeTimeProvider(now ?? Now)));
        return reader.Read([.. document.RootElement.Items("shipments")], number, refineByText);
    }

    /// <summary>What is said about one shipment with the number, given its other members.</summary>
    public static TrackingAnswer Shipment(string members, bool refineByText = true, DateTimeOffset? now = null, string service = "parcel-de") =>
        Answer($$"""{"shipments":[{"id":"{{Number}}","service":"{{service}}",{{members}}}]}""", refineByText: refineByText, now: now)!;

    public static TrackingAnswer Events(params string[] events) => Shipment($"\"events\":[{string.Join(',', events)}]");

    public static string Event(string timestamp, string statusCode = "transit", string? status = null, string? description = null, string? country = null)
    {
        var scan = new JsonObject { ["timestamp"] = timestamp, ["statusCode"] = statusCode };
        if (status is not null)
            scan["status"] = status;
        if (description is not null)
            scan["description"] = description;
        if (country is not null)
            scan["location"] = new JsonObject { ["address"] = new JsonObject { ["countryCode"] = country } };
        return scan.ToJsonString();
    }

    /// <summary>Time and state of a scan, and whether it goes back.</summary>
    public static string Line(CarrierScan scan) => $"{Time(scan.Time)} {WireName.Of(scan.State)}{(scan.IsReturn ? " return" : string.Empty)}";

    public static IEnumerable<string> Lines(this TrackingAnswer? answer) => answer!.Scans.Select(Line);

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture);
}
