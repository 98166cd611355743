namespace Eci.Modules.Sandbox.Ups;

/// <summary>A parcel on its way.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Journey">What happens to it.</param>
/// <param name="StartedAt">When its label was made, on a full second.</param>
/// <param name="Step">From one scan to the next.</param>
internal sealed record UpsParcel(string Number, string Journey, DateTimeOffset StartedAt, TimeSpan Step)
{
    public IReadOnlyList<UpsStep> Steps => UpsJourney.Of(Journey);

    public DateTimeOffset TimeOf(int step) => StartedAt + (Step * step);

    /// <summary>How many scans have happened; the first always has.</summary>
    public int Done(DateTimeOffset now) => (int)Math.Clamp((now - StartedAt) / Step, 0, Steps.Count - 1) + 1;

    public UpsParcelView Show(DateTimeOffset now) => new(Number, Journey, StartedAt, Done(now), Steps.Count, TimeOf(Steps.Count - 1));
}

/// <summary>A parcel as <c>/sandbox/ups/parcels</c> shows it.</summary>
internal sealed record UpsParcelView(string TrackingNumber, string Journey, DateTimeOffset StartedAt, int ScansSoFar, int Scans, DateTimeOffset EndsAt);
