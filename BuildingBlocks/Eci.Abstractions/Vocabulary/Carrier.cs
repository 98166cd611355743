using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Eci.Vocabulary;

/// <summary>Who moves a package.</summary>
[JsonConverter(typeof(WireNameConverter<Carrier>))]
[Description("Who carries a parcel.")]
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
