using Eci.Web.OpenApi;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.Health;

/// <summary>What the OpenAPI document says about health.</summary>
internal static class HealthDescriptions
{
    private const string Tag = "Health";
    private const string Json = "application/json";

    public static RouteDescription Live { get; } = new("getLiveness", Tag, "Does the process live?", "Open to everyone. Restart the process when it does not.")
    {
        Answers =
        [
            new(StatusCodes.Status200OK, "It lives.", new RouteContent(Json, """{"status":"Healthy","version":"0.1.0","checks":[]}""")),
            new(StatusCodes.Status503ServiceUnavailable, "It does not work any more.", new RouteContent(Json, """{"status":"Unhealthy","version":"0.1.0","checks":[]}""")),
        ],
    };

    public static RouteDescription Ready { get; } = new("getReadiness", Tag, "Can the process serve?", "Open to everyone. Send it no requests while it cannot.")
    {
        Answers =
        [
            new(StatusCodes.Status200OK, "It can, though perhaps not well (Degraded).", new RouteContent(Json, Checks("Healthy"))),
            new(StatusCodes.Status503ServiceUnavailable, "Something it needs does not work.", new RouteContent(Json, Checks("Unhealthy"))),
        ],
    };

    private static string Checks(string status) =>
        $$"""{"status":"{{status}}","version":"0.1.0","checks":[{"name":"database","status":"{{status}}","durationMs":1.3}]}""";
}
