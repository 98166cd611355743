using Eci.IntegrationTests.OutgoingWebhooks.Support;
using Eci.IntegrationTests.Telemetry;
using Eci.IntegrationTests.Tracking;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Eci.Vocabulary;
using NUnit.Framework;
using static Eci.Modules.OutgoingWebhooks.Data.WebhookDeliveryStatus;

namespace Eci.IntegrationTests.OutgoingWebhooks;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class Answers_of_receivers(DatabaseKind kind) : WebhooksFixture(kind)
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";

    [TestCase(200)]
    [TestCase(202)]
    [TestCase(204)]
    public async Task Of_2xx_end_the_delivery(int status)
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await AnswerAsync(name, status);
        await TellOfMoveAsync(shop, Receiver(name));
        var delivery = await TriedAsync(shop);
        Assert.That((delivery.Status, delivery.StatusCode, delivery.NextAttemptAt, delivery.Note), Is.EqualTo((Delivered, status, (DateTimeOffset?)null, (string?)null)));
        Assert.That((await AttemptsAsync(shop)).Single(), Has.Property("Outcome").EqualTo(WebhookOutcome.Delivered));
    }

    [TestCase(301, WebhookOutcome.Redirected)]
    [TestCase(307, WebhookOutcome.Redirected)]
    [TestCase(400, WebhookOutcome.Refused)]
    [TestCase(401, WebhookOutcome.Refused)]
    [TestCase(404, WebhookOutcome.Refused)]
    [TestCase(429, WebhookOutcome.Throttled)]
    [TestCase(500, WebhookOutcome.Refused)]
    [TestCase(502, WebhookOutcome.Throttled)]
    [TestCase(503, WebhookOutcome.Throttled)]
    [TestCase(504, WebhookOutcome.Throttled)]
    public async Task Of_other_kinds_are_followed_by_another_attempt(int status, WebhookOutcome outcome)
    {
        var shop = await AddShopAsync();
        var (name, elsewhere) = (NextNumber(), NextNumber());
        using var instruments = new Instruments(Host.Services);
        await AnswerAsync(name, status, location: Receiver(elsewhere));
        await TellOfMoveAsync(shop, Receiver(name));
        var delivery = await TriedAsync(shop);
        Assert.That((delivery.Status, delivery.StatusCode), Is.EqualTo((Pending, status)));
        Assert.That(delivery.NextAttemptAt - Clock.GetUtcNow(), Is.LessThan(TimeSpan.FromSeconds(37)).And.GreaterThan(TimeSpan.FromSeconds(1)));
        var attempt = (await AttemptsAsync(shop)).Single();
        Assert.That((attempt.Outcome, attempt.StatusCode), Is.EqualTo((outcome, status)));
        Assert.That(instruments.Of("eci.outgoing_webhooks.attempts", $"outcome={WireName.Of(outcome)}"), Is.EqualTo([1]));

        Clock.Advance(TimeSpan.FromMinutes(2));
        delivery = await TriedAsync(shop, attempts: 2);
        Assert.That(delivery.Status, Is.EqualTo(Delivered));
        var calls = await ReceivedAsync(name);
        Assert.That(calls.Select(c => HeaderOf(c, "webhook-id")), Is.EqualTo([delivery.Id, delivery.Id]));
        Assert.That(HeaderOf(calls[1], "webhook-timestamp"), Is.Not.EqualTo(HeaderOf(calls[0], "webhook-timestamp")));
        Assert.That(await ReceivedAsync(elsewhere), Is.Empty, "No redirect is followed.");
    }

    [Test]
    public async Task Of_410_switch_the_endpoint_off()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await AnswerAsync(name, 410);
        var id = await TellOfMoveAsync(shop, Receiver(name));
        Assert.That((await TriedAsync(shop)).Status, Is.EqualTo(Failed));
        Assert.That(await EndpointAsync(id), Has.Property("DisabledReason").EqualTo(WebhookDisabledReason.Gone));
        Assert.That(await MessagesAsync(shop, "webhooks.endpoint.disabled"), Is.EqualTo(1));
        await TellAsync(shop.Scan(PackageState.OutForDelivery, 9));
        Assert.That(await DeliveriesAsync(shop), Has.Count.EqualTo(1), "Nothing is kept for it.");
    }

    [Test]
    public async Task That_ask_to_wait_hold_every_delivery_of_the_endpoint()
    {
        var shop = await AddShopAsync();
        var name = NextNumber();
        await AnswerAsync(name, 429, retryAfterSeconds: 3600);
        var id = await TellOfMoveAsync(shop, Receiver(name));
        var delivery = await TriedAsync(shop);
        Assert.That(delivery.NextAttemptAt - Clock.GetUtcNow(), Is.InRange(TimeSpan.FromSeconds(3500), TimeSpan.FromSeconds(4320)));
        Data(await AskForAsync("sendTestWebhook", id, shop.Key), "sendTestWebhook");
        await UntilAsync(async () => await MessagesAsync(shop, "webhooks.delivery.requested") == 4, "the test to be put off");
        Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.That(await ReceivedAsync(name), Has.Count.EqualTo(1));
        Clock.Advance(TimeSpan.FromMinutes(30));
        await ReceivedAsync(name, count: 3);
        await UntilAsync(async () => (await DeliveriesAsync(shop)).TrueForAll(d => d.Status is Delivered), "both deliveries");
        Assert.That((await DeliveriesAsync(shop)).Select(d => d.Attempts), Is.EquivalentTo([2, 1]), "Waiting is no attempt.");
    }

    [Test]
    public async Task That_do_not_come_are_not_waited_for()
    {
        await using var receiver = new OddReceiver(OddReceiver.HangAsync);
        Assert.That(await OutcomeAsync(receiver.Url), Is.EqualTo(WebhookOutcome.TimedOut));
    }

    [Test]
    public async Task That_drip_are_not_waited_for()
    {
        await using var receiver = new OddReceiver(async (stream, token) =>
        {
            await OddReceiver.WriteAsync(stream, Ok, token);
            while (true)
            {
                await OddReceiver.WriteAsync(stream, "x: y\r\n", token);
                await Task.Delay(200, token);
            }
        });
        Assert.That(await OutcomeAsync(receiver.Url), Is.EqualTo(WebhookOutcome.TimedOut));
    }

    [Test]
    public async Task With_a_body_that_drips_end_the_delivery()
    {
        await using var receiver = new OddReceiver(async (stream, token) =>
        {
            await OddReceiver.WriteAsync(stream, $"{Ok}Content-Length: 100000\r\n\r\nhalf", token);
            await OddReceiver.HangAsync(stream, token);
        });
        var shop = await AddShopAsync();
        await TellOfMoveAsync(shop, receiver.Url);
        Assert.That((await TriedAsync(shop)).Status, Is.EqualTo(Delivered));
        Assert.That((await AttemptsAsync(shop)).Single().ResponseBody, Is.EqualTo("half"));
    }

    [Test]
    public async Task Without_end_are_cut_off()
    {
        var written = 0L;
        var block = new string('x', 64 * 1024);
        await using var receiver = new OddReceiver(async (stream, token) =>
        {
            await OddReceiver.WriteAsync(stream, $"{Ok}Content-Length: 100000000000\r\n\r\n", token);
            while (true)
            {
                await OddReceiver.WriteAsync(stream, block, token);
                Interlocked.Add(ref written, block.Length);
            }
        });
        var shop = await AddShopAsync();
        await TellOfMoveAsync(shop, receiver.Url);
        Assert.That((await TriedAsync(shop)).Status, Is.EqualTo(Delivered));
        Assert.That((await AttemptsAsync(shop)).Single().ResponseBody, Has.Length.EqualTo(500));
        Assert.That(Interlocked.Read(ref written), Is.LessThan(50_000_000));
    }

    [Test]
    public async Task With_endless_headers_are_cut_off()
    {
        await using var receiver = new OddReceiver(async (stream, token) =>
        {
            await OddReceiver.WriteAsync(stream, Ok, token);
            while (true)
                await OddReceiver.WriteAsync(stream, $"x: {new string('y', 1000)}\r\n", token);
        });
        Assert.That(await OutcomeAsync(receiver.Url), Is.EqualTo(WebhookOutcome.InvalidAnswer));
    }

    [Test]
    public async Task That_are_no_HTTP_are_noted()
    {
        await using var receiver = new OddReceiver((stream, token) => OddReceiver.WriteAsync(stream, "220 mail.example.com ESMTP\r\n", token));
        Assert.That(await OutcomeAsync(receiver.Url), Is.EqualTo(WebhookOutcome.InvalidAnswer));
    }

    [Test]
    public async Task That_break_off_are_noted()
    {
        await using var receiver = new OddReceiver((_, _) => Task.CompletedTask);
        Assert.That(await OutcomeAsync(receiver.Url), Is.EqualTo(WebhookOutcome.Unreachable).Or.EqualTo(WebhookOutcome.InvalidAnswer));
    }

    [Test]
    public async Task Without_TLS_are_not_trusted()
    {
        await using var receiver = new OddReceiver((stream, token) => OddReceiver.WriteAsync(stream, $"{Ok}\r\n", token));
        Assert.That(await OutcomeAsync($"https://{receiver.Authority}/"), Is.EqualTo(WebhookOutcome.TlsFailed));
        Assert.That(receiver.Ids, Is.Empty, "Nothing was sent.");
    }

    [Test]
    public async Task Of_nobody_are_noted() =>
        Assert.That(await OutcomeAsync($"http://127.0.0.1:{FreePort.Next()}/"), Is.EqualTo(WebhookOutcome.Unreachable));

    [Test]
    public async Task Of_unknown_hosts_are_noted() =>
        Assert.That(await OutcomeAsync("http://nobody.invalid/"), Is.EqualTo(WebhookOutcome.Unreachable));

    protected override void Configure(EciTestHostOptions options)
    {
        base.Configure(options);
        options.Settings["Eci:OutgoingWebhooks:Timeout"] = "00:00:03";
    }

    /// <summary>Subscribes an address to moves and lets a package move; the endpoint's id.</summary>
    private async Task<string> TellOfMoveAsync(Shop shop, string url)
    {
        var (id, _) = await SubscribeAsync(shop, url, "package.state_changed");
        await TellAsync(shop.Scan(PackageState.InTransit));
        return id;
    }

    /// <summary>What became of the only attempt; another one is planned.</summary>
    private async Task<WebhookOutcome> OutcomeAsync(string url)
    {
        var shop = await AddShopAsync();
        await TellOfMoveAsync(shop, url);
        Assert.That((await TriedAsync(shop)).Status, Is.EqualTo(Pending));
        var attempt = (await AttemptsAsync(shop)).Single();
        Assert.That((attempt.StatusCode, attempt.ResponseBody), Is.EqualTo(((int?)null, (string?)null)));
        return attempt.Outcome;
    }
}
