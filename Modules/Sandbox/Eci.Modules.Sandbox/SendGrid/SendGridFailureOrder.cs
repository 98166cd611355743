using Eci.Modules.Sandbox.Failing;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>Asks the simulator to fail: body of <c>POST /sandbox/sendgrid/control/failures</c>.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Count">How many requests fail.</param>
/// <param name="Target"><c>send</c> or <c>messages</c>.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After with 429 and 503.</param>
internal sealed record SendGridFailureOrder(string Kind, int Count = 1, string Target = SendGridFailureOrder.Send, int? RetryAfterSeconds = null) : IFailureOrder
{
    public const string Send = "send";
    public const string Messages = "messages";

    public static IReadOnlyList<string> Kinds { get; } = ["429", "500", "503", FailureKind.TimeOut, FailureKind.Malformed, FailureKind.Lost];

    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() =>
        Target is Send or Messages ? this.ProblemAmong(Kinds) : $"target must be {Send} or {Messages}.";
}
