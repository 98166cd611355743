using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>
/// DHL: 20 digits of a shipping unit (GS1) of Deutsche Post, the older identcode of 12 digits, licence plates beginning with JJD or JVGL,
/// waybills of 10 digits (Express), and international items that Germany sends (S10).
/// </summary>
internal static class DhlNumbers
{
    private const string ShippingUnitOfDeutschePost = "003404";

    private static readonly string[] LicencePlates = ["JJD", "JVGL"];

    public static CarrierCandidate? Recognise(string number) => number.Length switch
    {
        20 when Signs.AreDigits(number) && number.StartsWith(ShippingUnitOfDeutschePost, StringComparison.Ordinal) && CheckDigits.IsGs1(number) =>
            Candidate(number, DetectionCertainty.Certain, verified: true),
        12 when Signs.AreDigits(number) && CheckDigits.IsIdentcode(number) => Candidate(number, DetectionCertainty.Likely, verified: true),
        10 when Signs.AreDigits(number) && CheckDigits.IsModulo7(number) => Candidate(number, DetectionCertainty.Likely, verified: true),
        _ when PostalItem.IsFrom("DE", number) => Candidate(number, DetectionCertainty.Certain, verified: true),
        _ when IsLicencePlate(number) => Candidate(number, DetectionCertainty.Certain, verified: false),
        _ => null,
    };

    private static bool IsLicencePlate(string number) => Array.Exists(
        LicencePlates,
        prefix => number.StartsWith(prefix, StringComparison.Ordinal)
            && number.Length - prefix.Length is >= 10 and <= 20
            && Signs.AreDigits(number.AsSpan(prefix.Length)));

    private static CarrierCandidate Candidate(string number, DetectionCertainty certainty, bool verified) => new(Carrier.Dhl, number, certainty, verified);
}
