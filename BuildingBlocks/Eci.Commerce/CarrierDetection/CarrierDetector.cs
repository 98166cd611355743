namespace Eci.Commerce.CarrierDetection;

/// <summary>
/// Tells from a tracking number whose it may be, by its form and check digits. A number whose check digit is wrong fits no carrier but
/// UPS: it is mistyped.
/// </summary>
public static class CarrierDetector
{
    private const int LongestText = 200;

    private static readonly DetectedCarriers None = new([]);

    private static readonly Func<string, CarrierCandidate?>[] Forms =
    [
        DpdNumbers.Recognise,
        DhlNumbers.Recognise,
        UpsNumbers.Recognise,
        HermesNumbers.Recognise,
        GlsNumbers.Recognise,
        FedexNumbers.Recognise,
        UspsNumbers.Recognise,
    ];

    /// <summary>The carriers that a number may belong to.</summary>
    /// <param name="text">The number as people write it: blanks and hyphens anywhere, letters of either case.</param>
    /// <returns>No candidates for text that is no tracking number.</returns>
    public static DetectedCarriers Detect(string? text)
    {
        if (text is null or { Length: > LongestText } || !TrackingNumber.TryNormalize(text.Replace("-", string.Empty, StringComparison.Ordinal), out var number))
            return None;

        var candidates = Forms.Select(recognise => recognise(number)).OfType<CarrierCandidate>().OrderByDescending(c => c.Certainty).ToList();
        return candidates.Count == 0 ? None : new DetectedCarriers(candidates);
    }
}
