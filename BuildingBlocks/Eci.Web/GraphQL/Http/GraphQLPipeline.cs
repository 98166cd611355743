using Eci.Core;
using Eci.Web.GraphQL.Execution;
using Eci.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Web.GraphQL.Http;

/// <summary>The way of a request: who asks, what is asked, may it be asked, run it. Each step may refuse.</summary>
internal sealed class GraphQLPipeline(
    CallerResolver callers, RequestReader reader, OperationPreparer preparer, CallerGate gate, OperationExecutor executor)
{
    private static Refusal Unauthenticated => Refusal.OfRequest(
        StatusCodes.Status401Unauthorized, GraphQLErrorCodes.Unauthenticated, "An API key is needed: send 'Authorization: Bearer <key>'.");

    private static Refusal TenantRequired => Refusal.OfRequest(
        StatusCodes.Status400BadRequest, GraphQLErrorCodes.TenantRequired, $"Say for which tenant: send its id in the header '{TenantChoice.Header}'.");

    public async Task<Answer> AnswerAsync(HttpContext http, ErrorPresenter errors)
    {
        var (caller, refusal) = await callers.ResolveAsync(http);
        if (refusal is not null)
            return Answer.Of(refusal);

        var read = await reader.ReadAsync(http.Request, http.RequestAborted);
        if (read.Refusal is not null)
            return Answer.Of(read.Refusal);
        var prepared = preparer.Prepare(read.Value!);
        if (prepared.Refusal is not null)
            return Answer.Of(prepared.Refusal);
        var operation = prepared.Value!;
        if (Admit(caller, operation, http.RequestServices.GetRequiredService<TenantScope>()) is { } refused)
            return Answer.Of(refused);
        return await executor.ExecuteAsync(operation, caller, errors, http.RequestServices, http.RequestAborted);
    }

    /// <summary>Lets the request see the caller's tenant and act in the caller's name; or says why it may not.</summary>
    private Refusal? Admit(ApiCaller? caller, PreparedOperation operation, TenantScope scope)
    {
        if (caller is null)
            return gate.IsOpen(operation) ? null : Unauthenticated;
        scope.ActAs(caller.Name);
        if (caller.TenantId is not null)
            scope.Use(caller.TenantId);
        else if (!gate.NeedsNoTenant(operation))
            return TenantRequired;
        return null;
    }
}
