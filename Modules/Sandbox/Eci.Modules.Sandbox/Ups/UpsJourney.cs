namespace Eci.Modules.Sandbox.Ups;

/// <summary>One scan of a journey.</summary>
/// <param name="Type">Kind of scan.</param>
/// <param name="Code">Two characters, or none.</param>
/// <param name="StatusCode">Three digits.</param>
/// <param name="Text">In words; some end in a blank, as UPS's do.</param>
/// <param name="Place">Where.</param>
/// <param name="City">Whether the city is told.</param>
/// <param name="Address">Whether the country is told.</param>
internal sealed record UpsStep(string Type, string? Code, string StatusCode, string Text, UpsPlace Place, bool City = true, bool Address = true);

/// <summary>A place with UPS's building.</summary>
internal sealed record UpsPlace(string City, string Country, string Slic, string TimeZone)
{
    public static UpsPlace Hamburg { get; } = new("Hamburg", "DE", "2010", "Europe/Berlin");

    public static UpsPlace Koeln { get; } = new("Koeln", "DE", "3459", "Europe/Berlin");

    public static UpsPlace Berlin { get; } = new("Berlin", "DE", "1249", "Europe/Berlin");

    public static UpsPlace Shenzhen { get; } = new("Shenzhen", "CN", "5801", "Asia/Shanghai");
}

/// <summary>What happens to a parcel, step by step.</summary>
internal static class UpsJourney
{
    public const string Usual = "delivered";

    private static readonly UpsStep OutForDelivery = new("I", "OT", "021", "Out For Delivery Today", UpsPlace.Berlin);
    private static readonly UpsStep Delivered = new("D", "FS", "011", "DELIVERED ", UpsPlace.Berlin);

    private static readonly Dictionary<string, UpsStep[]> Journeys = new(StringComparer.Ordinal)
    {
        [Usual] = [.. To(UpsPlace.Hamburg), OutForDelivery, Delivered],
        ["attempt"] =
        [
            .. To(UpsPlace.Hamburg), OutForDelivery,
            new("X", "48", "022", "Nobody was there to receive the package. ", UpsPlace.Berlin),
            OutForDelivery, Delivered,
        ],
        ["access-point"] =
        [
            .. To(UpsPlace.Hamburg),
            new("I", "YI", "162", "Out for delivery to a UPS Access Point", UpsPlace.Berlin),
            new("D", "2Q", "161", "Delivered to a UPS Access Point ", UpsPlace.Berlin),
            new("D", "2W", "011", "Picked up at the UPS Access Point", UpsPlace.Berlin),
        ],
        ["return"] =
        [
            .. To(UpsPlace.Hamburg), OutForDelivery,
            new("X", "KT", "064", "The receiver did not take the package.", UpsPlace.Berlin),
            new("X", "UF", "035", "The package goes back to the sender.", UpsPlace.Berlin, Address: false),
            new("I", "DP", "036", "Departed from Facility", UpsPlace.Koeln),
            new("D", "B0", "034", "Returned to the sender", UpsPlace.Hamburg),
        ],
        ["customs"] =
        [
            .. To(UpsPlace.Shenzhen),
            new("X", "BB", "058", "Customs need more from the sender.", UpsPlace.Koeln),
            new("X", "RZ", "012", "Customs have not released the package yet.", UpsPlace.Koeln, Address: false),
            new("X", null, "092", "The package is with customs.", UpsPlace.Koeln, Address: false),
            new("X", "RZ", "014", "Customs have released the package.", UpsPlace.Koeln, Address: false),
            OutForDelivery, Delivered,
        ],
    };

    public static IReadOnlyCollection<string> Names => Journeys.Keys;

    public static IReadOnlyList<UpsStep> Of(string name) => Journeys[name];

    private static UpsStep[] To(UpsPlace origin) =>
    [
        new("M", "MP", "003", "A label was made; UPS does not have the package yet. ", origin, City: false),
        new("P", "PU", "038", "Pickup Scan ", origin),
        new("I", "OR", "005", "We have your package", origin),
        new("I", "DP", "005", "Departed from Facility", origin),
        new("I", "AR", "005", "Arrived at Facility", UpsPlace.Koeln),
    ];
}
