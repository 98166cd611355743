using Eci.Core;
using Eci.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Persistence;

/// <summary>Brings the database to the schema of this build.</summary>
public sealed class DatabaseMigrator(IServiceScopeFactory scopes, EciDatabase database)
{
    private const long MigrationLock = 0x4543_495F_4D49_4752;

    /// <summary>Applies what is missing. Safe to call from several processes at once; a second call does nothing.</summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => ExclusivelyAsync(
        async services =>
        {
            if (database.Provider is DatabaseProvider.Sqlite)
                await RemoveDeadLockAsync(cancellationToken);
            await services.GetRequiredService<EciDbContext>().Database.MigrateAsync(cancellationToken);
        },
        cancellationToken);

    /// <summary>Runs work across tenants in a DI scope of its own while no other process of the installation does.</summary>
    public async Task ExclusivelyAsync(Func<IServiceProvider, Task> work, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        if (database.DataSource is null)
        {
            await using var turn = await SqliteFile.LockAsync(database.ConnectionString, cancellationToken);
            await work(scope.ServiceProvider);
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
            await work(scope.ServiceProvider);
        }
        finally
        {
            command.CommandText = "SELECT pg_advisory_unlock(@key)";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// On SQLite, Entity Framework locks migrations by a row, which stays for ever when the process is killed. No other process
    /// can hold it here: the file lock is ours.
    /// </summary>
    private async Task RemoveDeadLockAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Names of the migrations this build has and the database lacks.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        var pending = await scope.ServiceProvider.GetRequiredService<EciDbContext>().Database.GetPendingMigrationsAsync(cancellationToken);
        return pending.ToList();
    }
}
