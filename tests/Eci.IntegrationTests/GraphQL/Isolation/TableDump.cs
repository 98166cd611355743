using System.Globalization;
using Eci.Persistence;
using Eci.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.IntegrationTests.GraphQL.Isolation;

/// <summary>Every row of a tenant as text, whatever the model says of it: read from the tables themselves.</summary>
internal static class TableDump
{
    /// <summary>Table and row, sorted. Rows of tables without tenant belong to it when its sample texts stand in them.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(EciTestHost host, string tenantId)
    {
        await using var connection = await host.Services.GetRequiredService<EciDatabase>().OpenAsync(CancellationToken.None);
        var rows = new List<string>();
        foreach (var table in await TablesAsync(host))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var cells = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => Text(reader.GetValue(i)), StringComparer.Ordinal);
                var row = $"{table}: {string.Join(", ", cells.Select(cell => $"{cell.Key}={cell.Value}"))}";
                var isTheirs = table == "core_tenant" ? cells["id"] == tenantId
                    : cells.TryGetValue("tenant_id", out var owner) ? owner == tenantId
                    : row.Contains(TenantRows.Secret, StringComparison.OrdinalIgnoreCase);
                if (isTheirs)
                    rows.Add(row);
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    public static Task<List<string>> TablesAsync(EciTestHost host) => host.QueryAsync(database => Task.FromResult(
        database.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()));

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
