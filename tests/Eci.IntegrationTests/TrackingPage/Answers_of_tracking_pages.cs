using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Parser;
using Eci.IntegrationTests.Telemetry;
using Eci.Modules.Tracking.TrackingPage;
using Eci.Testing.Hosting;
using Eci.Testing.Http;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;

namespace Eci.IntegrationTests.TrackingPage;

[TestFixture]
internal sealed class Answers_of_tracking_pages() : TrackingPageFixture(DatabaseKind.Sqlite)
{
    private const int PerToken = 20;

    private readonly LogCapture _logs = new(line => line.Contains("tt_", StringComparison.Ordinal) || line.Contains("/track", StringComparison.Ordinal));

    [Test]
    public async Task Keep_the_page_from_search_engines_frames_and_other_sites()
    {
        using var answer = await GetAsync(PathOf(await AddShopAsync()));
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(headers["X-Robots-Tag"], Is.EqualTo("noindex, nofollow, noarchive"));
            Assert.That(headers["Referrer-Policy"], Is.EqualTo("no-referrer"));
            Assert.That(headers["X-Content-Type-Options"], Is.EqualTo("nosniff"));
            Assert.That(headers["Content-Security-Policy"], Does.StartWith("default-src 'none'; style-src 'sha256-").And.EndWith("frame-ancestors 'none'").And.Not.Contain("unsafe"));
            Assert.That(headers["Cache-Control"], Is.EqualTo("max-age=60, private"));
            Assert.That(headers["Vary"], Is.EqualTo("Accept-Language"));
            Assert.That(headers["Content-Type"], Is.EqualTo("text/html; charset=utf-8"));
            Assert.That(headers["Content-Language"], Is.EqualTo("de"));
            Assert.That(answer.Headers.ETag!.IsWeak, Is.False);
        });
    }

    [Test]
    public async Task Are_empty_while_nothing_has_changed()
    {
        var shop = await AddShopAsync();
        using var first = await GetAsync(PathOf(shop));
        var tag = first.Headers.ETag!.ToString();
        foreach (var known in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
        {
            using var same = await GetAsync(PathOf(shop), headers: ("If-None-Match", known));
            Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified), known);
            Assert.That(same.Headers.ETag!.ToString(), Is.EqualTo(tag));
            Assert.That(same.Headers.CacheControl!.ToString(), Is.EqualTo("max-age=60, private"));
            Assert.That(await same.Content.ReadAsByteArrayAsync(), Is.Empty);
        }

        using var french = await GetAsync(PathOf(shop) + "?lang=fr", headers: ("If-None-Match", tag));
        Assert.That(french.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await TellAsync(shop.Scan(PackageState.InTransit));
        using var changed = await GetAsync(PathOf(shop), headers: ("If-None-Match", tag));
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(changed.Headers.ETag!.ToString(), Is.Not.EqualTo(tag));
    }

    [Test]
    public async Task Have_no_body_for_HEAD_and_refuse_other_methods()
    {
        var shop = await AddShopAsync();
        using var get = await GetAsync(PathOf(shop));
        using var head = await GetAsync(PathOf(shop), HttpMethod.Head);
        Assert.That(head.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(head.Headers.ETag, Is.EqualTo(get.Headers.ETag));
        Assert.That(head.Content.Headers.ContentLength, Is.EqualTo((await get.Content.ReadAsByteArrayAsync()).Length));
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options, HttpMethod.Patch })
        {
            using var refused = await GetAsync(PathOf(shop), method);
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed), method.Method);
            Assert.That(refused.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "HEAD" }));
        }
    }

    [Test]
    public async Task Do_not_tell_a_token_that_is_unknown_from_one_that_is_none()
    {
        var answers = new List<string>();
        foreach (var token in new[] { "tt_1111111111111111111111", "x", "tt_", new string('a', 2000), "%27%20OR%201=1", "tt_1%2F..%2F", "%F0%9F%98%80", "%25" })
        {
            using var answer = await GetAsync($"/track/{token}", headers: ("Accept-Language", "it, en;q=0.5"));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), token);
            Assert.That(answer.Headers.CacheControl!.ToString(), Is.EqualTo("no-store"));
            Assert.That(answer.Headers.GetValues("X-Robots-Tag").Single(), Does.StartWith("noindex"));
            answers.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.That(answers.Distinct(), Has.Exactly(1).Items);
        Assert.That((await new HtmlParser().ParseDocumentAsync(answers[0])).QuerySelector("h1")!.TextContent, Is.EqualTo(PageTexts.Of("it").Problems.NotFound.Headline));
    }

    [Test]
    public async Task Ask_for_patience_when_a_page_is_opened_too_often()
    {
        var shop = await AddShopAsync();
        for (var i = 0; i < PerToken; i++)
        {
            using var shown = await GetAsync(PathOf(shop));
            Assert.That(shown.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{i}");
        }

        using var refused = await GetAsync(PathOf(shop), headers: ("Accept-Language", "es"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(refused.Headers.RetryAfter!.Delta, Is.InRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain(PageTexts.Of("es").Problems.TooMany.Headline));
        using var other = await GetAsync(PathOf(await AddShopAsync()));
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK), "Another order's page still opens.");
    }

    [Test]
    public async Task Ask_for_patience_when_one_client_asks_too_often()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var host = await EciTestHost.StartAsync(database, options => options.Settings["Eci:Tracking:Page:RatePerAddress"] = "3");
        var statuses = new List<HttpStatusCode>();
        foreach (var token in new[] { "tt_1", "tt_2", "tt_3", "tt_4" })
        {
            using var answer = await host.Client.GetAsync($"/track/{token}");
            statuses.Add(answer.StatusCode);
        }

        Assert.That(statuses, Is.EqualTo(new[] { HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests }));
    }

    [Test]
    public async Task Are_friendly_when_the_database_is_away()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var host = await EciTestHost.StartAsync(database, options => options.Settings["Eci:Roles"] = "api");
        await host.ScalarAsync("ALTER TABLE commerce_order RENAME TO away; SELECT 0");
        using (var broken = await host.Client.GetAsync("/track/tt_1"))
            Assert.That(broken.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError), "A defect is none of these.");
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Move(file, file + ".away");
        Directory.CreateDirectory(file);
        using var answer = await host.Client.GetAsync("/track/tt_1");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(answer.Headers.RetryAfter, Is.Not.Null);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(PageTexts.Of("en").Problems.Unavailable.Headline));
        Directory.Delete(file);
        File.Move(file + ".away", file);
    }

    [Test]
    public async Task Leave_the_token_out_of_logs_and_traces()
    {
        var shop = await AddShopAsync();
        var trace = ActivityTraceId.CreateRandom();
        using var spans = new Spans(trace);
        // Byte by byte: a client of .NET would replace the trace by its own.
        using var caller = new RawHttp(Host.BaseAddress);
        var paths = new[] { PathOf(shop), PathOf(shop) + "/deeper", "/track/tt_1111111111111111111111", "/api/v1/tracking/dpd/wh_secret?pushid=1" };
        foreach (var path in paths)
        {
            var answer = await caller.SendAsync("GET", path, $"traceparent: 00-{trace.ToHexString()}-00000000000000aa-01\r\n");
            Assert.That(answer.Status, Is.EqualTo(path == PathOf(shop) ? HttpStatusCode.OK : path == paths[3] ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound));
        }

        await Eventually.Async(() => spans.All.Count(span => span.Kind is ActivityKind.Server) == paths.Length, TimeSpan.FromSeconds(30), "the spans of the requests");
        var told = spans.All.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.DisplayName)).ToList();
        Assert.That(told, Does.Contain("url.path=/track/{token}"), "Collected as an exporter would see it.");
        Assert.That(told, Has.None.Contains("tt_").And.None.Contains("wh_secret"));
        Assert.That(_logs.Lines, Is.Empty);
        Assert.That(_logs.Seen, Is.Positive);
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Logs = _logs;
        options.Settings["Logging:LogLevel:Default"] = "Trace";
        options.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";
        options.Settings["Eci:Tracking:Page:RatePerToken"] = $"{PerToken}";
        options.Settings["Eci:Tracking:Page:RatePerAddress"] = "0";
    }
}
