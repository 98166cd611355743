using Eci.Vocabulary;

namespace Eci.Commerce;

/// <summary>The pages where carriers show a parcel to its recipient.</summary>
public static class CarrierLinks
{
    /// <summary>The carrier's page for a parcel, in the customer's language where the carrier offers it and in English where not.</summary>
    /// <param name="carrier">Who moves the parcel.</param>
    /// <param name="trackingId">The carrier's number.</param>
    /// <param name="language">ISO 639-1, with or without a region.</param>
    /// <returns>Null when the carrier has no such page or the number is missing.</returns>
    public static string? TrackingPage(Carrier carrier, string? trackingId, string? language)
    {
        if (string.IsNullOrWhiteSpace(trackingId))
            return null;

        var id = Uri.EscapeDataString(trackingId.Trim());
        var locale = Locale.Of(LanguageTag.Primary(language));
        return carrier switch
        {
            Carrier.Dpd => $"https://tracking.dpd.de/status/{locale.Code}/parcel/{id}",
            Carrier.Dhl => $"https://www.dhl.com/{locale.Dhl}/home/tracking/tracking-parcel.html?submit=1&tracking-id={id}",
            Carrier.Ups => $"https://www.ups.com/track?loc={locale.Code}&tracknum={id}",
            Carrier.Hermes => $"https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation/#{id}",
            Carrier.Gls => $"https://gls-group.com/{locale.Gls}?match={id}",
            Carrier.Fedex => $"https://www.fedex.com/fedextrack/?trknbr={id}&locale={locale.Code}",
            Carrier.Usps => $"https://{locale.Usps}.usps.com/go/TrackConfirmAction?tLabels={id}",
            _ => null,
        };
    }

    /// <summary>What a language is called in the carriers' addresses.</summary>
    private sealed record Locale(string Code, string Dhl, string Gls = Locale.GlsGroup, string Usps = "tools")
    {
        // GLS Italy and GLS Spain look up only parcels of their own networks; the group's page knows all, in English.
        private const string GlsGroup = "GROUP/en/parcel-tracking";

        private static readonly Locale English = new("en_US", "global-en");
        private static readonly Locale German = new("de_DE", "de-de", Gls: "DE/de/paketverfolgung");
        private static readonly Locale French = new("fr_FR", "fr-fr", Gls: "FR/fr/suivi-colis");
        private static readonly Locale Italian = new("it_IT", "it-it");
        private static readonly Locale Spanish = new("es_ES", "es-es", Usps: "es-tools");

        public static Locale Of(string? language) => language switch
        {
            "de" => German,
            "fr" => French,
            "it" => Italian,
            "es" => Spanish,
            _ => English,
        };
    }
}
