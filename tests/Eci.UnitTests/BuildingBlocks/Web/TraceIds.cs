using System.Diagnostics;
using Eci.UnitTests.BuildingBlocks.Web.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class TraceIds
{
    private WebTestHost _host = null!;

    [OneTimeSetUp]
    public async Task Start() => _host = await WebTestHost.StartAsync((_, _) => { }, Map);

    [OneTimeTearDown]
    public ValueTask Stop() => _host.DisposeAsync();

    [TestCase("tr_1A.b-C")]
    [TestCase("0123456789012345678901234567890123456789012345678901234567890123")]
    public async Task Of_callers_are_kept(string id)
    {
        var (returned, seen) = await CallAsync(id);
        Assert.That(returned, Is.EqualTo(id));
        Assert.That(seen, Is.EqualTo($"tag {id}, baggage {id}, identifier {id}"));
    }

    [TestCase("01234567890123456789012345678901234567890123456789012345678901234")]
    [TestCase("a b")]
    [TestCase("a\"b")]
    [TestCase("<script>")]
    public async Task Of_callers_are_replaced_when_they_are_not_usable(string id)
    {
        var (returned, seen) = await CallAsync(id);
        Assert.That(returned, Does.Match("^[0-9a-f]{32}$"));
        Assert.That(seen, Is.EqualTo($"tag {returned}, baggage {returned}, identifier {returned}"));
    }

    [Test]
    public async Task Are_those_of_the_current_trace_when_the_caller_gives_none()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/seen");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var response = await _host.Client.SendAsync(request);
        Assert.That(response.Headers.GetValues("eci-trace-id"), Is.EqualTo(["0af7651916cd43dd8448eb211c80319c"]));
    }

    [Test]
    public async Task Are_shown_in_problems_of_every_origin()
    {
        foreach (var (path, code) in new[] { ("/nowhere", "not_found"), ("/api/throws", "internal_error"), ("/api/typed", "my_code"), ("/api/invalid", "invalid_request") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("eci-trace-id", "tr_1");
            request.Headers.Add("Accept", "text/html");
            using var response = await _host.Client.SendAsync(request);
            var problem = await Answer.ProblemOfAsync(response);
            Assert.That(problem.Code, Is.EqualTo(code));
            Assert.That(problem.Body, Does.Contain("\"traceId\":\"tr_1\""));
            Assert.That(problem.Fields, Is.EqualTo(code == "invalid_request" ? ["name is odd"] : Array.Empty<string>()));
        }
    }

    private static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/seen", (HttpContext context) =>
            $"tag {Activity.Current?.GetTagItem("eci.trace_id")}, baggage {Activity.Current?.GetBaggageItem("eci.trace_id")}, identifier {context.TraceIdentifier}");
        api.MapGet("/throws", string () => throw new InvalidOperationException());
        api.MapGet("/typed", () => TypedResults.Problem(statusCode: 409, extensions: new Dictionary<string, object?> { ["code"] = "my_code" }));
        api.MapGet("/invalid", () => TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["name"] = ["is odd"] }));
    }

    private async Task<(string Returned, string Seen)> CallAsync(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/seen");
        request.Headers.Add("eci-trace-id", id);
        using var response = await _host.Client.SendAsync(request);
        return (response.Headers.GetValues("eci-trace-id").Single(), await response.Content.ReadAsStringAsync());
    }
}
