using Eci.Web.GraphQL.Execution;
using Eci.Web.Security;
using GraphQL;

namespace Eci.Web.GraphQL;

/// <summary>Who asks.</summary>
public static class CallerAccess
{
    /// <summary>The caller of the request; null without credentials, which only fields open in Development allow.</summary>
    public static ApiCaller? Caller(this IResolveFieldContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (context.UserContext as CallerContext)?.Caller;
    }
}
