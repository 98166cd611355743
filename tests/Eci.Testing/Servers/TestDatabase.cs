using Microsoft.Data.Sqlite;

namespace Eci.Testing.Servers;

/// <summary>An empty database of its own, gone when disposed.</summary>
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

    /// <summary>Makes one; ignores the running test when the server it needs is not named in the environment.</summary>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => new SqliteFile(new ScratchFolder()),
        DatabaseKind.Postgres => await PostgresServer.CreateDatabaseAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown database."),
    };

    public abstract ValueTask DisposeAsync();

    private sealed class SqliteFile(ScratchFolder folder)
        : TestDatabase(DatabaseKind.Sqlite, $"Data Source={Path.Combine(folder.Path, "eci.db")}")
    {
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
