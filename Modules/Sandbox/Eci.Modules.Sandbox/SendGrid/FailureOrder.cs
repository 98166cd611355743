namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>Asks the simulator to fail: body of <c>POST /sandbox/sendgrid/control/failures</c>.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Count">How many requests fail.</param>
/// <param name="Target"><c>send</c> or <c>messages</c>.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After with 429 and 503.</param>
internal sealed record FailureOrder(string Kind, int Count = 1, string Target = FailureOrder.Send, int? RetryAfterSeconds = null)
{
    public const string Send = "send";
    public const string Messages = "messages";

    /// <summary>No answer at all until the caller gives up.</summary>
    public const string TimeOut = "timeout";

    /// <summary>A body that is cut off.</summary>
    public const string Malformed = "malformed";

    /// <summary>The mail is taken, but the connection breaks before the answer.</summary>
    public const string LostAnswer = "lost-answer";

    public static IReadOnlyList<string> Kinds { get; } = ["429", "500", "503", TimeOut, Malformed, LostAnswer];

    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() =>
        !Kinds.Contains(Kind) ? $"kind must be one of {string.Join(", ", Kinds)}."
        : Target is not (Send or Messages) ? $"target must be {Send} or {Messages}."
        : Count is < 1 or > 1000 ? "count must be between 1 and 1000."
        : null;
}
