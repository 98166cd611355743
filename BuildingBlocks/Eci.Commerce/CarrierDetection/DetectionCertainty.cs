using System.ComponentModel;
using System.Text.Json.Serialization;
using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>How sure it is that a number belongs to a carrier, from the least to the most.</summary>
[JsonConverter(typeof(WireNameConverter<DetectionCertainty>))]
[Description("How sure it is that a number belongs to a carrier.")]
public enum DetectionCertainty
{
    /// <summary>Length and characters fit; they would fit many a number.</summary>
    Possible,

    /// <summary>The check digit is right, or the beginning is one the carrier uses; other carriers' numbers can look the same.</summary>
    Likely,

    /// <summary>No other carrier writes its numbers like this, and the check digit is right where the form has one.</summary>
    Certain,
}
