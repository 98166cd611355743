using Microsoft.Data.Sqlite;

namespace Eci.Testing.Servers;

/// <summary>A database of its own, gone when disposed.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private protected TestDatabase(DatabaseKind kind, string connectionString)
    {
        Kind = kind;
        ConnectionString = connectionString;
    }

    public DatabaseKind Kind { get; }

    /// <summary>Value of <c>Eci:Database:Provider</c>.</summary>
    public string Provider => Kind.ToString();

    /// <summary>Value of <c>ConnectionStrings:Eci</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Makes one with the schema of this build and no rows; ignores the running test when the server it needs is not named in the
    /// environment.
    /// </summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        if (kind is DatabaseKind.Postgres)
            return await PostgresServer.CreateDatabaseAsync(withSchema: true);
        var folder = new ScratchFolder();
        File.Copy(await SchemaTemplate.FileAsync(), SqliteFile.PathIn(folder));
        return new SqliteFile(folder);
    }

    /// <summary>Makes one without anything in it; ignores the running test as <see cref="CreateAsync"/> does.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(DatabaseKind kind) => kind is DatabaseKind.Postgres
        ? await PostgresServer.CreateDatabaseAsync(withSchema: false)
        : new SqliteFile(new ScratchFolder());

    public abstract ValueTask DisposeAsync();

    private sealed class SqliteFile(ScratchFolder folder)
        : TestDatabase(DatabaseKind.Sqlite, $"Data Source={PathIn(folder)}")
    {
        public static string PathIn(ScratchFolder folder) => Path.Combine(folder.Path, "eci.db");

        public override ValueTask DisposeAsync()
        {
            using (var connection = new SqliteConnection(ConnectionString))
                SqliteConnection.ClearPool(connection);
            folder.Dispose();
            GC.SuppressFinalize(this);
            return ValueTask.CompletedTask;
        }
    }
}
