using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>
/// USPS: 22 or 26 digits beginning with 91 to 95, in the barcode behind 420 and the postcode of five or nine digits; the older 20 digits,
/// some of which count with 91 before them; and international items that the United States send (S10).
/// </summary>
internal static class UspsNumbers
{
    private const string Routing = "420";
    private const string OlderPrefix = "91";

    private static readonly string[] OlderServices = ["03", "23", "7"];

    public static CarrierCandidate? Recognise(string number)
    {
        if (PostalItem.IsFrom("US", number))
            return Verified(number, DetectionCertainty.Certain);
        if (!Signs.AreDigits(number))
            return null;
        if (WithoutRouting(number) is { } item)
            return Verified(item, FedexNumbers.IsEconomyOfPostalService(item) ? DetectionCertainty.Likely : DetectionCertainty.Certain);
        return IsOlder(number) ? Verified(number, DetectionCertainty.Likely) : null;
    }

    private static string? WithoutRouting(string number) => number.Length switch
    {
        22 or 26 => IfItem(number),
        30 when IsRouted(number) => IfItem(number[^22..]),
        34 when IsRouted(number) => IfItem(number[^26..]) ?? IfItem(number[^22..]),
        _ => null,
    };

    private static bool IsRouted(string number) => number.StartsWith(Routing, StringComparison.Ordinal);

    private static string? IfItem(string number) => number is ['9', >= '1' and <= '5', ..] && CheckDigits.IsGs1(number) ? number : null;

    private static bool IsOlder(string number) =>
        number.Length == 20
        && Array.Exists(OlderServices, service => number.StartsWith(service, StringComparison.Ordinal))
        && (CheckDigits.IsGs1(number) || CheckDigits.IsGs1(OlderPrefix + number));

    private static CarrierCandidate Verified(string number, DetectionCertainty certainty) => new(Carrier.Usps, number, certainty, CheckDigitVerified: true);
}
