using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Eci.Testing.Servers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Eci.Benchmarks;

/// <summary>How many transactions per second the database takes that insert one message and one delivery, and do nothing else.</summary>
internal static partial class DatabaseLimit
{
    private const int Clients = 16;

    private static readonly string Body = new('x', 600);

    /// <summary>Transactions per second; null when the tool that measures it is missing.</summary>
    public static Task<double?> MeasureAsync(TestDatabase database, int seconds) => database.Kind is DatabaseKind.Postgres
        ? PgBenchAsync(database.ConnectionString, seconds)
        : Task.FromResult<double?>(Sqlite(database.ConnectionString, seconds));

    private static double Sqlite(string connectionString, int seconds)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        Execute(connection, Tables("INTEGER PRIMARY KEY"));
        using var message = connection.CreateCommand();
        message.CommandText = "INSERT INTO limit_message VALUES (@id, 'topic', 'tenant', @body)";
        message.Parameters.AddWithValue("@body", Body);
        var messageId = message.Parameters.AddWithValue("@id", string.Empty);
        using var delivery = connection.CreateCommand();
        delivery.CommandText = "INSERT INTO limit_delivery (message_id, endpoint, due_at) VALUES (@id, 'endpoint', 1)";
        var deliveryId = delivery.Parameters.AddWithValue("@id", string.Empty);
        var start = Stopwatch.GetTimestamp();
        var count = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            messageId.Value = deliveryId.Value = Guid.NewGuid().ToString();
            using var transaction = connection.BeginTransaction();
            message.Transaction = delivery.Transaction = transaction;
            message.ExecuteNonQuery();
            delivery.ExecuteNonQuery();
            transaction.Commit();
            count++;
        }

        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Tables(string identity) => $"""
        CREATE TABLE IF NOT EXISTS limit_message (id TEXT PRIMARY KEY, topic TEXT NOT NULL, tenant_id TEXT NOT NULL, body TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS limit_delivery (id {identity}, message_id TEXT NOT NULL, endpoint TEXT NOT NULL, due_at BIGINT NOT NULL);
        CREATE INDEX IF NOT EXISTS limit_due ON limit_delivery (due_at);
        """;

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<double?> PgBenchAsync(string connectionString, int seconds)
    {
        if (Find() is not { } pgbench)
            return null;
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        await using (var source = NpgsqlDataSource.Create(connectionString))
        await using (var command = source.CreateCommand(Tables("BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")))
            await command.ExecuteNonQueryAsync();

        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, $"""
            BEGIN;
            INSERT INTO limit_message VALUES (gen_random_uuid()::text, 'topic', 'tenant', '{Body}');
            INSERT INTO limit_delivery (message_id, endpoint, due_at) VALUES ('00000000-0000-0000-0000-000000000000', 'endpoint', 1);
            COMMIT;
            """);
        string[] arguments =
        [
            "-n", "-M", "prepared", "-c", $"{Clients}", "-j", "2", "-T", $"{seconds}", "-f", script,
            "-h", settings.Host!, "-p", $"{settings.Port}", "-U", settings.Username!, settings.Database!,
        ];
        var start = new ProcessStartInfo(pgbench, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PGPASSWORD"] = settings.Password ?? string.Empty;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        File.Delete(script);
        return double.Parse(Tps().Match(output).Groups["tps"].ValueSpan, CultureInfo.InvariantCulture);
    }

    private static string? Find() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateFiles("/usr/lib/postgresql", "pgbench", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    [GeneratedRegex(@"tps = (?<tps>[\d.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tps();
}
