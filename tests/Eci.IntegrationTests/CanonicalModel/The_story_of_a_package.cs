using System.Text.Json;
using Eci.Commerce;
using Eci.Commerce.Api.Timeline;
using Eci.Core;
using Eci.Host;
using Eci.Host.Commands;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.CorrectPackage;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.CanonicalModel;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_story_of_a_package(DatabaseKind kind) : CommerceFixture(kind)
{
    private const string OfOrder = """
        query ($n: ID!) {
          order(orderNumber: $n) { timeline { time recordedAt kind title state traceId packageId eventId details { name value } } }
        }
        """;

    private const string Push =
        "/api/v1/tracking/dpd/wh_demo_dpd?pushid=story-1&pnr=01906000683796&depot=0998&status=delivery_carload&statusdate=05012026100200";

    private static readonly string[] FromPushToPlan =
        ["ORDER_STORED", "PACKAGE_REGISTERED", "REPORT_RECEIVED", "EVENT_STORED", "STATE_CHANGED", "MAIL_SENT", "PLANNED"];

    [Test]
    public async Task Leads_from_the_push_to_the_mail_under_the_trace_id_of_the_caller()
    {
        using var push = new HttpRequestMessage(HttpMethod.Get, Push);
        push.Headers.Add("eci-trace-id", "story-of-ada");
        (await Host.Client.SendAsync(push)).EnsureSuccessStatusCode();
        await SettleAsync();

        var story = await StoryAsync("STORE-1001", DemoTenant.ApiKey);
        Assert.That(KindsOf(story), Is.EqualTo(FromPushToPlan));
        var caused = story.GetRange(2, 4);
        Assert.Multiple(() =>
        {
            Assert.That(caused.ConvertAll(e => e.GetProperty("traceId").GetString()), Is.All.EqualTo("story-of-ada"));
            Assert.That(caused.ConvertAll(e => e.GetProperty("state").GetString()), Is.All.EqualTo("OUT_FOR_DELIVERY"));
            Assert.That(caused.ConvertAll(e => e.GetProperty("eventId").GetString()).Skip(1).Distinct().Count(), Is.EqualTo(1));
            Assert.That(DetailOf(story[2], "via"), Is.EqualTo("webhook"));
            Assert.That(DetailOf(story[2], "app"), Is.EqualTo(DemoTenant.DpdAppId));
            Assert.That(story[3].GetProperty("time").GetString(), Is.EqualTo("2026-01-05T09:02:00Z"));
            Assert.That(DetailOf(story[4], "from"), Is.EqualTo("INIT"));
            Assert.That(DetailOf(story[5], "subject"), Is.Not.Empty);
            Assert.That(story[^1].GetProperty("recordedAt").ValueKind, Is.EqualTo(JsonValueKind.Null), "Still to come.");
            Assert.That(DetailOf(story[^1], "what"), Is.EqualTo("movementCheck"));
        });

        await Host.ScalarAsync("DELETE FROM messaging_message WHERE key = 'DPD/01906000683796' RETURNING 1");
        var kept = (await StoryAsync("STORE-1001", DemoTenant.ApiKey)).Where(e => e.GetProperty("traceId").ValueKind is JsonValueKind.String).ToList();
        Assert.That(KindsOf(kept), Is.EqualTo(new[] { "EVENT_STORED", "STATE_CHANGED", "MAIL_SENT" }), "Once the messages are swept.");
        await AssertCommandTellsTheSameAsync();
    }

    [Test]
    public async Task Tells_late_news_and_why_nobody_was_mailed()
    {
        var shop = await AddShopAsync(s => s.Contact.TrackingEmailsConsent = false);
        await TellInTurnAsync(shop.Scan(PackageState.OutForDelivery, 9), shop.Scan(PackageState.InTransit, 8));
        var story = await StoryAsync(shop.Order.OrderNumber, shop.Key);
        Assert.That(
            KindsOf(story), Is.EqualTo(new[] { "ORDER_STORED", "PACKAGE_REGISTERED", "REPORT_RECEIVED", "EVENT_STORED", "STATE_CHANGED", "MAIL_NOT_SENT", "REPORT_RECEIVED", "EVENT_STORED" }));
        Assert.That(DetailOf(story[5], "reason"), Is.EqualTo("NO_CONSENT"));
        Assert.That(story[^1].GetProperty("title").GetString(), Is.EqualTo("IN_TRANSIT stored, moves nothing"));
        Assert.That(story[^1].GetProperty("time").GetDateTimeOffset(), Is.LessThan(story[3].GetProperty("time").GetDateTimeOffset()));
    }

    [Test]
    public async Task Tells_what_was_given_up()
    {
        var shop = await AddShopAsync();
        await TellAsync(new PackageStateTransition(
            shop.TenantId, shop.Package.Id, "evt_none", PackageState.Init, PackageState.InTransit, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
        var dead = (await StoryAsync(shop.Order.OrderNumber, shop.Key)).Single(e => e.GetProperty("kind").GetString() == "DEAD_LETTER");
        Assert.That(dead.GetProperty("packageId").GetString(), Is.EqualTo(shop.Package.Id));
        Assert.That((DetailOf(dead, "queue"), DetailOf(dead, "error")), Is.EqualTo(("tracking-notifications", "PermanentFailureException")));
    }

    [Test]
    public async Task Tells_what_waits_and_when_it_is_due()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(PackageState.Exception) with { IsHistory = true });
        var waiting = (await StoryAsync(shop.Order.OrderNumber, shop.Key))[^1];
        Assert.That((waiting.GetProperty("kind").GetString(), DetailOf(waiting, "queue")), Is.EqualTo(("WAITING", "tracking-attention")));
        Assert.That(waiting.GetProperty("recordedAt").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Tells_of_attention_from_its_begin_to_its_end()
    {
        var shop = await AddShopAsync();
        await TellAsync(shop.Scan(PackageState.Exception));
        await ActAsync(shop, services => services.GetRequiredService<AttentionResolver>().ResolveAsync(shop.Package.Id, "test", CancellationToken.None));
        var story = await StoryAsync(shop.Order.OrderNumber, shop.Key);
        var attention = story.Where(e => e.GetProperty("kind").GetString()!.StartsWith("ATTENTION", StringComparison.Ordinal)).ToList();
        Assert.That(KindsOf(attention), Is.EqualTo(new[] { "ATTENTION_RAISED", "ATTENTION_RESOLVED" }));
        Assert.That(attention.ConvertAll(e => DetailOf(e, "reason")), Is.All.EqualTo("EXCEPTION"));
    }

    [Test]
    public async Task Tells_of_an_expiry_by_itself()
    {
        var shop = await AddShopAsync();
        await StoreAsync(db => db.Add(new PackageEvent
        {
            Id = Ids.New(IdPrefix.Event),
            TenantId = shop.TenantId,
            PackageId = shop.Package.Id,
            Time = DateTimeOffset.UnixEpoch,
            TimeOffsetMinutes = 0,
            State = PackageState.Expired,
            RawCode = "eci:no-movement",
            MovedFrom = PackageState.InTransit,
            RecordedAt = DateTimeOffset.UnixEpoch,
        }));
        var story = await StoryAsync(shop.Order.OrderNumber, shop.Key);
        Assert.That(KindsOf(story), Is.EquivalentTo(new[] { "ORDER_STORED", "PACKAGE_REGISTERED", "EXPIRED" }));
    }

    [Test]
    public async Task Holds_entries_of_whoever_adds_a_source()
    {
        var shop = await AddShopAsync();
        var story = (await DataAsync("query ($id: ID!) { a: package(id: $id) { timeline { kind } } b: packages { nodes { timeline { kind } } } }", shop.Key, new { id = shop.Package.Id }));
        Assert.That(story.GetProperty("a").GetProperty("timeline").EnumerateArray().Select(e => e.GetProperty("kind").GetString()), Does.Contain(OtherSource.Kind));
        Assert.That(
            story.GetProperty("b").GetProperty("nodes")[0].GetProperty("timeline").GetRawText(), Is.EqualTo(story.GetProperty("a").GetProperty("timeline").GetRawText()));
    }

    [Test]
    public async Task Is_not_told_to_another_tenant()
    {
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        var answer = await DataAsync(OfOrder, other.Key, new { n = shop.Order.OrderNumber });
        Assert.That(answer.GetProperty("order").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(await CommandAsync("timeline", shop.Order.OrderNumber, "--tenant", other.TenantId), Is.EqualTo(ExitCodes.Refused));

        // Messages are no rows of tenants: those of another one about the same number must not appear.
        await StoreAsync(db => db.Add(new Package
        {
            Id = $"twin_{shop.Package.Id}",
            TenantId = other.TenantId,
            OrderId = other.Order.Id,
            Carrier = Carrier.Dpd,
            TrackingId = shop.Package.TrackingId,
        }));
        await TellAsync(shop.Scan(PackageState.InTransit));
        Assert.That(KindsOf(await StoryAsync(other.Order.OrderNumber, other.Key)), Does.Not.Contain("REPORT_RECEIVED"));
        Assert.That(KindsOf(await StoryAsync(shop.Order.OrderNumber, shop.Key)), Does.Contain("REPORT_RECEIVED"));
    }

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Services += services => services.AddScoped<ITimelineSource, OtherSource>();
    }

    private static List<string> KindsOf(IEnumerable<JsonElement> story) => [.. story.Select(e => e.GetProperty("kind").GetString()!)];

    private static string? DetailOf(JsonElement entry, string name) => entry.GetProperty("details").EnumerateArray()
        .Where(d => d.GetProperty("name").GetString() == name).Select(d => d.GetProperty("value").GetString()).SingleOrDefault();

    private async Task<List<JsonElement>> StoryAsync(string orderNumber, string key)
    {
        var data = await DataAsync(OfOrder, key, new { n = orderNumber });
        return [.. data.GetProperty("order").GetProperty("timeline").EnumerateArray().Where(IsOfPackages)];
    }

    /// <summary>Not of another source, and not of the order's stages: those are reached beside what happens to packages.</summary>
    private static bool IsOfPackages(JsonElement entry) => entry.GetProperty("kind").GetString() is not (OtherSource.Kind or "ORDER_STAGE_REACHED");

    private Task<bool> ActAsync(Shop shop, Func<IServiceProvider, Task<bool>> act) => Host.InScopeAsync(
        services =>
        {
            services.GetRequiredService<TenantScope>().ActAs("key ak_test");
            return act(services);
        },
        shop.TenantId);

    private async Task AssertCommandTellsTheSameAsync()
    {
        var output = Console.Out;
        await using var written = new StringWriter();
        try
        {
            Console.SetOut(written);
            Assert.That(await CommandAsync("timeline", "STORE-1001", "--tenant", "demo", "--json"), Is.Zero);
        }
        finally
        {
            Console.SetOut(output);
        }

        var told = JsonDocument.Parse(written.ToString()).RootElement.EnumerateArray().Where(IsOfPackages);
        Assert.That(KindsOf(told), Is.EqualTo(FromPushToPlan.Where(k => k != "REPORT_RECEIVED")));
        Assert.That(await CommandAsync("timeline", "none", "--tenant", "demo"), Is.EqualTo(ExitCodes.Refused));
        Assert.That(await CommandAsync("timeline", "STORE-1001", "--tenant", "demo"), Is.Zero);
    }

    private Task<int> CommandAsync(params string[] arguments)
    {
        var parsed = OrderCommands.Create().Parse(arguments);
        Assert.That(parsed.Errors, Is.Empty);
        return OrderTimelineCommand.RunAsync(Host.Services, parsed, CancellationToken.None);
    }

    private sealed class OtherSource : ITimelineSource
    {
        public const string Kind = "PAID";

        public Task<IEnumerable<TimelineEntry>> ReadAsync(TimelineSubjects subjects, CancellationToken cancellationToken) => Task.FromResult(
            subjects.Packages.Select(p => new TimelineEntry(p.CreatedAt, p.CreatedAt, Kind, "Paid") { PackageId = p.Id }));
    }
}
