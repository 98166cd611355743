namespace Eci.Modules.Sandbox.Failing;

/// <summary>What goes wrong in more than one simulator.</summary>
internal static class FailureKind
{
    /// <summary>No answer at all until the caller gives up.</summary>
    public const string TimeOut = "timeout";

    /// <summary>Half an answer, and nothing more until the caller gives up.</summary>
    public const string Slow = "slow";

    /// <summary>The connection breaks within the answer.</summary>
    public const string CutOff = "cut-off";

    /// <summary>The connection breaks before the answer, when everything is done.</summary>
    public const string Lost = "lost-answer";

    /// <summary>A complete answer whose JSON ends too early.</summary>
    public const string Malformed = "malformed";

    /// <summary>A web page with status 200.</summary>
    public const string Html = "html";

    /// <summary>Status 200 without a body.</summary>
    public const string Empty = "empty";
}
