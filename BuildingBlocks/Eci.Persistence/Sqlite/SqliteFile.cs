using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Eci.Persistence.Sqlite;

/// <summary>How the hub opens a SQLite file: write-ahead log, durable commits, patient with other processes.</summary>
internal static class SqliteFile
{
    private const int BusyTimeoutSeconds = 30;
    private const int CannotOpen = 14;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(50);
    private static readonly ConditionalWeakTable<object, object> Tuned = [];

    /// <summary>Completes the connection string and makes the folder of the file.</summary>
    public static string Prepare(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = BusyTimeoutSeconds, Pooling = true };
        var folder = Path.GetDirectoryName(Path.GetFullPath(builder.DataSource));
        if (folder is not null && builder.Mode is not SqliteOpenMode.Memory)
            RequireWritable(folder);
        return builder.ToString();
    }

    /// <summary>Keeps other processes that ask for the same lock waiting until the result is disposed. Ends with the process, however that ends.</summary>
    public static async Task<IAsyncDisposable> LockAsync(string connectionString, CancellationToken cancellationToken)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        if (builder.Mode is SqliteOpenMode.Memory || string.Equals(builder.DataSource, ":memory:", StringComparison.OrdinalIgnoreCase))
            return Stream.Null;
        while (true)
        {
            try
            {
                return new FileStream($"{builder.DataSource}-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
            {
                await Task.Delay(LockPause, cancellationToken);
            }
        }
    }

    /// <summary>SQLite would only say that it cannot open the file. The usual cause is a container volume of another user.</summary>
    private static void RequireWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidConfigurationException(
                $"The folder {folder} of the SQLite file cannot be written ({exception.GetType().Name}); ConnectionStrings:Eci names it.");
        }
    }

    /// <summary>
    /// Takes the write lock and gives it back; fails when the file is gone, empty, broken or held by another writer for longer than a
    /// second. On a connection of its own, because pooled ones are more patient and do not notice that the file is another one.
    /// </summary>
    public static async Task RequireFreeAsync(string connectionString, CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 1 };
        if (settings.Mode is SqliteOpenMode.ReadWriteCreate)
            settings.Mode = SqliteOpenMode.ReadWrite;
        await using var connection = new SqliteConnection(settings.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; SELECT count(*) FROM sqlite_schema;";
        if (await command.ExecuteScalarAsync(cancellationToken) is 0L)
            throw new SqliteException("The database is empty.", CannotOpen);
    }

    /// <summary>Settings that belong to a connection, not to the file. A pooled handle keeps them, so each handle is set once.</summary>
    public static void Tune(SqliteConnection connection)
    {
        if (!Tuned.TryAdd(connection.Handle!, connection.Handle!))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA temp_store=MEMORY;";
        command.ExecuteNonQuery();
    }
}
