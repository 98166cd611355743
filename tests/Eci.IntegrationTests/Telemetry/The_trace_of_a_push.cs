using System.Diagnostics;
using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Telemetry;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_trace_of_a_push(DatabaseKind kind)
{
    private const string Caller = "tr_caller-7";
    private const string Push = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string Store = "tracking-package-events deliver";
    private const string Notify = "tracking-notifications deliver";
    private const string Mail = "mail send";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private TestDatabase? _database;

    [SetUp]
    public async Task CreateDatabaseAsync() => _database = await TestDatabase.CreateAsync(kind);

    [TearDown]
    public async Task DropDatabaseAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [Test]
    public async Task Leads_from_the_request_through_the_rows_to_the_mail()
    {
        var trace = ActivityTraceId.CreateRandom();
        using var spans = new Spans(trace);
        using var logs = new LogCapture(line => line.Contains(trace.ToHexString(), StringComparison.Ordinal));
        await using var host = await EciTestHost.StartAsync(_database!, options =>
        {
            options.Logs = logs;
            options.Settings["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "Information";
        });
        await PushAsync(host, trace, "01");
        await Eventually.Async(() => spans.Has(Notify), Deadline, "the last span");

        Assert.That(spans.Above(spans.Of(Mail)), Is.EqualTo([Notify, Store, Push]));
        Assert.That(spans.All.Select(span => span.GetBaggageItem("eci.trace_id")), Is.All.EqualTo(Caller));
        foreach (var name in (string[])[Push, Store, Notify])
            Assert.That(spans.Of(name).GetTagItem("eci.trace_id"), Is.EqualTo(Caller), name);
        await AssertRowsAsync(host, trace);

        // Entity Framework leaves out some of its lines after hosts of the same process that do not log: which ones is not ours to say.
        Assert.That(logs.Lines, Has.Some.Contains("commerce_package_event"));
        Assert.That(logs.Lines, Is.All.Contains($"EciTraceId={Caller}"));
    }

    [TestCase("00")]
    [TestCase("01")]
    public async Task Reaches_the_last_row_when_nobody_listens_or_logs(string flags)
    {
        var trace = ActivityTraceId.CreateRandom();
        await using var host = await EciTestHost.StartAsync(_database!);
        await PushAsync(host, trace, flags);
        await AssertRowsAsync(host, trace);
    }

    private static async Task PushAsync(EciTestHost host, ActivityTraceId trace, string flags)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/api/v1/tracking/dpd/{DemoTenant.DpdWebhookId}?pushid=1&pnr=01906000683796&depot=0998&status=delivery_carload&statusdate=05012026100200");
        request.Headers.Add("traceparent", $"00-{trace.ToHexString()}-00000000000000aa-{flags}");
        request.Headers.Add("eci-trace-id", Caller);
        using var answer = await host.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        Assert.That(answer.Headers.GetValues("eci-trace-id"), Is.EqualTo([Caller]));
    }

    /// <summary>The update and the transition it led to.</summary>
    private static async Task AssertRowsAsync(EciTestHost host, ActivityTraceId trace)
    {
        var rows = $"SELECT count(*) FROM messaging_message WHERE trace_parent LIKE '00-{trace.ToHexString()}-%' AND trace_id = '{Caller}'";
        foreach (var topic in (string[])["tracking.package.update", "tracking.package.state.transition"])
            await Eventually.Async(async () => await host.ScalarAsync($"{rows} AND topic = '{topic}'") == 1, Deadline, topic);
    }
}
