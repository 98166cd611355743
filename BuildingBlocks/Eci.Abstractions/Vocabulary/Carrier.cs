using System.Text.Json.Serialization;

namespace Eci.Vocabulary;

/// <summary>Who moves a package.</summary>
[JsonConverter(typeof(WireNameConverter<Carrier>))]
public enum Carrier
{
    Unknown,
    Dpd,
    Dhl,
    Ups,
    Hermes,
    Gls,
    Fedex,
    Usps,
    Pickup,
    Bulk,
}
