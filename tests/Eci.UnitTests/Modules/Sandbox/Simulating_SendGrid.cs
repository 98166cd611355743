using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Eci.Modules.Sandbox.SendGrid;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox;

public sealed class Simulating_SendGrid
{
    private SendGridHost _host = null!;

    [SetUp]
    public async Task Start() => _host = await SendGridHost.StartAsync();

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task Takes_a_mail_with_an_id_and_shows_it_in_the_outbox()
    {
        var (status, body, answer) = await _host.CallAsync(Post(Good()));

        var sent = (await _host.OutboxAsync()).Single();
        Assert.Multiple(() =>
        {
            Assert.That(status, Is.EqualTo(202));
            Assert.That(body, Is.Null);
            Assert.That(answer.Headers.GetValues("X-Message-Id").Single(), Is.EqualTo(sent.MessageId).And.Not.Empty);
            Assert.That((sent.From, sent.To.Single(), sent.Subject, sent.Text, sent.Html), Is.EqualTo(("shop@example.com", "ada@example.com", "Hi", "text", "<p>html</p>")));
            Assert.That(sent.CustomArgs["eci_message_id"], Is.EqualTo("em_1"));
            Assert.That(sent.Headers["X-Own"], Is.EqualTo("1"));
        });
    }

    [Test]
    public async Task Checks_but_does_not_send_in_sandbox_mode()
    {
        var mail = Good();
        mail["mail_settings"] = JsonNode.Parse("""{"sandbox_mode":{"enable":true}}""");

        var (status, _, answer) = await _host.CallAsync(Post(mail));
        Assert.That((status, answer.Headers.Contains("X-Message-Id")), Is.EqualTo((200, false)));
        Assert.That(await _host.OutboxAsync(), Is.Empty);

        mail.Remove("from");
        (status, _, _) = await _host.CallAsync(Post(mail));
        Assert.That(status, Is.EqualTo(400));
    }

    [TestCase(null)]
    [TestCase("SG.other")]
    public async Task Refuses_a_caller_without_the_right_key(string? key)
    {
        var (status, body, _) = await _host.CallAsync(Post(Good()), key);

        Assert.That((status, Message(body)), Is.EqualTo((401, "The provided authorization grant is invalid, expired, or revoked")));
        Assert.That(await _host.OutboxAsync(), Is.Empty);
    }

    [TestCaseSource(nameof(BadMails))]
    public async Task Refuses_what_SendGrid_refuses_and_names_the_field(string field, Action<JsonObject> spoil)
    {
        var mail = Good();
        spoil(mail);

        var (status, body, _) = await _host.CallAsync(Post(mail));

        Assert.That((status, Fields(body)), Is.EqualTo((400, field)));
        Assert.That(await _host.OutboxAsync(), Is.Empty);
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("")]
    public async Task Refuses_a_body_that_is_no_JSON_object(string body)
    {
        var (status, _, _) = await _host.CallAsync(Post(body));

        Assert.That(status, Is.EqualTo(400));
    }

    [Test]
    public async Task Refuses_another_content_type()
    {
        var request = Post(Good());
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("text/plain");

        var (status, _, _) = await _host.CallAsync(request);

        Assert.That(status, Is.EqualTo(415));
    }

    [Test]
    public async Task Refuses_a_mail_of_more_than_30_megabytes()
    {
        var mail = Good();
        mail["content"]![1]!["value"] = new string('x', 31 * 1024 * 1024);

        var (status, body, _) = await _host.CallAsync(Post(mail));

        Assert.That((status, Message(body)), Is.EqualTo((413, "content too large")));
    }

    [Test]
    public async Task Counts_down_its_rate_limit_and_starts_again_after_a_minute()
    {
        await _host.LimitAsync(send: 2);

        var answers = new List<(int Status, string Remaining)>();
        for (var i = 0; i < 3; i++)
        {
            var (status, _, answer) = await _host.CallAsync(Post(Good()));
            answers.Add((status, answer.Headers.GetValues("X-RateLimit-Remaining").Single()));
            Assert.That(answer.Headers.GetValues("X-RateLimit-Reset").Single(), Is.EqualTo($"{_host.Time.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds()}"));
        }

        _host.Time.Advance(TimeSpan.FromMinutes(1));
        answers.Add(((await _host.CallAsync(Post(Good()))).Status, "1"));

        Assert.That(answers, Is.EqualTo(new[] { (202, "1"), (202, "0"), (429, "0"), (202, "1") }));
    }

