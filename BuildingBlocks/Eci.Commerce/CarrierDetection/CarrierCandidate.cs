using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>A carrier that a number may belong to.</summary>
/// <param name="Carrier">The carrier.</param>
/// <param name="TrackingId">The number by which the carrier tracks the parcel: the part of a barcode that names it, or the whole.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="CheckDigitVerified">The number has a check digit, and it is right.</param>
public sealed record CarrierCandidate(Carrier Carrier, string TrackingId, DetectionCertainty Certainty, bool CheckDigitVerified);

/// <summary>The carriers that a number may belong to.</summary>
/// <param name="Candidates">The surest first, each carrier once; empty when the number fits none.</param>
public sealed record DetectedCarriers(IReadOnlyList<CarrierCandidate> Candidates)
{
    /// <summary>The one that is surer than every other; null when there is none or two are equally good.</summary>
    public CarrierCandidate? Best => Candidates switch
    {
        [var only] => only,
        [var first, var second, ..] when first.Certainty > second.Certainty => first,
        _ => null,
    };

    /// <summary>What the number would be for a carrier; null when it does not fit.</summary>
    public CarrierCandidate? Of(Carrier carrier) => Candidates.FirstOrDefault(c => c.Carrier == carrier);
}
