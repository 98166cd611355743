namespace Eci.Modules.Sandbox.Dhl;

/// <summary>Asks the simulator to fail: body of <c>POST /sandbox/dhl/control/failures</c>.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Count">How many calls fail.</param>
/// <param name="TrackingNumber">Only calls for this number fail; null for any.</param>
/// <param name="RetryAfterSeconds">Sent as Retry-After with a status.</param>
internal sealed record DhlFailureOrder(string Kind, int Count = 1, string? TrackingNumber = null, int? RetryAfterSeconds = null)
{
    /// <summary>No answer at all until the caller gives up.</summary>
    public const string TimeOut = "timeout";

    /// <summary>Half an answer, and nothing more until the caller gives up.</summary>
    public const string Slow = "slow";

    /// <summary>The connection breaks within the answer.</summary>
    public const string CutOff = "cut-off";

    /// <summary>The connection breaks before the answer.</summary>
    public const string Lost = "lost-answer";

    /// <summary>A complete answer whose JSON ends too early.</summary>
    public const string Malformed = "malformed";

    /// <summary>A web page with status 200.</summary>
    public const string Html = "html";

    /// <summary>Status 200 without a body.</summary>
    public const string Empty = "empty";

    public static IReadOnlyList<string> Kinds { get; } =
        ["400", "401", "403", "404", "429", "500", "502", "503", "504", TimeOut, Slow, CutOff, Lost, Malformed, Html, Empty];

    /// <summary>What is wrong with the order; null when nothing is.</summary>
    public string? Problem() =>
        !Kinds.Contains(Kind) ? $"kind must be one of {string.Join(", ", Kinds)}."
        : Count is < 1 or > 1000 ? "count must be between 1 and 1000."
        : null;
}

/// <summary>Failures that are still to be shown.</summary>
internal sealed class DhlFailures
{
    private readonly Lock _gate = new();
    private readonly List<DhlFailureOrder> _orders = [];

    public void Order(DhlFailureOrder failure)
    {
        lock (_gate)
            _orders.Add(failure);
    }

    /// <summary>The failure that a call must show; null for none.</summary>
    public DhlFailureOrder? Next(string? trackingNumber)
    {
        lock (_gate)
        {
            var index = _orders.FindIndex(order => order.TrackingNumber is null || order.TrackingNumber == trackingNumber);
            if (index < 0)
                return null;
            var failure = _orders[index];
            if (failure.Count > 1)
                _orders[index] = failure with { Count = failure.Count - 1 };
            else
                _orders.RemoveAt(index);
            return failure;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _orders.Clear();
    }
}
