using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Host.Commands;

/// <summary>Lets a command work for the tenant that its caller names.</summary>
internal static class TenantLookup
{
    /// <summary>Binds the scope to the tenant of that id or name; the exit code when there is none.</summary>
    public static async Task<int?> UseTenantAsync(this AsyncServiceScope scope, string wanted, CancellationToken cancellationToken)
    {
        var services = scope.ServiceProvider;
        var database = services.GetRequiredService<EciDbContext>();
        if (await database.Set<Tenant>().Where(t => t.Id == wanted || t.Name == wanted).Select(t => t.Id).FirstOrDefaultAsync(cancellationToken) is not { } tenantId)
            return Output.Refuse($"There is no tenant '{wanted}'.");
        services.GetRequiredService<TenantScope>().Use(tenantId);
        return null;
    }
}
