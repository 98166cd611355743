using System.Data.Common;
using System.Text;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.IntegrationTests.Privacy;

/// <summary>
/// Everything that a database holds, as text: whatever tables and columns there are, or will be. But for API keys: when they were used
/// is written behind the back of requests.
/// </summary>
internal static class DatabaseText
{
    private const string TablesOfSqlite = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'core_api_key' ORDER BY name";
    private const string TablesOfPostgres = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'core_api_key' ORDER BY table_name";

    /// <summary>One line per row, beginning with the name of its table, in an order that depends on nothing but the rows.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(EciTestHost host)
    {
        var database = host.Services.GetRequiredService<EciDatabase>();
        await using var connection = await database.OpenAsync(CancellationToken.None);
        var tables = await LinesAsync(connection, database.Provider is DatabaseProvider.Sqlite ? TablesOfSqlite : TablesOfPostgres);
        var rows = new List<string>();
        foreach (var table in tables)
            rows.AddRange((await LinesAsync(connection, $"SELECT * FROM \"{table}\"")).Select(row => $"{table}: {row}"));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static async Task<List<string>> LinesAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        return lines;
    }

    private static string? Text(object value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value.ToString();
}
