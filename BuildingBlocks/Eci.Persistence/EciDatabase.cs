using System.Data.Common;
using Eci.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Eci.Persistence;

/// <summary>Opens connections for the few statements that are not Entity Framework's: the queue, the intake, health.</summary>
public sealed class EciDatabase : IAsyncDisposable
{
    private const int StandstillSeconds = 15;

    public EciDatabase(DatabaseSettings settings)
    {
        Provider = settings.Provider;
        if (Provider is DatabaseProvider.Postgres)
        {
            ConnectionString = LimitStandstill(settings.ConnectionString);
            DataSource = new NpgsqlDataSourceBuilder(ConnectionString) { Name = "eci" }.Build();
        }
        else
        {
            ConnectionString = SqliteFile.Prepare(settings.ConnectionString);
        }
    }

    public DatabaseProvider Provider { get; }

    /// <summary>The connection string in use, completed with what the provider needs.</summary>
    public string ConnectionString { get; }

    /// <summary>The pool of PostgreSQL connections; null on SQLite.</summary>
    public NpgsqlDataSource? DataSource { get; }

    /// <summary>An open connection, for the few interfaces that are synchronous; the caller disposes it.</summary>
    public DbConnection Open()
    {
        if (DataSource is not null)
            return DataSource.OpenConnection();
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        SqliteFile.Tune(connection);
        return connection;
    }

    /// <summary>An open connection; the caller disposes it.</summary>
    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (DataSource is not null)
            return await DataSource.OpenConnectionAsync(cancellationToken);
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            SqliteFile.Tune(connection);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A process that stands still in the middle of a transaction keeps its row locks as long as its connection lives, and with them
    /// everybody who needs these rows. So the server ends such a transaction.
    /// </summary>
    private static string LimitStandstill(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = $"-c idle_in_transaction_session_timeout={StandstillSeconds}s {builder.Options}".TrimEnd();
        return builder.ToString();
    }

    /// <summary>True when the exception means "the database cannot be used now" rather than "this statement is wrong".</summary>
    public static bool IsUnavailable(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException postgres:
                    return postgres.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..] or PostgresErrorCodes.ReadOnlySqlTransaction;
                case NpgsqlException or TimeoutException or System.Net.Sockets.SocketException or EndOfStreamException:
                    return true;
                case SqliteException sqlite:
                    // BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN
                    return sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14 || IsDamaged(sqlite);
            }
        }

        return false;
    }

    /// <summary>True when a text was asked for or written that the database cannot hold: with U+0000 or half a surrogate pair.</summary>
    public static bool IsUnstorableText(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire } or System.Text.EncoderFallbackException)
                return true;
        }

        return false;
    }

    /// <summary>True when the SQLite file is broken or something else: it has to be replaced, waiting does not help.</summary>
    public static bool IsDamaged(Exception? exception)
    {
        // CORRUPT, NOTADB
        return exception is SqliteException { SqliteErrorCode: 11 or 26 };
    }

    /// <summary>Returns when the database can be written to at this moment; fails otherwise.</summary>
    public async Task RequireWritableAsync(CancellationToken cancellationToken)
    {
        if (DataSource is null)
        {
            await SqliteFile.RequireFreeAsync(ConnectionString, cancellationToken);
            return;
        }

        await using var command = DataSource.CreateCommand("SELECT current_setting('transaction_read_only')");
        if (await command.ExecuteScalarAsync(cancellationToken) is "on")
            throw new NpgsqlException("The server takes no writes.");
    }

    public async ValueTask DisposeAsync()
    {
        if (DataSource is not null)
            await DataSource.DisposeAsync();
    }
}
