using Eci.Modules.Sandbox.Failing;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>Asks the simulator to fail: body of <c>POST /sandbox/dhl/control/failures</c>.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Count">How many calls fail.</param>
/// <param name="TrackingNumber">Only calls for this number fail; null for any.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After with a status.</param>
internal sealed record DhlFailureOrder(string Kind, int Count = 1, string? TrackingNumber = null, int? RetryAfterSeconds = null) : IFailureOrder
{
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "400", "401", "403", "404", "429", "500", "502", "503", "504", FailureKind.TimeOut, FailureKind.Slow, FailureKind.CutOff, FailureKind.Lost,
        FailureKind.Malformed, FailureKind.Html, FailureKind.Empty,
    ];

    public bool Fits(string? trackingNumber) => TrackingNumber is null || TrackingNumber == trackingNumber;

    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() => this.ProblemAmong(Kinds);
}
