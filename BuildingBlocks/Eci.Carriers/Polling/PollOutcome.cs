namespace Eci.Carriers.Polling;

/// <summary>What one request about a package came to.</summary>
/// <param name="Package">The package.</param>
/// <param name="At">When it was asked about, UTC.</param>
/// <param name="Kind">What it came to.</param>
/// <param name="Answer">What the carrier said; only with <see cref="PollOutcomeKind.Answered"/>.</param>
internal sealed record PollOutcome(DuePackage Package, DateTimeOffset At, PollOutcomeKind Kind, TrackingAnswer? Answer = null);

internal enum PollOutcomeKind
{
    /// <summary>The carrier knows the number.</summary>
    Answered,

    /// <summary>The carrier does not know the number.</summary>
    Unknown,

    /// <summary>The request failed, or its answer cannot be read.</summary>
    Failed,
}
