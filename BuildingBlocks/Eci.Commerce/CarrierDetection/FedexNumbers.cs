using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>
/// FedEx: 12 digits (Express), 15 digits (Ground), and the barcodes of 34 and 22 digits that end with these. Ground Economy, once
/// SmartPost, has numbers of the US postal service with FedEx's mailer id, written with or without the first two digits.
/// </summary>
internal static class FedexNumbers
{
    private const int Express = 12;
    private const int Ground = 15;
    private const string Economy = "6129";
    private const string PostalPrefixOfEconomy = "92";
    private const string PostalPrefixOfOlderEconomy = "91";

    public static CarrierCandidate? Recognise(string number) => Signs.AreDigits(number)
        ? number.Length switch
        {
            Express when CheckDigits.IsFedex(number) => Verified(number, DetectionCertainty.Likely),
            Ground when CheckDigits.IsGs1(number) => Verified(number, DetectionCertainty.Likely),
            20 when number.StartsWith(Economy, StringComparison.Ordinal) && CheckDigits.IsGs1(PostalPrefixOfEconomy + number) =>
                Verified(number, DetectionCertainty.Certain),
            20 when number.StartsWith("02", StringComparison.Ordinal) && CheckDigits.IsGs1(PostalPrefixOfOlderEconomy + number) =>
                Verified(number, DetectionCertainty.Likely),
            22 when number.StartsWith("96", StringComparison.Ordinal) && CheckDigits.IsGs1(number.AsSpan(22 - Ground)) =>
                Verified(number[^Ground..], DetectionCertainty.Certain),
            22 when IsEconomyOfPostalService(number) && CheckDigits.IsGs1(number) => Verified(number, DetectionCertainty.Likely),
            34 when CheckDigits.IsFedex(number.AsSpan(20)) => Verified(number[^Express..], DetectionCertainty.Likely),
            _ => null,
        }
        : null;

    /// <summary>A number of the US postal service for a parcel that FedEx brings to it: both know the number.</summary>
    public static bool IsEconomyOfPostalService(string number) =>
        number.StartsWith(PostalPrefixOfEconomy, StringComparison.Ordinal) && number.AsSpan(2).StartsWith(Economy);

    private static CarrierCandidate Verified(string number, DetectionCertainty certainty) => new(Carrier.Fedex, number, certainty, CheckDigitVerified: true);
}
