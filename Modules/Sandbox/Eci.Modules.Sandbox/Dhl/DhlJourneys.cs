using System.Collections.Frozen;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>One scan of a journey.</summary>
/// <param name="Code">DHL's status code.</param>
/// <param name="English">What DHL says in English.</param>
/// <param name="German">What DHL says in German.</param>
/// <param name="Town">Where it happens; null when DHL does not tell.</param>
/// <param name="GoesBack">The parcel is on its way back to the sender.</param>
internal sealed record DhlStep(string Code, string English, string German, string? Town = null, bool GoesBack = false);

/// <summary>The ways a parcel can take.</summary>
internal static class DhlJourneys
{
    public const string Delivered = "delivered";

    private const string PreTransit = "pre-transit";
    private const string Transit = "transit";
    private const string Failure = "failure";
    private const string Origin = "Hamburg, Germany";
    private const string Destination = "Berlin, Germany";

    private static readonly DhlStep[] Departure =
    [
        new(PreTransit, "The sender has announced the shipment to DHL electronically", "Der Absender hat die Sendung elektronisch angekündigt"),
        new(Transit, "The shipment has been picked up from the sender", "Die Sendung wurde beim Absender abgeholt", Origin),
        new(Transit, "The shipment has been sorted in the parcel center of the sender", "Die Sendung wurde im Paketzentrum des Absenders bearbeitet", Origin),
        new(Transit, "The shipment has arrived in the parcel center of the recipient", "Die Sendung ist im Paketzentrum des Empfängers eingetroffen", Destination),
    ];

    private static readonly DhlStep Tour = new(
        Transit, "The shipment has been loaded onto the delivery vehicle", "Die Sendung wurde in das Zustellfahrzeug geladen", Destination);

    private static readonly DhlStep NotPresent = new(
        Failure, "The recipient was not present", "Der Empfänger wurde nicht angetroffen", Destination);

    private static readonly DhlStep HandedOver = new(
        Delivered, "The shipment has been handed over to the recipient", "Die Sendung wurde dem Empfänger übergeben", Destination);

    /// <summary>Steps by the name of the journey.</summary>
    public static FrozenDictionary<string, IReadOnlyList<DhlStep>> All { get; } = new Dictionary<string, IReadOnlyList<DhlStep>>
    {
        [Delivered] = [.. Departure, Tour, HandedOver],
        ["failed-attempt"] = [.. Departure, Tour, NotPresent, Tour, HandedOver],
        ["pickup-point"] =
        [
            .. Departure,
            Tour,
            new(Transit, "The shipment is ready for pick-up in the retail outlet", "Die Sendung liegt in der Filiale zur Abholung bereit", Destination),
            new(Delivered, "The recipient has picked up the shipment from the retail outlet", "Der Empfänger hat die Sendung in der Filiale abgeholt", Destination),
        ],
        ["return"] =
        [
            .. Departure,
            Tour,
            NotPresent,
            new(Transit, "The shipment is being returned to the sender", "Die Sendung wird an den Absender zurückgesandt", Destination, GoesBack: true),
            new(Delivered, "The shipment has been handed over", "Die Sendung wurde übergeben", Origin, GoesBack: true),
        ],
        ["exception"] =
        [
            .. Departure,
            new(Failure, "The shipment was damaged and is being repacked", "Die Sendung wurde beschädigt und wird nachverpackt", Destination),
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
