namespace Eci.Modules.Sandbox.Ups;

/// <summary>Sends a parcel on its way: body of <c>POST /sandbox/ups/parcels</c>.</summary>
/// <param name="TrackingNumber">A number UPS could have given; one that is known starts again.</param>
/// <param name="Journey">One of <see cref="UpsJourney.Names"/>.</param>
/// <param name="StepSeconds">From one scan to the next; null for the setting.</param>
internal sealed record UpsParcelOrder(string TrackingNumber, string Journey = UpsJourney.Usual, int? StepSeconds = null)
{
    private const string ParcelPrefix = "1Z";
    private const int ParcelLength = 18;

    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() =>
        !IsNumber(TrackingNumber) ? "trackingNumber must have 7 to 34 letters and digits, and 18 when it begins with 1Z."
        : !UpsJourney.Names.Contains(Journey) ? $"journey must be one of {string.Join(", ", UpsJourney.Names)}."
        : StepSeconds is < 1 or > 86_400 ? "stepSeconds must be between 1 and 86400."
        : null;

    /// <summary>Whether UPS could have given the number.</summary>
    public static bool IsNumber(string? number) =>
        number is { Length: >= 7 and <= 34 }
            && number.All(char.IsAsciiLetterOrDigit)
            && (!number.StartsWith(ParcelPrefix, StringComparison.OrdinalIgnoreCase) || number.Length == ParcelLength);
}
