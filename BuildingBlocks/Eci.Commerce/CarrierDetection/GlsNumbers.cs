using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>
/// GLS: parcel numbers of 11 digits, mostly written with a check digit behind them; 14 digits in some countries; and track ids of eight
/// signs, digits and letters mixed, so that a word is not taken for one.
/// </summary>
internal static class GlsNumbers
{
    public static CarrierCandidate? Recognise(string number) => number.Length switch
    {
        12 when Signs.AreDigits(number) && CheckDigits.IsGls(number) =>
            new CarrierCandidate(Carrier.Gls, number, DetectionCertainty.Likely, CheckDigitVerified: true),
        11 or 14 when Signs.AreDigits(number) => Possible(number),
        8 when number.Any(char.IsAsciiLetter) && number.Any(char.IsAsciiDigit) => Possible(number),
        _ => null,
    };

    private static CarrierCandidate Possible(string number) => new(Carrier.Gls, number, DetectionCertainty.Possible, CheckDigitVerified: false);
}