    [TestCase("500")]
    [TestCase("503")]
    [TestCase("429")]
    public async Task Fails_as_often_as_it_is_told(string kind)
    {
        await _host.FailAsync(kind, count: 2, retryAfterSeconds: 7);

        var statuses = new List<string>();
        for (var i = 0; i < 3; i++)
            statuses.Add($"{(await _host.CallAsync(Post(Good()))).Status}");

        Assert.That(statuses, Is.EqualTo(new[] { kind, kind, "202" }));
    }

    [TestCase("""{"kind":"nonsense"}""")]
    [TestCase("""{"kind":"500","count":0}""")]
    [TestCase("""{"kind":"500","target":"elsewhere"}""")]
    public async Task Refuses_to_be_told_nonsense(string order)
    {
        using var answer = await _host.Http.PostAsync("control/failures", new StringContent(order, Encoding.UTF8, "application/json"));

        Assert.That((int)answer.StatusCode, Is.EqualTo(400));
    }

    [TestCase("(unique_args['eci_message_id']=\"em_1\")", 1)]
    [TestCase("unique_args['eci_message_id']=\"em_1\"", 1)]
    [TestCase("(unique_args['eci_message_id']=\"em_2\")", 0)]
    [TestCase("to_email=\"ada@example.com\" AND status=\"delivered\"", 1)]
    [TestCase("to_email=\"eve@example.com\"", 0)]
    public async Task Finds_sent_mails_by_query(string query, int count)
    {
        await _host.CallAsync(Post(Good()));

        var (status, body, _) = await _host.CallAsync(Get(query));

        Assert.That((status, body!.Value.GetProperty("messages").GetArrayLength()), Is.EqualTo((200, count)));
    }

    [TestCase("nonsense")]
    [TestCase("(to_email=\"a@b.c\"")]
    [TestCase("age=\"7\"")]
    [TestCase("")]
    public async Task Refuses_a_query_it_does_not_know(string query)
    {
        var (status, _, _) = await _host.CallAsync(Get(query));

        Assert.That(status, Is.EqualTo(400));
    }

    [Test]
    public async Task Shows_the_activity_only_to_accounts_that_bought_it_and_seldom()
    {
        Assert.That((await _host.CallAsync(Get("status=\"delivered\""), SendGridGate.SendOnlyKey)).Status, Is.EqualTo(403));

        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
            statuses.Add((await _host.CallAsync(Get("status=\"delivered\""))).Status);

        Assert.That(statuses, Is.EqualTo(new[] { 200, 200, 200, 200, 200, 429 }));
    }

    [Test]
    public async Task Forgets_everything_when_it_is_cleared()
    {
        await _host.CallAsync(Post(Good()));
        await _host.FailAsync("500");
        using var answer = await _host.Http.PostAsync("control/clear", content: null);

        Assert.That(await _host.OutboxAsync(), Is.Empty);
        Assert.That((await _host.CallAsync(Post(Good()))).Status, Is.EqualTo(202));
    }

