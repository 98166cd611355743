namespace Eci.Modules.Sandbox.Ups;

/// <summary>Asks the simulator to fail: body of <c>POST /sandbox/ups/control/failures</c>.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Count">How many requests fail.</param>
/// <param name="Target"><c>track</c> or <c>token</c>.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After.</param>
internal sealed record UpsFailureOrder(string Kind, int Count = 1, string Target = UpsFailureOrder.Track, int? RetryAfterSeconds = null)
{
    public const string Track = "track";
    public const string Token = "token";

    /// <summary>No answer at all until the caller gives up.</summary>
    public const string TimeOut = "timeout";

    /// <summary>The connection breaks before the answer.</summary>
    public const string Broken = "broken";

    /// <summary>JSON that ends in the middle.</summary>
    public const string CutOff = "cut-off";

    /// <summary>JSON of another shape.</summary>
    public const string Malformed = "malformed";

    public const string Html = "html";
    public const string Empty = "empty";

    /// <summary>More than three megabytes.</summary>
    public const string Oversized = "oversized";

    public static IReadOnlyList<string> Kinds { get; } =
        ["400", "401", "403", "404", "429", "500", "503", TimeOut, Broken, CutOff, Malformed, Html, Empty, Oversized];

    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() =>
        !Kinds.Contains(Kind) ? $"kind must be one of {string.Join(", ", Kinds)}."
        : Target is not (Track or Token) ? $"target must be {Track} or {Token}."
        : Count is < 1 or > 1000 ? "count must be between 1 and 1000."
        : null;
}
