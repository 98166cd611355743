using System.Diagnostics;

namespace Eci.Core;

/// <summary>What travels with a trace.</summary>
public static class TraceBaggage
{
    /// <summary>Name of the value of the <c>eci-trace-id</c> header.</summary>
    public const string TraceId = "eci.trace_id";

    /// <summary>The caller's own trace id, else that of the current activity; null outside of any.</summary>
    public static string? CurrentId => Activity.Current?.GetBaggageItem(TraceId) ?? Activity.Current?.TraceId.ToHexString();
}
