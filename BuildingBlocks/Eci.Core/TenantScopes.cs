using Microsoft.Extensions.DependencyInjection;

namespace Eci.Core;

/// <summary>DI scopes for the hub's own work.</summary>
public static class TenantScopes
{
    /// <summary>A scope that sees and writes rows of every tenant; the caller disposes it.</summary>
    public static AsyncServiceScope CreateScopeOfAllTenants(this IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().UseAllTenants();
        return scope;
    }

    /// <summary>A scope that sees and writes rows of this tenant only; the caller disposes it.</summary>
    public static AsyncServiceScope CreateScopeOf(this IServiceScopeFactory scopes, string tenantId)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().Use(tenantId);
        return scope;
    }
}
