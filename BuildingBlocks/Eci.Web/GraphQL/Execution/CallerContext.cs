using Eci.Web.Security;

namespace Eci.Web.GraphQL.Execution;

/// <summary>What validation rules know about the request.</summary>
internal sealed class CallerContext(ApiCaller? caller) : Dictionary<string, object?>(StringComparer.Ordinal)
{
    public ApiCaller? Caller { get; } = caller;
}
