using Eci.Testing.Servers;
using Microsoft.Data.Sqlite;
using Npgsql;
using NUnit.Framework;

namespace Eci.ArchitectureTests.TestLibrary;

internal sealed class TestDatabaseTests
{
    [Test]
    public async Task A_SQLite_file_is_gone_when_disposed()
    {
        var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Sqlite);
        await using (var connection = new SqliteConnection(database.ConnectionString))
            await connection.OpenAsync();
        var folder = Path.GetDirectoryName(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        Assert.That(folder, Does.Exist);

        await database.DisposeAsync();

        Assert.That(folder, Does.Not.Exist);
    }

    [Test, Category("Postgres")]
    public async Task A_PostgreSQL_database_is_gone_when_disposed_even_while_someone_is_connected()
    {
        var database = await TestDatabase.CreateEmptyAsync(DatabaseKind.Postgres);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();

        await database.DisposeAsync();

        await using var again = new NpgsqlConnection(database.ConnectionString);
        await Assert.ThatAsync(
            () => again.OpenAsync(),
            Throws.TypeOf<PostgresException>().With.Property(nameof(PostgresException.SqlState)).EqualTo(PostgresErrorCodes.InvalidCatalogName));
    }
}
