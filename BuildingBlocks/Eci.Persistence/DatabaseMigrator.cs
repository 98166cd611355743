using Eci.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Persistence;

/// <summary>Brings the database to the schema of this build.</summary>
public sealed class DatabaseMigrator(IServiceScopeFactory scopes, EciDatabase database)
{
    private const long MigrationLock = 0x4543_495F_4D49_4752;

    /// <summary>Applies what is missing. Safe to call from several processes at once; a second call does nothing.</summary>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<EciDbContext>();
        if (database.DataSource is null)
        {
            await context.Database.MigrateAsync(cancellationToken);
            return;
        }

        await using var guard = await database.OpenAsync(cancellationToken);
        await using var command = guard.CreateCommand();
        command.CommandText = "SELECT pg_advisory_lock(@key)";
        command.AddParameter("@key", MigrationLock);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
        try
        {
            await context.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            command.CommandText = "SELECT pg_advisory_unlock(@key)";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>Names of the migrations this build has and the database lacks.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantScope>().UseAllTenants();
        var pending = await scope.ServiceProvider.GetRequiredService<EciDbContext>().Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.ToList();
    }
}
