using Eci.Commerce.CarrierDetection;
using Eci.Vocabulary;

namespace Eci.Commerce.Api.Orders;

/// <summary>Carrier and number of a parcel, as the hub stores them.</summary>
internal sealed record ParcelNumber(Carrier Carrier, string TrackingId)
{
    private const int LongestShown = 60;

    /// <summary>Carrier and number as given; without a carrier, the one that the number tells, with the number as that carrier tracks it.</summary>
    /// <param name="path">The field, for errors.</param>
    /// <param name="carrier">The carrier, if it was named.</param>
    /// <param name="text">The number, written in any way.</param>
    /// <exception cref="RegistrationRefusedException">It is no number, or does not tell whose it is.</exception>
    public static ParcelNumber Of(string path, Carrier? carrier, string text)
    {
        if (carrier is { } named)
        {
            return TrackingNumber.TryNormalize(text, out var number)
                ? new ParcelNumber(named, number)
                : throw new RegistrationRefusedException(
                    RefusalCodes.InvalidArgument, new RefusedField(path, $"must have 1 to {TrackingNumber.MaxLength} letters and digits"));
        }

        var detected = CarrierDetector.Detect(text);
        if (detected.Best is { } best)
            return new ParcelNumber(best.Carrier, best.TrackingId);
        var shown = text.Length > LongestShown ? string.Concat(text.AsSpan(0, LongestShown), "…") : text;
        throw detected.Candidates.Count > 0
            ? new RegistrationRefusedException(RefusalCodes.AmbiguousTrackingId, new RefusedField(
                path, $"'{shown}' may be of {string.Join(", ", detected.Candidates.Select(Describe))}: name the carrier"))
            : new RegistrationRefusedException(RefusalCodes.UnknownCarrier, new RefusedField(
                path, $"'{shown}' is of no known carrier: if it is not mistyped, name the carrier"));
    }

    private static string Describe(CarrierCandidate candidate) => $"{WireName.Of(candidate.Carrier)} ({WireName.Of(candidate.Certainty)})";
}
