using System.Data.Common;
using System.Globalization;
using Eci.Testing.Servers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Eci.CrashTests.Harness;

/// <summary>Looks into the database from outside, beside the processes that use it.</summary>
internal sealed class Records(TestDatabase database)
{
    /// <summary>Timers of watched packages are due in weeks; everything else is work that has to come to an end.</summary>
    private const string Unfinished = "messaging_delivery d JOIN messaging_message m ON m.id = d.message_id WHERE m.topic <> 'PackageLifeCheckDue'";

    public Task<long> UnfinishedAsync() => CountAsync($"SELECT count(*) FROM {Unfinished}");

    public Task<long> LeasedAsync() => CountAsync("SELECT count(*) FROM messaging_delivery WHERE lease_token IS NOT NULL");

    /// <summary>The claims that hold, each as text.</summary>
    public async Task<IReadOnlyList<string>> LeasesAsync() =>
        [.. (await RowsAsync("SELECT CAST(lease_token AS text) FROM messaging_delivery WHERE lease_token IS NOT NULL")).Select(row => row[0]!)];

    /// <summary>How many transactions have been waiting for their process for so long; PostgreSQL only.</summary>
    public Task<long> StandingStillAsync(TimeSpan time) => CountAsync(string.Create(CultureInfo.InvariantCulture, $"""
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'
        AND state_change < clock_timestamp() - interval '{time.TotalMilliseconds} milliseconds'
        """));

    public async Task<string> DescribeUnfinishedAsync() => string.Join('\n', (await RowsAsync(
        $"SELECT d.endpoint, d.attempts, d.last_error, d.lease_token FROM {Unfinished} ORDER BY d.id LIMIT 10")).Select(row => string.Join(" | ", row)));

    public async Task<long> CountAsync(string sql) => long.Parse((await RowsAsync(sql))[0][0]!, CultureInfo.InvariantCulture);

    /// <summary>Every row as texts.</summary>
    public async Task<IReadOnlyList<string?[]>> RowsAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string?[]>();
        while (await reader.ReadAsync())
        {
            var row = new string?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = await reader.IsDBNullAsync(i) ? null : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Cuts every connection to the database but the one that cuts; returns how many there were.</summary>
    public Task<long> CutConnectionsAsync() => CountAsync(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

    private DbConnection Connect() => database.Kind is DatabaseKind.Postgres
        ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false }.ConnectionString)
        : new SqliteConnection(new SqliteConnectionStringBuilder(database.ConnectionString) { Pooling = false, DefaultTimeout = 30 }.ConnectionString);
}
