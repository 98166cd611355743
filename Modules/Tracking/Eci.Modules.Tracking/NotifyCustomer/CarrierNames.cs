using Eci.Commerce;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>What customers call carriers.</summary>
internal static class CarrierNames
{
    public static string Of(Carrier carrier, string? language) => carrier switch
    {
        Carrier.Dpd => "DPD",
        Carrier.Dhl => "DHL",
        Carrier.Ups => "UPS",
        Carrier.Hermes => "Hermes",
        Carrier.Gls => "GLS",
        Carrier.Fedex => "FedEx",
        Carrier.Usps => "USPS",
        Carrier.Pickup => Words.Of(language).Pickup,
        Carrier.Bulk => Words.Of(language).Freight,
        _ => Words.Of(language).Parcel,
    };

    private sealed record Words(string Parcel, string Freight, string Pickup)
    {
        private static readonly Words English = new("Parcel service", "Freight forwarder", "Collection in store");
        private static readonly Words German = new("Paketdienst", "Spedition", "Selbstabholung");
        private static readonly Words French = new("Service de livraison", "Transporteur de fret", "Retrait en magasin");
        private static readonly Words Italian = new("Servizio di spedizione", "Spedizioniere", "Ritiro in negozio");
        private static readonly Words Spanish = new("Servicio de paquetería", "Empresa de transporte", "Recogida en tienda");

        public static Words Of(string? language) => LanguageTag.Primary(language) switch
        {
            "de" => German,
            "fr" => French,
            "it" => Italian,
            "es" => Spanish,
            _ => English,
        };
    }
}
