using Eci.Modules.Sandbox.Failing;

namespace Eci.Modules.Sandbox.Ups;

/// <summary>Asks the simulator to fail: body of <c>POST /sandbox/ups/control/failures</c>.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Count">How many requests fail.</param>
/// <param name="Target"><c>track</c> or <c>token</c>.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After.</param>
internal sealed record UpsFailureOrder(string Kind, int Count = 1, string Target = UpsFailureOrder.Track, int? RetryAfterSeconds = null) : IFailureOrder
{
    public const string Track = "track";
    public const string Token = "token";

    /// <summary>The connection breaks before the answer.</summary>
    public const string Broken = "broken";

    /// <summary>JSON that ends in the middle.</summary>
    public const string CutOff = "cut-off";

    /// <summary>JSON of another shape.</summary>
    public const string Malformed = "malformed";

    /// <summary>More than three megabytes.</summary>
    public const string Oversized = "oversized";

    public static IReadOnlyList<string> Kinds { get; } =
        ["400", "401", "403", "404", "429", "500", "503", FailureKind.TimeOut, Broken, CutOff, Malformed, FailureKind.Html, FailureKind.Empty, Oversized];

    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() =>
        Target is Track or Token ? this.ProblemAmong(Kinds) : $"target must be {Track} or {Token}.";
}
