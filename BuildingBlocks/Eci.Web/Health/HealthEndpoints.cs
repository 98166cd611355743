using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Eci.Web.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Eci.Web.Health;

/// <summary>What an orchestrator asks: does the process live, and can it serve?</summary>
public static class HealthEndpoints
{
    /// <summary>Tag of checks that tell whether the process itself still works. All others count for readiness only.</summary>
    public const string LiveTag = "live";

    private static readonly string Version =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Versions hold a plus sign, which is no danger outside a page.</summary>
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps <c>GET /health/live</c> and <c>GET /health/ready</c>; open to everyone, so they show names and states only.</summary>
    public static IEndpointRouteBuilder MapEciHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", Options(check => check.Tags.Contains(LiveTag))).Describe(HttpMethods.Get, HealthDescriptions.Live);
        endpoints.MapHealthChecks("/health/ready", Options(_ => true)).Describe(HttpMethods.Get, HealthDescriptions.Ready);
        return endpoints;
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> predicate) =>
        new() { Predicate = predicate, ResponseWriter = WriteAsync };

    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, JsonOptions);
        json.WriteStartObject();
        json.WriteString("status", report.Status.ToString());
        json.WriteString("version", Version);
        json.WriteStartArray("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("status", entry.Status.ToString());
            json.WriteNumber("durationMs", Math.Round(entry.Duration.TotalMilliseconds, 1));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
