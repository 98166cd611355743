using System.Net;
using System.Text;
using Eci.Core;
using Eci.Messaging;
using Eci.Testing.Http;
using Eci.Testing.Servers;
using Eci.UnitTests.BuildingBlocks.Web.Support;
using Eci.Web.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class WebhookCalls
{
    private WebTestHost _host = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await SampleWebhook.StartAsync();
        _host.Webhooks.Add(SampleWebhook.Id, SampleApp.New());
    }

    [TearDown]
    public ValueTask Stop() => _host.DisposeAsync();

    [Test]
    public async Task Reach_their_handler_when_all_is_well()
    {
        using var response = await PostAsync("topic=news", """{"text":"hello"}""");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("app_1 news hello"));
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
    }

    [Test]
    public async Task Are_refused_with_their_wrong_fields_before_any_lookup()
    {
        using var response = await PostAsync("other=x", """{"text":""");
        var problem = await Answer.ProblemOfAsync(response);
        Assert.That(problem.Code, Is.EqualTo("invalid_request"));
        Assert.That(problem.Fields, Is.EqualTo(["body is not the expected JSON", "topic is required"]));
        Assert.That(_host.Webhooks.Loads, Is.Zero);
    }

    [TestCase("topic=%ff", "topic is not percent-encoded UTF-8")]
    [TestCase("topic=%zz", "topic is not percent-encoded UTF-8")]
    [TestCase("topic=a%00b", "topic holds control characters")]
    [TestCase("topic=a&topic=b", "topic is given more than once with different values")]
    [TestCase("Topic=a", "topic is required")]
    public async Task Are_refused_once_per_field_when_a_parameter_cannot_be_read(string query, string error)
    {
        using var raw = new RawHttp(_host.Address);
        var (status, body) = await raw.GetAsync($"/api/sample/{SampleWebhook.Id}?{query}");
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        var field = error.Split(' ', 2);
        Assert.That(body, Does.Contain($$"""{"errors":[{"field":"{{field[0]}}","detail":"{{field[1]}}"}]}"""[1..]));
    }

    [TestCase("topic=a&topic=a")]
    [TestCase("%74opic=a")]
    [TestCase("topic=a&%ff=%00&&=&topic")]
    public async Task Pass_when_parameters_are_odd_but_clear(string query)
    {
        using var raw = new RawHttp(_host.Address);
        var (status, _) = await raw.GetAsync($"/api/sample/{SampleWebhook.Id}?{query}");
        Assert.That(status, Is.EqualTo(query.EndsWith("&topic", StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.OK));
    }

    [Test]
    public async Task Are_not_found_without_such_a_webhook()
    {
        using var response = await _host.Client.GetAsync("/api/sample/wh_unknown?topic=a");
        Assert.That((await Answer.ProblemOfAsync(response)).Code, Is.EqualTo("webhook_not_found"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Are_not_found_when_the_webhook_belongs_to_another_kind_of_app()
    {
        _host.Webhooks.Add("wh_other", new OtherApp { Id = "app_2", TenantId = "pk_1", Name = "Other" });
        using var response = await _host.Client.GetAsync("/api/sample/wh_other?topic=a");
        Assert.That((await Answer.ProblemOfAsync(response)).Code, Is.EqualTo("webhook_not_found"));
    }

    [TestCase("wh'--")]
    [TestCase("wh_0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Are_not_found_without_a_lookup_when_the_address_cannot_be_one(string id)
    {
        using var response = await _host.Client.GetAsync($"/api/sample/{id}?topic=a");
        Assert.That((await Answer.ProblemOfAsync(response)).Code, Is.EqualTo("webhook_not_found"));
        Assert.That(_host.Webhooks.Loads, Is.Zero);
    }

    [Test]
    public async Task Are_refused_while_the_app_is_disabled()
    {
        var app = SampleApp.New();
        app.Enabled = false;
        _host.Webhooks.Add(SampleWebhook.Id, app);
        Assert.That(await CodeAsync(), Is.EqualTo("403 integration_disabled"));
        app.Enabled = true;
        Assert.That(await CodeAsync(), Is.EqualTo("200 "));
    }

    [TestCase(false, 1, ExpectedResult = "403 integration_disabled")]
    [TestCase(true, -1, ExpectedResult = "402 subscription_required")]
    [TestCase(true, 0, ExpectedResult = "402 subscription_required")]
    [TestCase(true, null, ExpectedResult = "402 subscription_required")]
    [TestCase(true, 1, ExpectedResult = "200 ")]
    public Task<string> Need_an_integration_that_is_enabled_and_paid(bool enabled, int? paidDays) =>
        CodeAsync(new WebhookIntegration("int_1", enabled, Days(paidDays)));

    [Test]
    public async Task Need_one_integration_that_is_both_enabled_and_paid()
    {
        var disabled = new WebhookIntegration("int_1", Enabled: false, Days(1));
        var unpaid = new WebhookIntegration("int_2", Enabled: true, Days(-1));
        Assert.That(await CodeAsync(disabled, unpaid), Is.EqualTo("402 subscription_required"));
        Assert.That(await CodeAsync(disabled, unpaid, new("int_3", Enabled: true, Days(1))), Is.EqualTo("200 "));
        Assert.That(await CodeAsync([]), Is.EqualTo("403 integration_disabled"));
    }

    [Test]
    public async Task Need_the_secret_where_the_route_is_signed()
    {
        var webhook = new IncomingWebhook { Id = SampleWebhook.Id, TenantId = "pk_1", AppId = "app_1" };
        var app = SampleApp.New();
        _host.Webhooks.Add(SampleWebhook.Id, app, WebhookSecret.Create(webhook, "right", WebTestHost.StartTime));
        Assert.That(await SignedAsync("right"), Is.EqualTo("200 "));
        Assert.That(await SignedAsync("wrong"), Is.EqualTo("401 invalid_signature"));
        Assert.That(await SignedAsync(null), Is.EqualTo("401 invalid_signature"));

        app.Enabled = false;
        Assert.That(await SignedAsync("wrong"), Is.EqualTo("401 invalid_signature"), "Strangers must not learn more.");
        Assert.That(await SignedAsync("right"), Is.EqualTo("403 integration_disabled"));
    }

    [Test]
    public async Task Are_told_the_methods_when_theirs_is_wrong()
    {
        using var response = await _host.Client.DeleteAsync($"/api/sample/{SampleWebhook.Id}?topic=a");
        Assert.That((await Answer.ProblemOfAsync(response)).Code, Is.EqualTo("method_not_allowed"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(response.Content.Headers.Allow, Is.EquivalentTo(["GET", "POST"]));
    }

    [Test]
    public async Task Fail_without_showing_why_when_the_handler_fails()
    {
        Handler.Failure = new InvalidOperationException("secret words");
        using var response = await PostAsync("topic=news", """{"text":"hello"}""");
        var problem = await Answer.ProblemOfAsync(response);
        Assert.That(problem.Status, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(problem.Code, Is.EqualTo("internal_error"));
        Assert.That(problem.Body, Does.Not.Contain("secret words"));
        Assert.That(_host.Logs.Lines, Has.Some.Contains("secret words"));
    }

    private static IEnumerable<Exception> StorageFailures() =>
    [
        new StorageUnavailableException("down"),
        new NpgsqlException("refused", new System.Net.Sockets.SocketException(111)),
        new InvalidOperationException("likely transient", new NpgsqlException("gone")),
        new Microsoft.Data.Sqlite.SqliteException("database is locked", 5),
        new Microsoft.Data.Sqlite.SqliteException("database disk image is malformed", 11),
        new Microsoft.Data.Sqlite.SqliteException("file is not a database", 26),
        new TimeoutException(),
    ];

    [TestCaseSource(nameof(StorageFailures))]
    public async Task Are_told_to_come_back_when_the_lookup_fails(Exception failure)
    {
        _host.Webhooks.Failure = failure;
        await AssertUnavailableAsync();
        Assert.That(Handler.Calls, Is.Zero);
    }

    [TestCaseSource(nameof(StorageFailures))]
    public async Task Are_told_to_come_back_when_nothing_can_be_stored(Exception failure)
    {
        Handler.Failure = failure;
        await AssertUnavailableAsync();
    }

    [Test]
    public async Task Are_told_to_come_back_when_storing_takes_too_long()
    {
        var storage = new TaskCompletionSource();
        Handler.Storage = storage.Task;
        var call = AssertUnavailableAsync();
        await Eventually.Async(
            () =>
            {
                _host.Time.Advance(TimeSpan.FromSeconds(1));
                return call.IsCompleted;
            },
            TimeSpan.FromSeconds(10),
            "an answer");
        await call;
        storage.SetResult();
        Handler.Storage = Task.CompletedTask;
        Assert.That(await CodeAsync(), Is.EqualTo("200 "));
    }

    private SampleHandler Handler => _host.Services.GetRequiredService<SampleHandler>();

    private static DateTimeOffset? Days(int? days) => days is { } count ? WebTestHost.StartTime.AddDays(count) : null;

    private async Task AssertUnavailableAsync()
    {
        using var response = await _host.Client.GetAsync($"/api/sample/{SampleWebhook.Id}?topic=a");
        Assert.That((await Answer.ProblemOfAsync(response)).Code, Is.EqualTo("storage_unavailable"));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(response.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    private async Task<string> CodeAsync(params WebhookIntegration[]? integrations)
    {
        if (integrations is not null)
        {
            var target = _host.Webhooks.Add(SampleWebhook.Id, SampleApp.New());
            _host.Webhooks.Put(target with { Integrations = integrations });
        }

        using var response = await _host.Client.GetAsync($"/api/sample/{SampleWebhook.Id}?topic=a");
        return await CodeOfAsync(response);
    }

    private Task<string> CodeAsync() => CodeAsync(null);

    private async Task<string> SignedAsync(string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/signed/{SampleWebhook.Id}?topic=a");
        if (secret is not null)
            request.Headers.Add(SampleWebhook.SecretHeaderName, secret);
        using var response = await _host.Client.SendAsync(request);
        return await CodeOfAsync(response);
    }

    private static async Task<string> CodeOfAsync(HttpResponseMessage response) =>
        $"{(int)response.StatusCode} {(response.IsSuccessStatusCode ? null : (await Answer.ProblemOfAsync(response)).Code)}";

    private async Task<HttpResponseMessage> PostAsync(string query, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _host.Client.PostAsync($"/api/sample/{SampleWebhook.Id}?{query}", content);
    }
}
