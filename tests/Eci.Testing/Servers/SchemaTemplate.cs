using Eci.Host;
using Eci.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eci.Testing.Servers;

/// <summary>One database of each kind with the schema of this build and no rows, made once per process, for others to be copied from.</summary>
internal static class SchemaTemplate
{
    private static readonly MadeOnce File = new(MakeFileAsync);
    private static readonly MadeOnce Database = new(MakeDatabaseAsync);

    /// <summary>Path of a SQLite file that nobody has open.</summary>
    public static Task<string> FileAsync() => File.GetAsync();

    /// <summary>Name of a database that nobody is connected with, on the server that the environment names.</summary>
    public static Task<string> DatabaseAsync() => Database.GetAsync();

    private static async Task<string> MakeFileAsync()
    {
        var folder = new ScratchFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var path = Path.Combine(folder.Path, "schema.db");
        var connectionString = $"Data Source={path}";
        await MigrateAsync(DatabaseKind.Sqlite, connectionString);
        await using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        return path;
    }

    private static async Task<string> MakeDatabaseAsync()
    {
        var server = PostgresServer.Require();
        var name = PostgresServer.NewName();
        await PostgresServer.ExecuteAsync(server, $"CREATE DATABASE {name}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => PostgresServer.Drop(server, name);
        var connectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        await MigrateAsync(DatabaseKind.Postgres, connectionString);
        await using var connection = new NpgsqlConnection(connectionString);
        NpgsqlConnection.ClearPool(connection);
        return name;
    }

    private static async Task MigrateAsync(DatabaseKind kind, string connectionString)
    {
        await using var app = EciHost.Build(["--environment=Development"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Eci:Database:Provider"] = kind.ToString(),
                ["ConnectionStrings:Eci"] = connectionString,
            });
            builder.Logging.ClearProviders();
        });
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }

    private sealed class MadeOnce(Func<Task<string>> make)
    {
        private readonly SemaphoreSlim _turn = new(1, 1);
        private string? _made;

        public async Task<string> GetAsync()
        {
            await _turn.WaitAsync();
            try
            {
                return _made ??= await make();
            }
            finally
            {
                _turn.Release();
            }
        }
    }
}
