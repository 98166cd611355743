using System.Net;
using System.Text;
using Eci.UnitTests.BuildingBlocks.Web.Support;
using Eci.Web.Webhooks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class WebhookLimits
{
    private static readonly Dictionary<string, string?> Small = new()
    {
        ["Eci:Webhooks:MaxBodyBytes"] = "1000",
        ["Eci:Webhooks:MaxQueryLength"] = "100",
        ["Eci:Webhooks:RatePerSecond"] = "1",
        ["Eci:Webhooks:Burst"] = "2",
    };

    [TestCase(false)]
    [TestCase(true)]
    public async Task Refuse_a_body_that_is_too_large(bool chunked)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/sample/{SampleWebhook.Id}?topic=a");
        request.Headers.TransferEncodingChunked = chunked;
        request.Content = new ByteArrayContent(new byte[1001]);
        using var response = await host.Client.SendAsync(request);
        Assert.That((await Answer.ProblemOfAsync(response)).Code, Is.EqualTo("payload_too_large"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(host.Webhooks.Loads, Is.Zero);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Let_the_largest_body_pass(bool chunked)
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/sample/{SampleWebhook.Id}?topic=a");
        request.Headers.TransferEncodingChunked = chunked;
        var text = new string('x', 1000 - """{"text":""}""".Length);
        request.Content = new StringContent($$"""{"text":"{{text}}"}""", Encoding.UTF8, "application/json");
        using var response = await host.Client.SendAsync(request);
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo($"app_1 a {text}"));
    }

    [Test]
    public async Task Refuse_a_query_that_is_too_long()
    {
        await using var host = await StartAsync();
        var prefix = $"/api/sample/{SampleWebhook.Id}?topic=";
        using var longest = await host.Client.GetAsync(prefix + new string('a', 100 - "?topic=".Length));
        Assert.That(longest.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var response = await host.Client.GetAsync(prefix + new string('a', 101 - "?topic=".Length));
        Assert.That((await Answer.ProblemOfAsync(response)).Code, Is.EqualTo("uri_too_long"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestUriTooLong));
    }

    [Test]
    public async Task Tell_a_webhook_that_sends_too_much_when_to_come_back()
    {
        await using var host = await StartAsync();
        host.Webhooks.Add("wh_calm", SampleApp.New());
        var answers = new List<HttpStatusCode>();
        HttpResponseMessage last;
        do
        {
            last = await host.Client.GetAsync($"/api/sample/{SampleWebhook.Id}?topic=a");
            answers.Add(last.StatusCode);
        }
        while (last.IsSuccessStatusCode && answers.Count < 100);

        Assert.That((await Answer.ProblemOfAsync(last)).Code, Is.EqualTo("too_many_requests"));
        Assert.That(last.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(last.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(answers, Has.Count.InRange(3, 20));

        using var other = await host.Client.GetAsync("/api/sample/wh_calm?topic=a");
        Assert.That(other.StatusCode, Is.EqualTo(HttpStatusCode.OK), "Another webhook is not affected.");
    }

    [Test]
    public void Share_one_rate_among_all_unknown_addresses_and_remember_none()
    {
        var limiter = Limiter(new FakeTimeProvider());
        var waits = Enumerable.Range(0, 1000).Select(i => limiter.Refuse($"wh_{i}")).ToList();
        Assert.That(waits.Count(wait => wait is null), Is.InRange(2, 10));
        Assert.That(limiter.Count, Is.Zero);
    }

    [Test]
    public void Spare_known_webhooks_when_unknown_addresses_use_up_their_rate()
    {
        var limiter = Limiter(new FakeTimeProvider());
        limiter.Remember("wh_known");
        while (limiter.Refuse("wh_unknown") is null)
        {
        }

        Assert.That(limiter.Refuse("wh_known"), Is.Null);
    }

    [Test]
    public void Forget_webhooks_that_are_no_longer_used()
    {
        var time = new FakeTimeProvider();
        var limiter = Limiter(time);
        foreach (var i in Enumerable.Range(0, 100))
            limiter.Remember($"wh_{i}");
        time.Advance(TimeSpan.FromMinutes(59));
        limiter.Refuse("wh_0");
        limiter.Remember("wh_new");
        Assert.That(limiter.Count, Is.EqualTo(101));
        time.Advance(TimeSpan.FromMinutes(2));
        limiter.Remember("wh_newer");
        Assert.That(limiter.Count, Is.EqualTo(3), "The one used last, and the two new ones.");
    }

    [Test]
    public void Do_not_exist_when_switched_off()
    {
        var limiter = new WebhookRateLimiter(Options.Create(new WebhookOptions { RatePerSecond = 0, Burst = 1 }), new FakeTimeProvider());
        Assert.That(Enumerable.Range(0, 100).Select(_ => limiter.Refuse("wh_1")), Is.All.Null);
    }

    [TestCase("RatePerSecond", "-1")]
    [TestCase("Burst", "0")]
    [TestCase("MaxBodyBytes", "0")]
    [TestCase("MaxQueryLength", "8193")]
    [TestCase("StorageTimeout", "00:00:00")]
    public void Stop_the_start_when_a_setting_makes_no_sense(string key, string value)
    {
        var error = Assert.ThrowsAsync<OptionsValidationException>(
            () => SampleWebhook.StartAsync(new Dictionary<string, string?> { [$"Eci:Webhooks:{key}"] = value }));
        Assert.That(error!.Message, Does.Contain($"Eci:Webhooks:{key}"));
    }

    private static WebhookRateLimiter Limiter(FakeTimeProvider time) =>
        new(Options.Create(new WebhookOptions { RatePerSecond = 1, Burst = 2 }), time);

    private static async Task<WebTestHost> StartAsync()
    {
        var host = await SampleWebhook.StartAsync(Small);
        host.Webhooks.Add(SampleWebhook.Id, SampleApp.New());
        return host;
    }
}
