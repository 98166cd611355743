using System.Text.Json;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Dpd;
using Eci.Scheduling;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Scheduling;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Schedules_over_GraphQL(DatabaseKind kind) : TrackingFixture(kind)
{
    private const string Schedules = """
        query ($first: Int, $after: String, $filter: ScheduleFilterInput) {
          schedules(first: $first, after: $after, orderBy: ID_ASC, filter: $filter) {
            nodes { appId appName kind job cron timeZone state nextRun requested running lastRun { id status } }
            pageInfo { endCursor hasNextPage }
          }
        }
        """;

    private const string Runs = """
        query ($filter: ScheduleRunFilterInput, $first: Int) {
          scheduleRuns(filter: $filter, first: $first) {
            nodes { id appId job trigger status startedAt finishedAt duration counts { name value } note errorType error }
          }
        }
        """;

    private const string Run = "mutation ($id: ID!) { runSchedule(appId: $id) { appId requested } }";

    private readonly StatementCounter _statements = new();

    [Test]
    public async Task Show_what_is_planned_and_what_was_done()
    {
        var shop = await AddShopAsync(s => (s.CarrierApp.CronSchedule, s.CarrierApp.CronTimeZone) = ("0 3 * * *", "America/New_York"));
        Assert.That((await AskAsync(Run, shop.Key, new { id = shop.CarrierApp.Id })).GetProperty("data").GetProperty("runSchedule").GetProperty("requested").GetBoolean(), Is.True);
        await Eventually.Async(async () => Text(await RunsAsync(shop), "status") == "SUCCEEDED", TimeSpan.FromSeconds(30), "the run");

        var schedule = (await SchedulesAsync(shop)).Single();
        Assert.That(Text(schedule, "appId"), Is.EqualTo(shop.CarrierApp.Id));
        Assert.That((Text(schedule, "job"), Text(schedule, "kind"), Text(schedule, "appName")), Is.EqualTo(("test-scans", "dpd", "DPD")));
        Assert.That((Text(schedule, "cron"), Text(schedule, "timeZone"), Text(schedule, "state")), Is.EqualTo(("0 3 * * *", "America/New_York", "ACTIVE")));
        Assert.That(schedule.GetProperty("nextRun").GetDateTimeOffset(), Is.GreaterThan(TimeProvider.System.GetUtcNow()));
        Assert.That((schedule.GetProperty("requested").GetBoolean(), schedule.GetProperty("running").GetBoolean()), Is.EqualTo((false, false)));

        var run = await RunsAsync(shop);
        Assert.That(Text(run, "id"), Is.EqualTo(Text(schedule.GetProperty("lastRun"), "id")));
        Assert.That((Text(run, "appId"), Text(run, "job"), Text(run, "trigger")), Is.EqualTo((shop.CarrierApp.Id, "test-scans", "MANUAL")));
        Assert.That(run.GetProperty("counts").ToString(), Is.EqualTo("""[{"name":"requests","value":3}]"""));
        Assert.That(Text(run, "note"), Is.EqualTo("Half of it."));
        Assert.That(run.GetProperty("duration").GetDouble(), Is.InRange(0, 30));
        Assert.That(run.GetProperty("error").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Show_nothing_of_another_tenant_and_let_nobody_run_it()
    {
        var shop = await AddShopAsync();
        var other = await AddShopAsync();
        await AskAsync(Run, shop.Key, new { id = shop.CarrierApp.Id });
        await Eventually.Async(async () => Text(await RunsAsync(shop), "status") == "SUCCEEDED", TimeSpan.FromSeconds(30), "the run");
        Assert.That((await SchedulesAsync(other)).Select(s => Text(s, "appId")), Is.EqualTo([other.CarrierApp.Id]));
        var runs = await AskAsync(Runs, other.Key, new { filter = new { appId = shop.CarrierApp.Id } });
        Assert.That(Nodes(runs, "scheduleRuns"), Is.Empty);
        Assert.That(Nodes(await AskAsync(Runs, other.Key), "scheduleRuns"), Is.Empty);
        Assert.That(await SchedulesAsync(other, filter: new { appId = shop.CarrierApp.Id }), Is.Empty);
        Assert.That(CodeOf(await AskAsync(Run, other.Key, new { id = shop.CarrierApp.Id })), Is.EqualTo("APP_NOT_FOUND"));
        Assert.That(await Host.ScalarAsync($"SELECT count(*) FROM scheduling_run WHERE app_id = '{shop.CarrierApp.Id}'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Say_why_a_run_is_refused()
    {
        var shop = await AddShopAsync(s => s.CarrierApp.Enabled = false);
        var answer = await AskAsync(Run, shop.Key, new { id = shop.CarrierApp.Id });
        Assert.That(CodeOf(answer), Is.EqualTo("APP_DISABLED"));
        Assert.That(answer.GetProperty("errors")[0].GetProperty("message").GetString(), Is.EqualTo("The app is switched off."));
        Assert.That(CodeOf(await AskAsync(Run, shop.Key, new { id = shop.EmailApp.Id })), Is.EqualTo("APP_WITHOUT_JOB"));
        Assert.That(Text((await SchedulesAsync(shop)).Single(), "state"), Is.EqualTo("APP_DISABLED"));
    }

    [TestCase(Schedules, "manage:apps", "read:schedules")]
    [TestCase(Runs, "manage:apps", "read:schedules")]
    [TestCase(Run, "read:schedules", "manage:apps")]
    public async Task Need_their_scope(string document, string scopes, string missing)
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.Add(new ApiKey
        {
            Id = Ids.New(IdPrefix.ApiKey),
            TenantId = shop.TenantId,
            Name = "Other",
            Hash = ApiKey.HashOf($"other_{shop.Key}"),
            Scopes = scopes,
        }));
        var answer = await AskAsync(document, $"other_{shop.Key}", document == Run ? new { id = shop.CarrierApp.Id } : null);
        Assert.That(CodeOf(answer), Is.EqualTo("FORBIDDEN"));
        Assert.That(answer.ToString(), Does.Contain(missing));
    }

    [TestCase(0, "INVALID_PAGE_SIZE")]
    [TestCase(-1, "INVALID_PAGE_SIZE")]
    [TestCase(101, "INVALID_PAGE_SIZE")]
    [TestCase(int.MaxValue, "INVALID_PAGE_SIZE")]
    public async Task Are_listed_within_limits(int first, string code)
    {
        var shop = await AddShopAsync();
        Assert.That(CodeOf(await AskAsync(Schedules, shop.Key, new { first })), Is.EqualTo(code));
        Assert.That(CodeOf(await AskAsync(Runs, shop.Key, new { first })), Is.EqualTo(code));
    }

    [Test]
    public async Task Are_listed_page_by_page_with_as_many_statements_for_many_as_for_one()
    {
        var small = await AddShopAsync();
        var large = await AddShopAsync();
        var apps = Enumerable.Range(0, 30).Select(i => $"{large.CarrierApp.Id}_{i:D2}").ToList();
        await StoreAsync(db => db.AddRange(apps.Select(id => DpdModule.NewApp(id, large.TenantId, "More"))));
        var one = await StatementsAsync(() => SchedulesAsync(small));
        var many = await StatementsAsync(() => SchedulesAsync(large));
        Assert.That(many, Is.EqualTo(one));

        var (found, after) = (new List<string>(), (string?)null);
        do
        {
            var page = (await AskAsync(Schedules, large.Key, new { first = 7, after })).GetProperty("data").GetProperty("schedules");
            found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(s => Text(s, "appId")!));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? Text(page.GetProperty("pageInfo"), "endCursor") : null;
        }
        while (after is not null);

        Assert.That(found, Is.EqualTo(apps.Prepend(large.CarrierApp.Id)));
    }

    [Test]
    public async Task Are_found_by_app_job_outcome_cause_and_time()
    {
        var shop = await AddShopAsync();
        await AskAsync(Run, shop.Key, new { id = shop.CarrierApp.Id });
        await Eventually.Async(async () => Text(await RunsAsync(shop), "status") == "SUCCEEDED", TimeSpan.FromSeconds(30), "the run");
        var started = (await RunsAsync(shop)).GetProperty("startedAt").GetDateTimeOffset();
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await RunCountAsync(shop, new { status = "SUCCEEDED", trigger = "MANUAL" }), Is.EqualTo(1));
            Assert.That(await RunCountAsync(shop, new { status = "FAILED" }), Is.Zero);
            Assert.That(await RunCountAsync(shop, new { trigger = "SCHEDULE" }), Is.Zero);
            Assert.That(await RunCountAsync(shop, new { from = started, to = started.AddSeconds(1) }), Is.EqualTo(1));
            Assert.That(await RunCountAsync(shop, new { to = started }), Is.Zero);
            Assert.That(await SchedulesAsync(shop, filter: new { job = "test-scans" }), Has.Count.EqualTo(1));
            Assert.That(await SchedulesAsync(shop, filter: new { job = "other" }), Is.Empty);
        });
    }

    [Test]
    public async Task Refuse_filters_that_cannot_be_meant()
    {
        var shop = await AddShopAsync();
        var now = TimeProvider.System.GetUtcNow();
        Assert.That(CodeOf(await AskAsync(Runs, shop.Key, new { filter = new { from = now, to = now } })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(Runs, shop.Key, new { filter = new { appId = new string('a', 201) } })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(Schedules, shop.Key, new { filter = new { job = "a\0b" } })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(Run, shop.Key, new { id = "a\0b" })), Is.EqualTo("INVALID_ARGUMENT"));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        // Its own ticks would be counted among the statements of requests.
        options.Settings["Eci:Scheduler:Tick"] = "00:01:00";
        options.Services = services => services.AddAppJob<ScanJob>().AddSingleton<IInterceptor>(_statements);
    }

    private static string? Text(JsonElement element, string property) => element.ValueKind is JsonValueKind.Object ? element.GetProperty(property).GetString() : null;

    private async Task<List<JsonElement>> SchedulesAsync(Shop shop, object? filter = null) =>
        Nodes(await AskAsync(Schedules, shop.Key, new { filter }), "schedules");

    private async Task<int> RunCountAsync(Shop shop, object filter) => Nodes(await AskAsync(Runs, shop.Key, new { filter }), "scheduleRuns").Count;

    private static List<JsonElement> Nodes(JsonElement answer, string field)
    {
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return [.. answer.GetProperty("data").GetProperty(field).GetProperty("nodes").EnumerateArray()];
    }

    /// <summary>The newest run.</summary>
    private async Task<JsonElement> RunsAsync(Shop shop) =>
        Nodes(await AskAsync(Runs, shop.Key, new { filter = new { appId = shop.CarrierApp.Id }, first = 1 }), "scheduleRuns").SingleOrDefault();

    private async Task<int> StatementsAsync(Func<Task> work)
    {
        var before = _statements.Count;
        await work();
        return _statements.Count - before;
    }

    private sealed class ScanJob : IAppJob
    {
        public string Name => "test-scans";

        public Type AppType { get; } = DpdModule.NewApp("app", "pk", "DPD").GetType();

        public string DefaultCron => "0 0 1 1 *";

        public TimeSpan DefaultTimeout => TimeSpan.FromMinutes(1);

        public Task RunAsync(JobRun run, CancellationToken cancellationToken)
        {
            run.Count("requests", 3);
            run.Note = "Half of it.";
            return Task.CompletedTask;
        }
    }
}
