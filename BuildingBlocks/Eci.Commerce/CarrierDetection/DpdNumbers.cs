using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>
/// DPD: a parcel number of 14 digits, four of them the depot that sends it. Labels add a check character, the barcode also postcode,
/// service and country.
/// </summary>
internal static class DpdNumbers
{
    private const int ParcelNumber = 14;
    private const int Postcode = 7;
    private const string GermanDepot = "01";

    public static CarrierCandidate? Recognise(string number) => number.Length switch
    {
        28 when Signs.AreDigits(number.AsSpan(Postcode, 20)) && CheckDigits.IsModulo3736(number) =>
            Checked(number.Substring(Postcode, ParcelNumber), DetectionCertainty.Certain),
        15 when Signs.AreDigits(number.AsSpan(0, ParcelNumber)) && CheckDigits.IsModulo3736(number) =>
            Checked(number[..ParcelNumber], char.IsAsciiLetter(number[^1]) ? DetectionCertainty.Certain : DetectionCertainty.Likely),
        ParcelNumber when Signs.AreDigits(number) =>
            Unchecked(number, number.StartsWith(GermanDepot, StringComparison.Ordinal) ? DetectionCertainty.Likely : DetectionCertainty.Possible),
        13 when Signs.AreDigits(number) => Unchecked(number, DetectionCertainty.Possible),
        _ => null,
    };

    private static CarrierCandidate Checked(string parcel, DetectionCertainty certainty) => new(Carrier.Dpd, parcel, certainty, CheckDigitVerified: true);

    private static CarrierCandidate Unchecked(string parcel, DetectionCertainty certainty) => new(Carrier.Dpd, parcel, certainty, CheckDigitVerified: false);
}
