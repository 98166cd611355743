using Eci.Core;
using Eci.Persistence;
using Eci.Web.GraphQL;
using Eci.Web.GraphQL.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Eci.Web.Security;

/// <summary>
/// For which tenant a call is made: the one that the header <c>eci-tenant</c> names, or the caller's only one.
/// </summary>
internal sealed class TenantChoice(ITenantDirectory tenants)
{
    public const string Header = "eci-tenant";

    private static readonly IReadOnlySet<string> OfOperators = new HashSet<string>([.. Scopes.All, Scopes.ManageTenants], StringComparer.Ordinal);
    private static readonly IReadOnlySet<string> None = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The caller with the tenant, or without one where several were possible and none was named; or why not.</summary>
    public async Task<Step<ApiCaller>> ChooseAsync(Principal principal, StringValues header, CancellationToken cancellationToken)
    {
        if (header.Count > 1)
            return Refusal.OfRequest(StatusCodes.Status400BadRequest, GraphQLErrorCodes.BadRequest, $"The header '{Header}' is given more than once.");
        var named = header is [{ Length: > 0 } given] ? given : null;
        if (principal.IsOperator)
            return await OfOperatorAsync(principal, named, cancellationToken);
        if (principal.Tenants.Count == 0)
            return Forbidden("The token gives access to no tenant.");
        if (named is null && principal.Tenants.Count > 1)
            return Caller(principal, tenantId: null, None);

        var tenantId = named ?? principal.Tenants.Keys.Single();
        var isTheirs = principal.Tenants.TryGetValue(tenantId, out var scopes) && (principal.KeyId is not null || await tenants.ExistsAsync(tenantId, cancellationToken));
        return isTheirs ? Caller(principal, tenantId, scopes!) : Forbidden("There is no such tenant, or the caller has no access to it.");
    }

    private async Task<Step<ApiCaller>> OfOperatorAsync(Principal principal, string? tenantId, CancellationToken cancellationToken) =>
        tenantId is null || await tenants.ExistsAsync(tenantId, cancellationToken)
            ? Caller(principal, tenantId, OfOperators)
            : Refusal.OfRequest(StatusCodes.Status404NotFound, GraphQLErrorCodes.TenantNotFound, $"The header '{Header}' names no tenant.");

    private static ApiCaller Caller(Principal principal, string? tenantId, IReadOnlySet<string> scopes) =>
        new(principal.Name, tenantId, scopes) { KeyId = principal.KeyId };

    private static Refusal Forbidden(string message) => Refusal.OfRequest(StatusCodes.Status403Forbidden, GraphQLErrorCodes.Forbidden, message);
}

/// <summary>Knows which tenants there are.</summary>
internal interface ITenantDirectory
{
    Task<bool> ExistsAsync(string tenantId, CancellationToken cancellationToken);
}

internal sealed class EfTenantDirectory(IServiceScopeFactory scopes) : ITenantDirectory
{
    public async Task<bool> ExistsAsync(string tenantId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<Tenant>().AnyAsync(t => t.Id == tenantId, cancellationToken);
    }
}
