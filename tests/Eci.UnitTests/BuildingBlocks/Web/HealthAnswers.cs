using System.Net;
using System.Text.Json;
using Eci.UnitTests.BuildingBlocks.Web.Support;
using Eci.Web.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class HealthAnswers
{
    private HealthCheckResult _database = HealthCheckResult.Healthy();
    private HealthCheckResult _process = HealthCheckResult.Healthy();
    private WebTestHost _host = null!;

    [SetUp]
    public async Task Start()
    {
        _database = _process = HealthCheckResult.Healthy();
        _host = await WebTestHost.StartAsync(
            (services, _) => services.AddHealthChecks()
                .AddCheck("database", () => _database)
                .AddCheck("process", () => _process, [HealthEndpoints.LiveTag]),
            _ => { });
    }

    [TearDown]
    public ValueTask Stop() => _host.DisposeAsync();

    [Test]
    public async Task Name_state_checks_and_version()
    {
        using var response = await _host.Client.GetAsync("/health/ready");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/json; charset=utf-8"));
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.That(json.RootElement.GetProperty("status").GetString(), Is.EqualTo("Healthy"));
        Assert.That(json.RootElement.GetProperty("version").GetString(), Does.Match("^[0-9]+\\.[0-9]+"));
        Assert.That(
            json.RootElement.GetProperty("checks").EnumerateArray().Select(c => $"{c.GetProperty("name")} {c.GetProperty("status")}"),
            Is.EquivalentTo(["database Healthy", "process Healthy"]));
    }

    [Test]
    public async Task Stay_alive_but_not_ready_while_the_database_is_down()
    {
        _database = HealthCheckResult.Unhealthy("password authentication failed for secret_user", new InvalidOperationException("secret_host"));
        using var ready = await _host.Client.GetAsync("/health/ready");
        using var live = await _host.Client.GetAsync("/health/live");
        Assert.That(ready.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(live.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var body = await ready.Content.ReadAsStringAsync();
        Assert.That(body, Does.Contain("\"name\":\"database\",\"status\":\"Unhealthy\"").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Are_not_alive_when_the_process_itself_is_broken()
    {
        _process = HealthCheckResult.Unhealthy();
        using var live = await _host.Client.GetAsync("/health/live");
        Assert.That(live.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(await live.Content.ReadAsStringAsync(), Does.Not.Contain("database"));
    }
}
