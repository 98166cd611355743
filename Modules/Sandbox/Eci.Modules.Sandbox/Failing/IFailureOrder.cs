namespace Eci.Modules.Sandbox.Failing;

/// <summary>Asks a simulator to fail: body of <c>POST /sandbox/…/control/failures</c>. Each simulator adds what a failure may be limited to.</summary>
internal interface IFailureOrder
{
    /// <summary>A status, or a word for what goes wrong.</summary>
    string Kind { get; }

    /// <summary>How many calls fail.</summary>
    int Count { get; }
}

internal static class FailureOrderExtensions
{
    private const int Most = 1000;

    /// <summary>What is wrong with an order; null when nothing is.</summary>
    public static string? ProblemAmong(this IFailureOrder order, IReadOnlyList<string> kinds) =>
        !kinds.Contains(order.Kind) ? $"kind must be one of {string.Join(", ", kinds)}."
        : order.Count is < 1 or > Most ? $"count must be between 1 and {Most}."
        : null;
}
