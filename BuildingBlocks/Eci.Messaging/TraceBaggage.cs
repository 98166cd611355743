namespace Eci.Messaging;

/// <summary>Names under which a caller's trace id travels with the current activity.</summary>
public static class TraceBaggage
{
    /// <summary>The value of the <c>eci-trace-id</c> header.</summary>
    public const string TraceId = "eci.trace_id";
}
