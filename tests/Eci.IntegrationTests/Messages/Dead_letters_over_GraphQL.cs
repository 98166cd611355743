using System.Text.Json;
using Eci.Core;
using Eci.IntegrationTests.Tracking;
using Eci.Messaging.Operations;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messages;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Dead_letters_over_GraphQL(DatabaseKind kind) : StoredMessages(kind)
{
    private const string List = """
        query ($filter: DeadLetterFilterInput) {
          deadLetters(filter: $filter) { nodes { id queue topic attempts errorType error failedAt messageId message { body } } totalCount }
        }
        """;

    private const string One = "query ($id: ID!) { deadLetter(id: $id) { id error } }";
    private const string Replay = "mutation ($id: ID!) { replayDeadLetter(id: $id) { id message { deliveries { queue status attempts } } } }";
    private const string Discard = "mutation ($id: ID!) { discardDeadLetter(id: $id) { id } }";

    private const string ReplayAll = """
        mutation ($filter: DeadLetterFilterInput, $dryRun: Boolean!) {
          replayDeadLetters(filter: $filter, dryRun: $dryRun) {
            dryRun matching replayed refused
            byQueue { queue count refused } byErrorType { errorType count } refusals { queue reason count } sampleIds
          }
        }
        """;

    [Test]
    public async Task Are_listed_and_shown()
    {
        var shop = await AddShopAsync();
        var message = NewMessage(shop.TenantId, parent: "bbf92f3577b34da6a3ce929d0e0e4736");
        var letter = NewLetter(message, minute: 2);
        await StoreAsync(db => db.AddRange(message, letter));
        await AddLettersAsync(shop, 1, "tracking-attention", "IOException");

        var shown = (await NodesAsync(shop, new { queue = Queue, topic = Topic, errorType = "MailProviderException" })).Single();
        Assert.That(shown.GetProperty("id").GetString(), Is.EqualTo(letter.Id));
        Assert.That(shown.GetProperty("message").GetProperty("body").GetString(), Is.EqualTo("""{"state":"IN_TRANSIT"}"""));
        Assert.That(shown.GetProperty("failedAt").GetDateTimeOffset(), Is.EqualTo(letter.FailedAt));
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await NodesAsync(shop), Has.Count.EqualTo(2));
            Assert.That(await NodesAsync(shop, new { traceId = "bbf92f3577b34da6a3ce929d0e0e4736" }), Has.Count.EqualTo(1));
            Assert.That(await NodesAsync(shop, new { queue = "tracking-attention" }), Has.Count.EqualTo(1));
            Assert.That(await NodesAsync(shop, new { errorType = "Other" }), Is.Empty);
            Assert.That(await NodesAsync(shop, new { from = letter.FailedAt.AddTicks(10) }), Is.Empty);
            Assert.That(await NodesAsync(shop, new { from = letter.FailedAt, to = letter.FailedAt.AddMinutes(1) }), Has.Count.EqualTo(1));
        });
        var one = await AskAsync(One, shop.Key, new { id = letter.Id });
        Assert.That(one.GetProperty("data").GetProperty("deadLetter").GetProperty("error").GetString(), Is.EqualTo(letter.Error));
    }

    [Test]
    public async Task Go_back_into_their_queue_one_by_one()
    {
        var shop = await AddShopAsync();
        var id = (await AddLettersAsync(shop, 1)).Single();
        var answer = await AskAsync(Replay, shop.Key, new { id });
        Assert.That(
            answer.GetProperty("data").GetProperty("replayDeadLetter").ToString(),
            Is.EqualTo($$$"""{"id":"{{{id}}}","message":{"deliveries":[{"queue":"{{{Queue}}}","status":"PENDING","attempts":0}]}}"""));
        Assert.That(CodeOf(await AskAsync(Replay, shop.Key, new { id })), Is.EqualTo("DEAD_LETTER_NOT_FOUND"));
        Assert.That(await CountAsync("messaging_dead_letter", shop), Is.Zero);
    }

    [Test]
    public async Task Are_gone_when_discarded()
    {
        var shop = await AddShopAsync();
        var id = (await AddLettersAsync(shop, 1)).Single();
        var answer = await AskAsync(Discard, shop.Key, new { id });
        Assert.That(answer.GetProperty("data").GetProperty("discardDeadLetter").GetProperty("id").GetString(), Is.EqualTo(id));
        Assert.That(CodeOf(await AskAsync(Discard, shop.Key, new { id })), Is.EqualTo("DEAD_LETTER_NOT_FOUND"));
        Assert.That((await CountAsync("messaging_dead_letter", shop), await DeliveriesAsync(shop)), Is.EqualTo((0L, 0L)));
    }

    [Test]
    public async Task Are_not_seen_or_touched_by_another_tenant()
    {
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        var id = (await AddLettersAsync(shop, 1)).Single();
        var nobodys = NewMessage(string.Empty);
        var letter = NewLetter(nobodys);
        await StoreAsync(db => db.AddRange(nobodys, letter));
        Assert.That(await NodesAsync(other), Is.Empty);
        Assert.That((await ReplayAllAsync(other, dryRun: false)).GetProperty("matching").GetInt32(), Is.Zero);
        foreach (var foreign in (string[])[id, letter.Id, "dl_none"])
        {
            Assert.That((await AskAsync(One, other.Key, new { id = foreign })).GetProperty("data").GetProperty("deadLetter").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(CodeOf(await AskAsync(Replay, other.Key, new { id = foreign })), Is.EqualTo("DEAD_LETTER_NOT_FOUND"));
            Assert.That(CodeOf(await AskAsync(Discard, other.Key, new { id = foreign })), Is.EqualTo("DEAD_LETTER_NOT_FOUND"));
        }

        Assert.That((await CountAsync("messaging_dead_letter", shop), await DeliveriesAsync(shop)), Is.EqualTo((1L, 0L)));
    }

    [Test]
    public async Task Are_told_of_by_a_dry_run_that_changes_nothing()
    {
        var shop = await AddShopAsync();
        var oldest = await AddLettersAsync(shop, 3);
        await AddLettersAsync(shop, 2, "tracking-attention", "IOException");
        await AddLettersAsync(shop, 1, "erp-orders-of-old", "IOException");
        await AddLettersAsync(shop, 1, topic: "$refused");

        var report = await ReplayAllAsync(shop, dryRun: true);
        Assert.That(Numbers(report, "matching", "replayed", "refused"), Is.EqualTo((int[])[7, 5, 2]));
        Assert.That(report.GetProperty("byQueue").ToString(), Is.EqualTo(
            """[{"queue":"erp-orders-of-old","count":1,"refused":1},{"queue":"tracking-attention","count":2,"refused":0},{"queue":"tracking-notifications","count":4,"refused":1}]"""));
        Assert.That(report.GetProperty("byErrorType").ToString(), Is.EqualTo("""[{"errorType":"IOException","count":3},{"errorType":"MailProviderException","count":4}]"""));
        Assert.That(report.GetProperty("refusals").ToString(), Is.EqualTo(
            """[{"queue":"erp-orders-of-old","reason":"QUEUE_GONE","count":1},{"queue":"tracking-notifications","reason":"REFUSED","count":1}]"""));
        Assert.That(report.GetProperty("sampleIds").EnumerateArray().Select(id => id.GetString()).ToList(), Has.Count.EqualTo(7).And.SupersetOf(oldest));
        Assert.That((await CountAsync("messaging_dead_letter", shop), await DeliveriesAsync(shop), await AuditAsync(shop)), Is.EqualTo((7L, 0L, 0)));

        var real = await ReplayAllAsync(shop, dryRun: false);
        Assert.That(Numbers(real, "matching", "replayed", "refused"), Is.EqualTo((int[])[7, 5, 2]));
        Assert.That((await CountAsync("messaging_dead_letter", shop), await DeliveriesAsync(shop)), Is.EqualTo((2L, 5L)));
    }

    [Test]
    public async Task Say_why_one_is_not_replayed()
    {
        var shop = await AddShopAsync();
        var gone = (await AddLettersAsync(shop, 1, "erp-orders-of-old")).Single();
        var refused = (await AddLettersAsync(shop, 1, topic: "$refused")).Single();
        Assert.That(CodeOf(await AskAsync(Replay, shop.Key, new { id = gone })), Is.EqualTo("QUEUE_GONE"));
        Assert.That(CodeOf(await AskAsync(Replay, shop.Key, new { id = refused })), Is.EqualTo("DEAD_LETTER_REFUSED"));
        Assert.That((await CountAsync("messaging_dead_letter", shop), await DeliveriesAsync(shop)), Is.EqualTo((2L, 0L)));
    }

    [Test]
    public async Task Are_replayed_as_many_as_the_filter_means_portion_by_portion()
    {
        var shop = await AddShopAsync();
        await AddLettersAsync(shop, 250);
        await AddLettersAsync(shop, 3, "tracking-attention");
        var report = await ReplayAllAsync(shop, dryRun: false, new { queue = Queue });
        Assert.That(Numbers(report, "matching", "replayed"), Is.EqualTo((int[])[250, 250]));
        Assert.That((await CountAsync("messaging_dead_letter", shop), await DeliveriesAsync(shop)), Is.EqualTo((3L, 250L)));
    }

    [Test]
    public async Task Are_never_doubled_by_several_replays_and_discards_at_once()
    {
        var shop = await AddShopAsync();
        var ids = await AddLettersAsync(shop, 250);
        var replays = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReplayAllAsync(shop, dryRun: false)));
        var discards = ids.Where((_, i) => i % 50 == 7).Select(id => Task.Run(async () =>
            (await AskAsync(Discard, shop.Key, new { id })).TryGetProperty("errors", out var _) ? 0 : 1));
        var (replaying, discarding) = (Task.WhenAll(replays), Task.WhenAll(discards));
        var replayed = (await replaying).Sum(report => report.GetProperty("replayed").GetInt32());
        var discarded = (await discarding).Sum();
        Assert.That(replayed + discarded, Is.EqualTo(250));
        Assert.That((await CountAsync("messaging_dead_letter", shop), await DeliveriesAsync(shop)), Is.EqualTo((0L, (long)replayed)));
    }

    [Test]
    public async Task Leave_their_deeds_in_the_audit_log_with_the_deed_itself()
    {
        var shop = await AddShopAsync();
        var ids = await AddLettersAsync(shop, 102);
        await Host.InScopeAsync(async services =>
        {
            services.GetRequiredService<TenantScope>().ActAs("key ak_test");
            var letters = services.GetRequiredService<DeadLetters>();
            await letters.DiscardAsync(ids[0], CancellationToken.None);
            await letters.ReplayAsync(ids[1], CancellationToken.None);
            return await letters.ReplayAsync(new DeadLetterFilter(), dryRun: false, CancellationToken.None);
        }, shop.TenantId);
        var entries = await Host.QueryAsync(db => db.Set<AuditEntry>().AsNoTracking().Where(a => a.TenantId == shop.TenantId).OrderBy(a => a.Time).ThenBy(a => a.Id).ToListAsync());
        Assert.That(
            entries.Select(e => (e.Actor, e.Action, e.Subject, e.SubjectId)),
            Is.EqualTo(((string, string, string, string?)[])[
                ("key ak_test", "discarded", "DeadLetter", ids[0]), ("key ak_test", "replayed", "DeadLetter", ids[1]), ("key ak_test", "replayed", "DeadLetter", null),
            ]));
        Assert.That(JsonDocument.Parse(entries[2].Details!).RootElement.GetProperty("count").GetInt32(), Is.EqualTo(100));
    }

    [TestCase(List, "replay:events", "read:messages")]
    [TestCase(Replay, "read:messages", "replay:events")]
    [TestCase(Discard, "read:messages", "replay:events")]
    [TestCase(ReplayAll, "read:messages", "replay:events")]
    public async Task Need_their_scope(string document, string scopes, string missing)
    {
        var shop = await AddShopAsync();
        object? variables = document == List ? null : document == ReplayAll ? new { dryRun = true } : new { id = "dl_none" };
        var answer = await AskAsync(document, await NewKeyAsync(shop, scopes), variables);
        Assert.That(CodeOf(answer), Is.EqualTo("FORBIDDEN"));
        Assert.That(answer.ToString(), Does.Contain(missing));
    }

    [Test]
    public async Task Refuse_filters_that_cannot_be_meant()
    {
        var shop = await AddShopAsync();
        await AddLettersAsync(shop, 1);
        Assert.That(CodeOf(await AskAsync(ReplayAll, shop.Key, new { dryRun = false, filter = new { from = Noon, to = Noon.AddDays(-1) } })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(ReplayAll, shop.Key, new { dryRun = false, filter = new { queue = "a\0b" } })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(CodeOf(await AskAsync(Discard, shop.Key, new { id = "a\0b" })), Is.EqualTo("INVALID_ARGUMENT"));
        Assert.That(await CountAsync("messaging_dead_letter", shop), Is.EqualTo(1));
    }

    private async Task<List<string>> AddLettersAsync(
        Shop shop, int count, string queue = Queue, string errorType = "MailProviderException", string topic = Topic)
    {
        var letters = Enumerable.Range(0, count).Select(_ => NewMessage(shop.TenantId, topic: topic)).Select(m => (m, NewLetter(m, 1, queue, errorType))).ToList();
        await StoreAsync(db =>
        {
            db.AddRange(letters.Select(pair => pair.m));
            db.AddRange(letters.Select(pair => pair.Item2));
        });
        return letters.ConvertAll(pair => pair.Item2.Id);
    }

    private async Task<List<JsonElement>> NodesAsync(Shop shop, object? filter = null)
    {
        var answer = await AskAsync(List, shop.Key, new { filter });
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return [.. answer.GetProperty("data").GetProperty("deadLetters").GetProperty("nodes").EnumerateArray()];
    }

    private async Task<JsonElement> ReplayAllAsync(Shop shop, bool dryRun, object? filter = null)
    {
        var answer = await AskAsync(ReplayAll, shop.Key, new { dryRun, filter });
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data").GetProperty("replayDeadLetters");
    }

    private Task<int> AuditAsync(Shop shop) => Host.QueryAsync(db => db.Set<AuditEntry>().CountAsync(a => a.TenantId == shop.TenantId));

    private static IEnumerable<int> Numbers(JsonElement element, params string[] names) => names.Select(name => element.GetProperty(name).GetInt32());
}
