namespace Eci.Modules.Sandbox.Receiver;

/// <summary>A request that a receiver got.</summary>
/// <param name="Headers">Its headers, names in lower case.</param>
/// <param name="Body">Its body.</param>
/// <param name="Verified">Whether the signature is right; null when the receiver was told no secret.</param>
/// <param name="Status">The status it was answered with.</param>
internal sealed record ReceivedCall(IReadOnlyDictionary<string, string> Headers, string Body, bool? Verified, int Status);

/// <summary>How the next requests are answered: body of <c>POST /sandbox/receiver/{name}/control/answers</c>.</summary>
/// <param name="Status">200 to 599.</param>
/// <param name="Count">So many requests.</param>
/// <param name="DelaySeconds">Answers after so long.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After.</param>
/// <param name="Location">Sent as Location.</param>
internal sealed record AnswerOrder(int Status, int Count = 1, double DelaySeconds = 0, int? RetryAfterSeconds = null, string? Location = null)
{
    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() =>
        Status is < 200 or > 599 ? "status must be between 200 and 599."
        : Count is < 1 or > 1000 ? "count must be between 1 and 1000."
        : DelaySeconds is < 0 or > 120 ? "delaySeconds must be between 0 and 120."
        : RetryAfterSeconds is < 0 ? "retryAfterSeconds cannot be negative."
        : null;
}

/// <summary>Body of <c>POST /sandbox/receiver/{name}/control/secrets</c>.</summary>
/// <param name="Secrets">Any one of them must have signed.</param>
internal sealed record SecretOrder(IReadOnlyList<string> Secrets);