    private static IEnumerable<TestCaseData> BadMails()
    {
        yield return Bad("from.email", m => m.Remove("from"));
        yield return Bad("from.email", m => m["from"]!["email"] = "shop");
        yield return Bad("from.email", m => m["from"]!["email"] = "böse@example.com");
        yield return Bad("from.name", m => m["from"]!["name"] = "Shop, Inc.");
        yield return Bad("from.name", m => m["from"]!["name"] = 7);
        yield return Bad("personalizations", m => m.Remove("personalizations"));
        yield return Bad("personalizations", m => m["personalizations"] = new JsonArray());
        yield return Bad("personalizations", m => m["personalizations"] = new JsonArray([.. Enumerable.Range(0, 1001).Select(Personalization)]));
        yield return Bad("personalizations", m => m["personalizations"]![0]!["to"] = new JsonArray([.. Enumerable.Range(0, 1001).Select(Address)]));
        yield return Bad("personalizations.0.to", m => m["personalizations"]![0]!.AsObject().Remove("to"));
        yield return Bad("personalizations.0.to", m => m["personalizations"]![0]!["to"] = new JsonArray());
        yield return Bad("personalizations.0.to.0.email", m => m["personalizations"]![0]!["to"]![0]!["email"] = "ada@");
        yield return Bad("personalizations.0.to.0.name", m => m["personalizations"]![0]!["to"]![0]!["name"] = "Ada; Lovelace");
        yield return Bad("personalizations.0.cc.0.email", m => m["personalizations"]![0]!["cc"] = JsonNode.Parse("""[{"email":"ADA@example.com"}]"""));
        yield return Bad("personalizations.0.custom_args", m => m["personalizations"]![0]!["custom_args"]!["big"] = new string('x', 10_000));
        yield return Bad("personalizations.0.send_at", m => m["personalizations"]![0]!["send_at"] = 1_800_000_000);
        yield return Bad("personalizations.0.substitutions", m =>
        {
            m["template_id"] = "d-1";
            m["personalizations"]![0]!["substitutions"] = new JsonObject { ["a"] = "b" };
        });
        yield return Bad("subject", m => m.Remove("subject"));
        yield return Bad("subject", m => m["subject"] = "");
        yield return Bad("content", m => m.Remove("content"));
        yield return Bad("content", m => m["content"] = JsonNode.Parse("""[{"type":"text/html","value":"h"},{"type":"text/plain","value":"t"}]"""));
        yield return Bad("content.0.value", m => m["content"]![0]!["value"] = "");
        yield return Bad("content.1.type", m => m["content"]![1]!.AsObject().Remove("type"));
        yield return Bad("reply_to_list", m =>
        {
            m["reply_to"] = JsonNode.Parse("""{"email":"a@example.com"}""");
            m["reply_to_list"] = JsonNode.Parse("""[{"email":"a@example.com"}]""");
        });
        yield return Bad("headers.Subject", m => m["headers"]!["Subject"] = "mine");
        yield return Bad("headers.X-Own", m => m["headers"]!["X-Own"] = "a\r\nBcc: b");
        yield return Bad("headers", m => m["headers"] = "X-Own: 1");
        yield return Bad("send_at", m => m["send_at"] = "soon");
        yield return Bad("categories", m => m["categories"] = JsonNode.Parse("""["a","a"]"""));
        yield return Bad("attachments.0.content", m => m["attachments"] = JsonNode.Parse("""[{"content":"%%","filename":"a"}]"""));
        yield return Bad("attachments.0.filename", m => m["attachments"] = JsonNode.Parse("""[{"content":"YQ=="}]"""));
        yield return Bad("mail_settings.sandbox_mode.enable", m => m["mail_settings"] = JsonNode.Parse("""{"sandbox_mode":{"enable":"yes"}}"""));
    }

    private static int _case;

    private static TestCaseData Bad(string field, Action<JsonObject> spoil) =>
        new TestCaseData(field, spoil).SetArgDisplayNames($"{field} {++_case}");

    private static JsonNode Personalization(int i) => new JsonObject { ["to"] = new JsonArray(Address(i)) };

    private static JsonNode Address(int i) => new JsonObject { ["email"] = $"a{i}@example.com" };

    private static JsonObject Good() => JsonNode.Parse("""
        {
          "personalizations": [{ "to": [{ "email": "ada@example.com", "name": "Ada" }], "custom_args": { "eci_message_id": "em_1" } }],
          "from": { "email": "shop@example.com", "name": "Shop" },
          "subject": "Hi",
          "content": [{ "type": "text/plain", "value": "text" }, { "type": "text/html", "value": "<p>html</p>" }],
          "headers": { "X-Own": "1" }
        }
        """)!.AsObject();

    private static HttpRequestMessage Post(JsonObject mail) => Post(mail.ToJsonString());

    private static HttpRequestMessage Post(string body) => new(HttpMethod.Post, "v3/mail/send") { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static HttpRequestMessage Get(string query) => new(HttpMethod.Get, $"v3/messages?limit=10&query={Uri.EscapeDataString(query)}");

    private static string? Message(System.Text.Json.JsonElement? body) => body?.GetProperty("errors")[0].GetProperty("message").GetString();

    private static string Fields(System.Text.Json.JsonElement? body) =>
        string.Join(' ', body!.Value.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()));
}
