using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.Data.Sqlite;
using NUnit.Framework;

namespace Eci.IntegrationTests.Hosting;

[TestFixture]
internal sealed class A_start_after_a_kill_during_the_migration
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Does_not_wait_for_the_dead_process()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await LeaveMigrationLockAsync(database.ConnectionString);
        await using var host = await EciTestHost.StartAsync(database).WaitAsync(Patience);
        Assert.That(await host.ScalarAsync("SELECT count(*) FROM core_tenant"), Is.EqualTo(1));
    }

    /// <summary>What Entity Framework leaves when it is killed between taking its lock and giving it back.</summary>
    private static async Task LeaveMigrationLockAsync(string connectionString)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-05 09:02:00');
            """;
        await command.ExecuteNonQueryAsync();
    }
}
