using System.Text.Json;
using Eci.IntegrationTests.Tracking;
using Eci.Messaging.Storage;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.IntegrationTests.Messages;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Messages_over_GraphQL(DatabaseKind kind) : StoredMessages(kind)
{
    private const string List = """
        query ($filter: MessageFilterInput, $first: Int, $after: String) {
          messages(filter: $filter, first: $first, after: $after) {
            nodes {
              id topic key traceId traceParent createdAt body
              deliveries { queue status attempts dueAt lastError }
              deadLetters { id queue errorType message { id } }
            }
            pageInfo { hasNextPage endCursor }
            totalCount
          }
        }
        """;

    private const string One = "query ($id: ID!) { message(id: $id) { id topic body deliveries { queue } } }";

    [Test]
    public async Task Show_a_message_and_where_it_stands()
    {
        var shop = await AddShopAsync();
        var message = NewMessage(shop.TenantId, key: "pa_1", traceId: "mine", parent: "4bf92f3577b34da6a3ce929d0e0e4736");
        await StoreAsync(db =>
        {
            db.Add(message);
            db.AddRange(NewDelivery(message, "tracking-attention"), NewDelivery(message, attempts: 3, lastError: "IOException: away"));
            db.Add(NewLetter(message, queue: "tracking-unmapped-news"));
        });

        var shown = (await NodesAsync(shop)).Single();
        Assert.That(Texts(shown, "id", "topic", "key", "traceId", "body"), Is.EqualTo((string[])[message.Id.ToString(), Topic, "pa_1", "mine", """{"state":"IN_TRANSIT"}"""]));
        Assert.That(shown.GetProperty("traceParent").GetString(), Is.EqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        Assert.That(shown.GetProperty("createdAt").GetDateTimeOffset(), Is.EqualTo(Noon));
        Assert.That(
            shown.GetProperty("deliveries").EnumerateArray().Select(d => string.Join(' ', Texts(d, "queue", "status", "lastError"))),
            Is.EqualTo((string[])[
                "tracking-attention PENDING ",
                "tracking-notifications RETRYING IOException: away",
                "tracking-unmapped-news DEAD MailProviderException: The mail provider does not answer.",
            ]));
        Assert.That(shown.GetProperty("deliveries")[1].GetProperty("attempts").GetInt32(), Is.EqualTo(3));
        Assert.That(shown.GetProperty("deliveries")[2].GetProperty("dueAt").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Texts(shown.GetProperty("deadLetters")[0].GetProperty("message"), "id"), Is.EqualTo((string[])[message.Id.ToString()]));

        var one = await AskAsync(One, shop.Key, new { id = message.Id });
        Assert.That(one.GetProperty("data").GetProperty("message").GetProperty("deliveries").GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public async Task Find_by_either_trace_id_topic_key_and_time()
    {
        var shop = await AddShopAsync();
        const string Trace = "aaf92f3577b34da6a3ce929d0e0e4736";
        Message[] stored =
        [
            NewMessage(shop.TenantId, minute: 0, parent: Trace),
            NewMessage(shop.TenantId, minute: 1, traceId: "order-17"),
            NewMessage(shop.TenantId, minute: 2, topic: "tracking.package.update", key: "DPD/1"),
            NewMessage(shop.TenantId, minute: 3, topic: "tracking.package.details", key: "DPD/1"),
        ];
        await StoreAsync(db => db.AddRange(stored));
        await Assert.MultipleAsync(async () =>
        {
            Assert.That(await FoundAsync(shop, stored, new { traceId = Trace }), Is.EqualTo((int[])[0]), "W3C");
            Assert.That(await FoundAsync(shop, stored, new { traceId = "order-17" }), Is.EqualTo((int[])[1]), "the caller's own");
            Assert.That(await FoundAsync(shop, stored, new { topic = "tracking.package.update" }), Is.EqualTo((int[])[2]));
            Assert.That(await FoundAsync(shop, stored, new { topics = new[] { Topic, "tracking.package.details" } }), Is.EqualTo((int[])[3, 1, 0]));
            Assert.That(await FoundAsync(shop, stored, new { topic = Topic, topics = new[] { "tracking.package.details" } }), Is.Empty);
            Assert.That(await FoundAsync(shop, stored, new { key = "DPD/1" }), Is.EqualTo((int[])[3, 2]));
            Assert.That(await FoundAsync(shop, stored, new { from = Noon.AddMinutes(1), to = Noon.AddMinutes(3) }), Is.EqualTo((int[])[2, 1]));
            Assert.That(await FoundAsync(shop, stored, new { traceId = "4bf92f3577b34da6" }), Is.Empty, "a part of a trace id");
        });
    }

    [Test]
    public async Task Show_nothing_of_another_tenant_or_of_none()
    {
        var (shop, other) = (await AddShopAsync(), await AddShopAsync());
        var (mine, nobodys) = (NewMessage(shop.TenantId, traceId: "shared"), NewMessage(string.Empty, traceId: "shared"));
        await StoreAsync(db => db.AddRange(mine, nobodys, NewDelivery(mine), NewDelivery(nobodys)));
        Assert.That(await NodesAsync(other), Is.Empty);
        Assert.That(await FoundAsync(shop, [mine, nobodys], new { traceId = "shared" }), Is.EqualTo((int[])[0]));
        foreach (var id in (string[])[mine.Id.ToString(), nobodys.Id.ToString(), Guid.NewGuid().ToString(), "none", string.Empty])
        {
            var answer = await AskAsync(One, other.Key, new { id });
            Assert.That(answer.GetProperty("data").GetProperty("message").ValueKind, Is.EqualTo(JsonValueKind.Null), id);
        }
    }

    [Test]
    public async Task Are_read_page_by_page_with_as_many_statements_for_many_as_for_one()
    {
        var (small, large) = (await AddShopAsync(), await AddShopAsync());
        await StoreAsync(db => AddWithLetters(db.Add, small, 1));
        await StoreAsync(db => AddWithLetters(db.Add, large, 50));
        var one = await StatementsAsync(() => AskAsync(List, small.Key, new { first = 50 }));
        var many = await StatementsAsync(() => AskAsync(List, large.Key, new { first = 50 }));
        Assert.That(many, Is.EqualTo(one));
        Assert.That(many, Is.LessThanOrEqualTo(9));

        var (found, after) = (new List<string>(), (string?)null);
        do
        {
            var page = (await AskAsync(List, large.Key, new { first = 20, after })).GetProperty("data").GetProperty("messages");
            Assert.That(page.GetProperty("totalCount").GetInt32(), Is.EqualTo(50));
            found.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!));
            after = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? page.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        Assert.That(found, Has.Count.EqualTo(50).And.Unique);
    }

    [Test]
    public async Task Refuse_filters_that_cannot_be_meant()
    {
        var shop = await AddShopAsync();
        object[] filters =
        [
            new { traceId = new string('a', 201) },
            new { topic = "a\0b" },
            new { topics = Enumerable.Repeat("a", 51) },
            new { from = Noon, to = Noon },
        ];
        foreach (var filter in filters)
            Assert.That(CodeOf(await AskAsync(List, shop.Key, new { filter })), Is.EqualTo("INVALID_ARGUMENT"), filter.ToString());
    }

    [TestCase(List)]
    [TestCase(One)]
    public async Task Need_the_scope(string document)
    {
        var shop = await AddShopAsync();
        var key = await NewKeyAsync(shop, "read:packages replay:events");
        Assert.That(CodeOf(await AskAsync(document, key, document == One ? new { id = Guid.NewGuid() } : null)), Is.EqualTo("FORBIDDEN"));
    }

    private static void AddWithLetters(Func<object, object> add, Shop shop, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var message = NewMessage(shop.TenantId, minute: i / 5);
            add(message);
            add(NewDelivery(message, "tracking-attention"));
            add(NewLetter(message));
        }
    }

    private async Task<List<JsonElement>> NodesAsync(Shop shop, object? filter = null)
    {
        var answer = await AskAsync(List, shop.Key, new { filter });
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return [.. answer.GetProperty("data").GetProperty("messages").GetProperty("nodes").EnumerateArray()];
    }

    private async Task<IEnumerable<int>> FoundAsync(Shop shop, Message[] stored, object filter) =>
        (await NodesAsync(shop, filter)).Select(node => Array.FindIndex(stored, m => m.Id.ToString() == node.GetProperty("id").GetString()));

    private static IEnumerable<string?> Texts(JsonElement element, params string[] names) => names.Select(name => element.GetProperty(name).GetString());
}
