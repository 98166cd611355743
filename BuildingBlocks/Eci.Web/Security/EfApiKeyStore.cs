using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Web.Security;

/// <summary>
/// Keys in the database. The lookup sees every tenant, so it runs in a scope of its own: the request's scope never does.
/// </summary>
internal sealed class EfApiKeyStore(IServiceScopeFactory scopes, EciDatabase database, IWriteGate gate) : IApiKeyStore
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

    public async Task MarkUsedAsync(string id, DateTimeOffset minute, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE core_api_key SET last_used_at = @minute WHERE id = @id AND (last_used_at IS NULL OR last_used_at < @minute)";
        command.AddParameter("@id", id);
        command.AddParameter("@minute", database.Provider is DatabaseProvider.Sqlite ? minute.UtcTicks : minute);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
