using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Eci.Web.Security;

/// <summary>Says who makes a request, and for which tenant.</summary>
internal sealed class CallerResolver(Authenticator authenticator, TenantChoice tenants, IOptions<GraphQLOptions> options, TimeProvider time)
{
    /// <summary>The caller, null without credentials; or why the request is refused.</summary>
    /// <exception cref="TimeoutException">The database did not answer in time; the lookup has a scope of its own and may end later.</exception>
    public Task<Outcome> ResolveAsync(HttpContext http) => ResolveAsync(http.Request.Headers, http.RequestAborted)
        .WaitAsync(options.Value.Timeout, time, http.RequestAborted);

    private async Task<Outcome> ResolveAsync(IHeaderDictionary headers, CancellationToken cancellationToken)
    {
        var authentication = await authenticator.AuthenticateAsync(headers.Authorization, cancellationToken);
        if (authentication.IsUnavailable)
            return new(null, Refusal.OfRequest(StatusCodes.Status503ServiceUnavailable, GraphQLErrorCodes.ServiceUnavailable, authentication.Reason!));
        if (authentication.Reason is { } reason)
            return new(null, Refusal.OfRequest(StatusCodes.Status401Unauthorized, GraphQLErrorCodes.Unauthenticated, reason));
        if (authentication.Principal is not { } principal)
            return default;
        var chosen = await tenants.ChooseAsync(principal, headers[TenantChoice.Header], cancellationToken);
        return new(chosen.Value, chosen.Refusal);
    }

    /// <summary>The caller, or the refusal, or neither when no credentials were sent.</summary>
    internal readonly record struct Outcome(ApiCaller? Caller, Refusal? Refusal);
}
