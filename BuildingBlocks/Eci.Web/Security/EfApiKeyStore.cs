using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Web.Security;

/// <summary>
/// Looks keys up in the database. The lookup sees every tenant, so it runs in a scope of its own: the request's scope never does.
/// </summary>
internal sealed class EfApiKeyStore(IServiceScopeFactory scopes) : IApiKeyStore
{
    public async Task<StoredApiKey?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        return await scope.ServiceProvider.GetRequiredService<EciDbContext>().Set<ApiKey>()
            .AsNoTracking()
            .Where(k => k.Hash == hash)
            .Select(k => new StoredApiKey(k.Id, k.TenantId, k.Scopes, k.ExpiresAt, k.RevokedAt))
            .SingleOrDefaultAsync(cancellationToken);
    }
}
