using System.Diagnostics;
using Npgsql;
using NUnit.Framework;

namespace Eci.Testing.Servers;

/// <summary>The PostgreSQL server named by <c>ECI_TEST_POSTGRES</c>.</summary>
public static class PostgresServer
{
    /// <summary>Ends the running test as ignored unless a server is named.</summary>
    /// <returns>Connection string of the server's own database.</returns>
    public static string Require()
    {
        if (TestSettings.Postgres is { } connectionString)
            return connectionString;
        Assert.Ignore($"No PostgreSQL: set {TestSettings.PostgresKey} to a connection string whose user may create databases.");
        return string.Empty;
    }

    /// <summary>Creates <c>eci_test_&lt;random&gt;</c>; disposing it drops it, whoever is still connected.</summary>
    /// <param name="withSchema">Whether it has the schema of this build or nothing.</param>
    public static async Task<TestDatabase> CreateDatabaseAsync(bool withSchema)
    {
        var server = Require();
        var name = NewName();
        await ExecuteAsync(server, withSchema ? $"CREATE DATABASE {name} TEMPLATE {await SchemaTemplate.DatabaseAsync()}" : $"CREATE DATABASE {name}");
        return new PostgresDatabase(server, name);
    }

    /// <summary>Stops the server as a crash would and starts it again; ends the running test as ignored where nobody can.</summary>
    public static async Task RestartAsync()
    {
        if (TestSettings.PostgresRestart is not { } program)
        {
            Assert.Ignore($"The PostgreSQL server cannot be restarted: set {TestSettings.PostgresRestartKey} to a program that does.");
            return;
        }

        using var process = Process.Start(new ProcessStartInfo(program))!;
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, "exit code of the restart");
        NpgsqlConnection.ClearAllPools();
    }

    internal static string NewName() => $"eci_test_{Guid.NewGuid():N}";

    internal static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = ConnectionWith(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Drops a database where nothing can be awaited any more.</summary>
    internal static void Drop(string server, string name)
    {
        using var connection = ConnectionWith(server);
        connection.Open();
        using var command = new NpgsqlCommand(DropStatement(name), connection);
        command.ExecuteNonQuery();
    }

    private static NpgsqlConnection ConnectionWith(string server) =>
        new(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);

    private static string DropStatement(string name) => $"DROP DATABASE IF EXISTS {name} WITH (FORCE)";

    private sealed class PostgresDatabase(string server, string name)
        : TestDatabase(DatabaseKind.Postgres, new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString)
    {
        public override async ValueTask DisposeAsync()
        {
            await using (var connection = new NpgsqlConnection(ConnectionString))
                NpgsqlConnection.ClearPool(connection);
            await ExecuteAsync(server, DropStatement(name));
        }
    }
}
