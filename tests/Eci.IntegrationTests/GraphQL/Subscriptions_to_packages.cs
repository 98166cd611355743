using System.Data.Common;
using System.Net;
using Eci.Commerce;
using Eci.IntegrationTests.Tracking;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Eci.Web.Security;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.GraphQL;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Subscriptions_to_packages(DatabaseKind kind) : TrackingFixture(kind)
{
    private const int MostPerKey = 3;

    private const string Everything =
        "subscription { packageStateChanged { previousState state package { trackingId state } event { state rawCode } } }";

    private readonly FeedStatements _statements = new();

    [Test]
    public async Task Tell_of_each_move_as_it_happens()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(PackageState.InformationReceived, hour: 7));
        using var stream = await OpenAsync(Everything, shop.Key);
        Assert.That(stream.Answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(stream.Answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/event-stream"));

        await TellInTurnAsync(shop.Scan(PackageState.InTransit, hour: 8), shop.Scan(PackageState.InTransit, hour: 6, code: "late"));
        await TellAsync(shop.Scan(PackageState.Delivered, hour: 9));

        Assert.That((await stream.ResultAsync()).ToString(), Is.EqualTo(Result(shop, "INFORMATION_RECEIVED", "IN_TRANSIT")).Or.EqualTo(Result(shop, "INFORMATION_RECEIVED", "IN_TRANSIT", "DELIVERED")));
        Assert.That((await stream.ResultAsync()).ToString(), Is.EqualTo(Result(shop, "IN_TRANSIT", "DELIVERED")));
    }

    [Test]
    public async Task Tell_only_what_was_asked_for()
    {
        var shop = await AddShopAsync();
        const string query =
            "subscription ($p: ID, $o: ID, $c: [Carrier!], $s: [PackageState!]) { packageStateChanged(packageId: $p, orderId: $o, carriers: $c, states: $s) { state } }";
        using var states = await OpenAsync(query, shop.Key, new { s = new[] { "DELIVERED" } });
        using var carriers = await OpenAsync(query, shop.Key, new { c = new[] { "DHL" } });
        using var both = await OpenAsync(query, shop.Key, new { p = shop.Package.Id, o = shop.Order.Id, c = new[] { "DPD" } });

        await TellInTurnAsync(shop.Scan(PackageState.InTransit, hour: 8), shop.Scan(PackageState.Delivered, hour: 9));

        Assert.That(StateOf(await both.ResultAsync()), Is.EqualTo("IN_TRANSIT"));
        Assert.That(StateOf(await both.ResultAsync()), Is.EqualTo("DELIVERED"));
        Assert.That(StateOf(await states.ResultAsync()), Is.EqualTo("DELIVERED"));
        Assert.That(await carriers.NextAsync(), Is.EqualTo(":"), "Nothing but a heartbeat.");
    }

    [Test]
    public async Task Tell_nothing_of_other_tenants()
    {
        var (mine, other) = (await AddShopAsync(), await AddShopAsync());
        using var stream = await OpenAsync(Everything, mine.Key);
        using var aimed = await EventStreamClient.OpenAsync(
            Host.Client, $"subscription {{ packageStateChanged(packageId: \"{other.Package.Id}\") {{ state }} }}", mine.Key);

        await TellAsync(other.Scan(PackageState.InTransit));
        await TellAsync(mine.Scan(PackageState.InTransit));

        Assert.That((await stream.ResultAsync()).ToString(), Does.Contain(mine.Package.TrackingId));
        Assert.That(await aimed.NextAsync(), Is.EqualTo(":"), "Nothing but a heartbeat.");
    }

    [Test]
    public async Task Are_refused_as_usual_before_they_begin()
    {
        var shop = await AddShopAsync();
        var weak = await NewKeyAsync(shop, Scopes.ReadPackages);
        const string asked = "subscription { packageStateChanged { state } }";
        await RefusedAsync("subscription { packageStateChanged { weather } }", shop.Key, HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await RefusedAsync("subscription { __typename }", shop.Key, HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await RefusedAsync("subscription { a: packageStateChanged { state } b: packageStateChanged { state } }", shop.Key, HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        await RefusedAsync($"subscription {{ packageStateChanged(packageId: \"{new string('p', 61)}\") {{ state }} }}", shop.Key, HttpStatusCode.BadRequest, "INVALID_ARGUMENT");
        await RefusedAsync(asked, null, HttpStatusCode.Unauthorized, "UNAUTHENTICATED");
        await RefusedAsync("subscription { packageStateChanged { event { state } } }", weak, HttpStatusCode.Forbidden, "FORBIDDEN");
        await RefusedAsync(asked, shop.Key, HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE", accept: "application/graphql-response+json");
    }

    [Test]
    public async Task Are_bounded_per_key_and_give_their_place_back()
    {
        var shop = await AddShopAsync();
        const string asked = "subscription { packageStateChanged { state } }";
        var streams = await OpenSeveralAsync(asked, shop.Key, MostPerKey);
        Assert.That(streams.Select(stream => stream.Answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        await RefusedAsync(asked, shop.Key, HttpStatusCode.TooManyRequests, "TOO_MANY_SUBSCRIPTIONS");
        using var other = await OpenAsync(asked, (await AddShopAsync()).Key);
        Assert.That(other.Answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));

        streams.ForEach(stream => stream.Dispose());
        await Eventually.Async(async () =>
        {
            var again = await OpenSeveralAsync(asked, shop.Key, MostPerKey);
            again.ForEach(stream => stream.Dispose());
            return again.TrueForAll(stream => stream.Answer.StatusCode is HttpStatusCode.OK);
        }, TimeSpan.FromSeconds(20), "places that are given back");
    }

    [Test]
    public async Task Ask_the_database_by_one_statement_whatever_their_number_and_not_at_all_without_any()
    {
        await SettleAsync();
        var streams = new List<EventStreamClient>();
        for (var i = 0; i < 6; i++)
            streams.Add(await OpenAsync("subscription { packageStateChanged { state } }", (await AddShopAsync()).Key));

        var before = _statements.Count;
        var start = TimeProvider.System.GetTimestamp();
        await Eventually.Async(() => _statements.Count - before >= 5, TimeSpan.FromSeconds(10), "the feed to read");
        var intervals = TimeProvider.System.GetElapsedTime(start) / TimeSpan.FromMilliseconds(200);
        Assert.That(_statements.Count - before, Is.LessThanOrEqualTo(intervals + 2));

        streams.ForEach(stream => stream.Dispose());
        await Eventually.Async(async () =>
        {
            var at = _statements.Count;
            await Task.Delay(TimeSpan.FromSeconds(1));
            return _statements.Count == at;
        }, TimeSpan.FromSeconds(15), "silence");
    }

    [Test]
    public async Task Hear_of_moves_that_another_process_stored()
    {
        var shop = await AddShopAsync();
        using var stream = await OpenAsync("subscription { packageStateChanged { state event { rawCode } } }", shop.Key);
        await StoreAsync(db => db.Add(Move(shop, "elsewhere", ago: TimeSpan.FromSeconds(5))));
        Assert.That((await stream.ResultAsync()).ToString(), Does.Contain("elsewhere"));
    }

    [Test]
    public async Task End_when_they_are_read_too_slowly()
    {
        await using var host = await EciTestHost.StartAsync(Database, options =>
        {
            Configure(options);
            options.Settings["Eci:GraphQL:Subscriptions:Buffer"] = "1";
        });
        var shop = await AddShopAsync();
        using var stream = await EventStreamClient.OpenAsync(host.Client, "subscription { packageStateChanged { state } }", shop.Key);
        await StoreAsync(db => db.AddRange(Enumerable.Range(0, 300).Select(i => Move(shop, $"{i}", ago: TimeSpan.Zero))));

        var results = 0;
        var result = await stream.ResultAsync();
        for (; result.TryGetProperty("data", out _); results++)
            result = await stream.ResultAsync();
        Assert.That(results, Is.LessThan(300));
        Assert.That(CodeOf(result), Is.EqualTo("SUBSCRIPTION_TOO_SLOW"));
        Assert.That(await stream.NextAsync(), Is.EqualTo("event: complete\ndata:"));
        Assert.That(await stream.NextAsync(), Is.Null);
    }

    [Test]
    public async Task Leave_queries_over_the_same_media_type_their_one_result()
    {
        var shop = await AddShopAsync();
        using var stream = await OpenAsync("{ healthCheck }", shop.Key);
        Assert.That((await stream.ResultAsync()).ToString(), Is.EqualTo("""{"data":{"healthCheck":true}}"""));
        Assert.That(await stream.NextAsync(), Is.EqualTo("event: complete\ndata:"));
        Assert.That(await stream.NextAsync(), Is.Null);
    }

    [Test]
    public async Task End_with_the_host_and_say_so()
    {
        await using var host = await EciTestHost.StartAsync(Database, Configure);
        var shop = await AddShopAsync();
        using var stream = await EventStreamClient.OpenAsync(host.Client, "subscription { packageStateChanged { state } }", shop.Key);
        var stopping = host.StopAsync();
        Assert.That(CodeOf(await stream.ResultAsync()), Is.EqualTo("SERVICE_UNAVAILABLE"));
        Assert.That(await stream.NextAsync(), Is.EqualTo("event: complete\ndata:"));
        await stopping;
    }

    [Test]
    public async Task End_when_they_have_lived_long_enough()
    {
        await using var host = await EciTestHost.StartAsync(Database, options =>
        {
            Configure(options);
            options.Settings["Eci:GraphQL:Subscriptions:Lifetime"] = "00:00:01";
        });
        var shop = await AddShopAsync();
        using var stream = await EventStreamClient.OpenAsync(host.Client, "subscription { packageStateChanged { state } }", shop.Key);
        Assert.That(CodeOf(await stream.ResultAsync()), Is.EqualTo("SUBSCRIPTION_EXPIRED"));
        Assert.That(await stream.NextAsync(), Is.EqualTo("event: complete\ndata:"));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        options.Settings["Eci:GraphQL:Subscriptions:MaxPerKey"] = $"{MostPerKey}";
        options.Settings["Eci:GraphQL:Subscriptions:Interval"] = "00:00:00.200";
        options.Settings["Eci:GraphQL:Subscriptions:Heartbeat"] = "00:00:01";
        options.Services = services => services.AddSingleton<IInterceptor>(_statements);
    }

    private static string? StateOf(System.Text.Json.JsonElement result) =>
        result.GetProperty("data").GetProperty("packageStateChanged").GetProperty("state").GetString();

    /// <summary>The package may have moved on when the change is told.</summary>
    private static string Result(Shop shop, string from, string to, string? now = null) =>
        $$$$$"""{"data":{"packageStateChanged":{"previousState":"{{{{{from}}}}}","state":"{{{{{to}}}}}","package":{"trackingId":"{{{{{shop.Package.TrackingId}}}}}","state":"{{{{{now ?? to}}}}}"},"event":{"state":"{{{{{to}}}}}","rawCode":"{{{{{to}}}}}"}}}}""";

    private static PackageEvent Move(Shop shop, string code, TimeSpan ago) => new()
    {
        Id = $"event_{NextNumber()}",
        TenantId = shop.TenantId,
        PackageId = shop.Package.Id,
        Time = TimeProvider.System.GetUtcNow(),
        TimeOffsetMinutes = 0,
        State = PackageState.Exception,
        RawCode = code,
        MovedFrom = PackageState.Init,
        RecordedAt = TimeProvider.System.GetUtcNow() - ago,
    };

    private Task<EventStreamClient> OpenAsync(string query, string? key, object? variables = null) =>
        EventStreamClient.OpenAsync(Host.Client, query, key, variables);

    private async Task<List<EventStreamClient>> OpenSeveralAsync(string query, string key, int count)
    {
        var streams = new List<EventStreamClient>();
        for (var i = 0; i < count; i++)
            streams.Add(await OpenAsync(query, key));
        return streams;
    }

    private async Task RefusedAsync(string query, string? key, HttpStatusCode status, string code, string accept = "text/event-stream")
    {
        using var answer = await EventStreamClient.OpenAsync(Host.Client, query, key, accept: accept);
        Assert.That(answer.Answer.StatusCode, Is.EqualTo(status), query);
        Assert.That(answer.Answer.Content.Headers.ContentType!.MediaType, Does.EndWith("json"));
        Assert.That((await answer.JsonAsync()).GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString(), Is.EqualTo(code), query);
    }

    /// <summary>Counts the statements that ask for moves.</summary>
    private sealed class FeedStatements : DbCommandInterceptor
    {
        private int _count;

        public int Count => _count;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Replace("\"", string.Empty, StringComparison.Ordinal).Contains("moved_from IS NOT NULL", StringComparison.Ordinal))
                Interlocked.Increment(ref _count);
            return ValueTask.FromResult(result);
        }
    }
}
