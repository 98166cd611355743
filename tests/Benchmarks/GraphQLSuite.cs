using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Eci.Benchmarks;

/// <summary>
/// The main queries of GraphQL over HTTP with 100,000 packages on PostgreSQL, one after another, each beside the bare statements that
/// read the same rows. Host and client are in this process.
/// </summary>
internal sealed class GraphQLSuite(Report report)
{
    private const int WarmUp = 30;
    private const int Requests = 300;

    private readonly ExecutedStatements _statements = new();

    public async Task RunAsync()
    {
        if (TestSettings.Postgres is null)
        {
            report.Skip(nameof(DatabaseKind.Postgres), $"{TestSettings.PostgresKey} names no server");
            return;
        }

        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var host = await EciTestHost.StartAsync(database, options =>
        {
            options.Settings["Eci:Roles"] = "api,migrate";
            options.Services = services => services.AddSingleton<IInterceptor>(_statements);
        });
        await using var server = NpgsqlDataSource.Create(database.ConnectionString);
        await ManyPackages.FillAsync(server);
        host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DemoTenant.ApiKey);
        foreach (var question in GraphQLQuestions.All)
            await MeasureAsync(host.Client, server, question);
        report.Warn($"{Requests} requests each, one after another; one of the statements looks the key up. Statements and ratios are numbers, the rest are milliseconds.");
    }

    private async Task MeasureAsync(HttpClient client, NpgsqlDataSource server, GraphQLQuestion question)
    {
        var after = question.Deep is { } deep ? await CursorAsync(client, deep) : null;
        var body = new { query = question.Query, variables = new { after } };
        await TimeAsync(() => AskAsync(client, body), WarmUp);
        await TimeAsync(() => ReadAsync(server, question.Sql), WarmUp);
        var before = _statements.Count;
        var asked = await TimeAsync(() => AskAsync(client, body), Requests);
        var statements = (_statements.Count - before) / (double)Requests;
        var bare = await TimeAsync(() => ReadAsync(server, question.Sql), Requests);

        var (p50, alone) = (Figures.Percentile(asked, 0.5), Figures.Percentile(bare, 0.5));
        report.Add("Statements", question.Name, statements, "ms", null);
        report.Add("p50", question.Name, p50, "ms", null);
        report.Add("p99", question.Name, Figures.Percentile(asked, 0.99), "ms", null);
        report.Add("SQL alone, p50", question.Name, alone, "ms", null);
        report.Add("p50 / SQL alone", question.Name, p50 / alone, "ms", null);
    }

    /// <summary>The cursor of a place far behind in the list, found without walking there.</summary>
    private static async Task<string> CursorAsync(HttpClient client, string query)
    {
        using var answer = await client.PostAsJsonAsync("/api/graphql", new { query });
        var data = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
        return data.EnumerateObject().First().Value.GetProperty("pageInfo").GetProperty("endCursor").GetString()!;
    }

    private static async Task AskAsync<T>(HttpClient client, T body)
    {
        using var answer = await client.PostAsJsonAsync("/api/graphql", body);
        var text = await answer.Content.ReadAsStringAsync();
        if (text.Contains("\"errors\"", StringComparison.Ordinal))
            throw new InvalidOperationException(text);
    }

    private static async Task ReadAsync(NpgsqlDataSource server, IReadOnlyList<string> statements)
    {
        foreach (var sql in statements)
        {
            await using var command = server.CreateCommand(sql);
            await using var reader = await command.ExecuteReaderAsync();
            var values = new object[reader.FieldCount];
            while (await reader.ReadAsync())
                reader.GetValues(values);
        }
    }

    /// <returns>Milliseconds, ascending.</returns>
    private static async Task<List<double>> TimeAsync(Func<Task> work, int times)
    {
        var waits = new List<double>(times);
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        waits.Sort();
        return waits;
    }
}
