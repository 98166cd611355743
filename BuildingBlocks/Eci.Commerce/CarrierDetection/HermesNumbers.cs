using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>Hermes (Germany): 14 digits with a check digit, 16 digits, or H and 19 digits.</summary>
internal static class HermesNumbers
{
    public static CarrierCandidate? Recognise(string number) => number.Length switch
    {
        14 when Signs.AreDigits(number) && CheckDigits.IsGs1(number) => Candidate(number, DetectionCertainty.Likely, verified: true),
        16 when Signs.AreDigits(number) => Candidate(number, DetectionCertainty.Possible, verified: false),
        20 when number[0] == 'H' && Signs.AreDigits(number.AsSpan(1)) => Candidate(number, DetectionCertainty.Certain, verified: false),
        _ => null,
    };

    private static CarrierCandidate Candidate(string number, DetectionCertainty certainty, bool verified) => new(Carrier.Hermes, number, certainty, verified);
}
