using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Eci.Core;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Eci.IntegrationTests.Http;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed class The_webhook_of_DPD(DatabaseKind kind) : DatabaseFixture(kind)
{
    private const string Push = "pushid=1&pnr=01906000683796&depot=0998&status=pickup_depot&statusdate=05012026100200";
    private const string Caller = "tr_caller.1";

    private EciTestHost _host = null!;

    [OneTimeSetUp]
    public async Task StartHostAsync() => _host = await EciTestHost.StartAsync(Database);

    [OneTimeTearDown]
    public async Task StopHostAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [TestCase("GET", "wh_none", Push, HttpStatusCode.NotFound, "webhook_not_found")]
    [TestCase("GET", DemoTenant.DpdWebhookId, "pushid=1", HttpStatusCode.BadRequest, "invalid_request")]
    [TestCase("POST", DemoTenant.DpdWebhookId, Push, HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    [TestCase("GET", $"{DemoTenant.DpdWebhookId}/more", Push, HttpStatusCode.NotFound, "not_found")]
    public Task Says_what_is_wrong_with_a_call(string method, string webhook, string query, HttpStatusCode status, string code) =>
        AssertProblemAsync(_host, method, webhook, query, status, code);

    [Test]
    public Task Refuses_a_query_that_is_too_long() => AssertProblemAsync(
        _host, "GET", DemoTenant.DpdWebhookId, $"{Push}&receiver={new string('x', 4096)}", HttpStatusCode.RequestUriTooLong, "uri_too_long");

    [Test]
    public Task Refuses_what_belongs_to_a_disabled_app() => AssertRefusedWhileAsync<App>(
        DemoTenant.DpdAppId, (app, on) => app.Enabled = on, HttpStatusCode.Forbidden, "integration_disabled");

    [Test]
    public Task Refuses_what_belongs_to_a_disabled_integration() => AssertRefusedWhileAsync<Integration>(
        DemoTenant.TrackingIntegrationId, (integration, on) => integration.Enabled = on, HttpStatusCode.Forbidden, "integration_disabled");

    [Test]
    public Task Refuses_what_is_no_longer_paid_for() => AssertRefusedWhileAsync<Subscription>(
        DemoTenant.SubscriptionId,
        (subscription, on) => subscription.PaidUntil = TimeProvider.System.GetUtcNow().AddDays(on ? 365 : -1),
        HttpStatusCode.PaymentRequired,
        "subscription_required");

    [Test]
    public async Task Tells_a_caller_that_is_too_fast_when_to_come_back()
    {
        await using var slow = await EciTestHost.StartAsync(Database, options =>
        {
            options.Settings["Eci:Webhooks:RatePerSecond"] = "1";
            options.Settings["Eci:Webhooks:Burst"] = "2";
        });
        using var known = await SendAsync(slow, "GET", DemoTenant.DpdWebhookId, Push);
        Assert.That(known.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var answer = await FirstRefusedAsync(slow);
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        await AssertProblemAsync(answer, HttpStatusCode.TooManyRequests, "too_many_requests");
    }

    private static async Task<HttpResponseMessage> FirstRefusedAsync(EciTestHost host)
    {
        for (var call = 0; call < 50; call++)
        {
            var answer = await SendAsync(host, "GET", DemoTenant.DpdWebhookId, Push);
            if (answer.StatusCode is not HttpStatusCode.OK)
                return answer;
            answer.Dispose();
        }

        throw new AssertionException("Nothing was refused.");
    }

    /// <summary>Switching off works at once, and so does switching on again.</summary>
    private async Task AssertRefusedWhileAsync<T>(string id, Action<T, bool> set, HttpStatusCode status, string code)
        where T : class
    {
        await ChangeAsync<T>(id, entity => set(entity, false));
        try
        {
            await AssertProblemAsync(_host, "GET", DemoTenant.DpdWebhookId, Push, status, code);
        }
        finally
        {
            await ChangeAsync<T>(id, entity => set(entity, true));
        }

        using var answer = await SendAsync(_host, "GET", DemoTenant.DpdWebhookId, Push);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private Task<int> ChangeAsync<T>(string id, Action<T> change)
        where T : class => _host.QueryAsync(async database =>
    {
        change(await database.Set<T>().SingleAsync(entity => EF.Property<string>(entity, "Id") == id));
        return await database.SaveChangesAsync();
    });

    private static async Task AssertProblemAsync(EciTestHost host, string method, string webhook, string query, HttpStatusCode status, string code)
    {
        using var answer = await SendAsync(host, method, webhook, query);
        await AssertProblemAsync(answer, status, code);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(answer.Headers.GetValues("eci-trace-id"), Is.EqualTo([Caller]));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.That(problem.EnumerateObject().Select(member => member.Name), Is.SupersetOf(["type", "title", "status", "detail", "code", "traceId"]));
        Assert.That(problem.GetProperty("status").GetInt32(), Is.EqualTo((int)status));
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo(code));
        Assert.That(problem.GetProperty("traceId").GetString(), Is.EqualTo(Caller));
    }

    private static async Task<HttpResponseMessage> SendAsync(EciTestHost host, string method, string webhook, string query)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/tracking/dpd/{webhook}?{query}");
        request.Headers.Add("eci-trace-id", Caller);
        return await host.Client.SendAsync(request);
    }
}
