using Eci.Core;
using Eci.Web.GraphQL.Execution;
using Eci.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL.Http;

/// <summary>The way of a request: who asks, what is asked, may it be asked, run it. Each step may refuse.</summary>
internal sealed class GraphQLPipeline(
    ApiKeyAuthenticator authenticator,
    RequestReader reader,
    OperationPreparer preparer,
    CallerGate gate,
    OperationExecutor executor,
    IOptions<GraphQLOptions> options,
    TimeProvider time)
{
    public async Task<Answer> AnswerAsync(HttpContext http, ErrorPresenter errors)
    {
        var cancellationToken = http.RequestAborted;
        var authentication = await AuthenticateAsync(http);
        if (authentication.IsRefused)
            return Unauthenticated("The API key is not accepted.");

        var read = await reader.ReadAsync(http.Request, cancellationToken);
        if (read.Refusal is not null)
            return Answer.Of(read.Refusal);
        var prepared = preparer.Prepare(read.Value!);
        if (prepared.Refusal is not null)
            return Answer.Of(prepared.Refusal);

        if (authentication.Caller is { } caller)
            http.RequestServices.GetRequiredService<TenantScope>().Use(caller.TenantId);
        else if (!gate.IsOpen(prepared.Value!))
            return Unauthenticated("An API key is needed: send 'Authorization: Bearer <key>'.");
        return await executor.ExecuteAsync(prepared.Value!, authentication.Caller, errors, http.RequestServices, cancellationToken);
    }

    /// <exception cref="TimeoutException">The database did not say in time whose key it is; the lookup has a scope of its own and may end later.</exception>
    private Task<Authentication> AuthenticateAsync(HttpContext http) => authenticator
        .AuthenticateAsync(http.Request.Headers.Authorization, http.RequestAborted)
        .WaitAsync(options.Value.Timeout, time, http.RequestAborted);

    private static Answer Unauthenticated(string message) =>
        Answer.Of(Refusal.OfRequest(StatusCodes.Status401Unauthorized, GraphQLErrorCodes.Unauthenticated, message));
}
