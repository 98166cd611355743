using System.Globalization;

namespace Eci.CrashTests.Harness;

/// <summary>A package of the demo tenant with the scans DPD will report of it, in their order.</summary>
internal sealed class Parcel
{
    private static readonly (string Status, string State)[] Journey =
    [
        ("start_order", "INFORMATION_RECEIVED"),
        ("pickup_depot", "IN_TRANSIT"),
        ("delivery_carload", "OUT_FOR_DELIVERY"),
        ("delivery_customer", "DELIVERED"),
    ];

    private Parcel(string number, IReadOnlyList<Push> pushes)
    {
        Number = number;
        Pushes = pushes;
    }

    public static int Scans => Journey.Length;

    public string Number { get; }

    public IReadOnlyList<Push> Pushes { get; }

    public static Parcel Create(int index)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"0150{index:0000000000}");
        return new Parcel(number, [.. Journey.Select((scan, hour) => new Push(
            string.Create(CultureInfo.InvariantCulture, $"{index}{hour}"),
            number,
            scan.Status,
            scan.State,
            string.Create(CultureInfo.InvariantCulture, $"0501202610{hour:00}00")))]);
    }
}

/// <summary>One scan as DPD pushes it.</summary>
internal sealed record Push(string Id, string Number, string Status, string State, string Date)
{
    public Uri Address { get; } = new(
        $"/api/v1/tracking/dpd/wh_demo_dpd?pushid={Id}&pnr={Number}&depot=0998&status={Status}&statusdate={Date}", UriKind.Relative);

    public string Acknowledgement => $"<push><pushid>{Id}</pushid><status>OK</status></push>";
}
