using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Eci.Mail;
using Eci.Messaging;
using Eci.Scheduling;
using Microsoft.Extensions.Logging.Console;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Eci.Host;

/// <summary>Logs always; traces and metrics when somebody collects them (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, <c>Eci:Metrics</c>).</summary>
internal static class Observability
{
    private const string OtlpSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string MetricsSetting = "Eci:Metrics";
    private const string ServiceName = "eci";

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IExternalScopeProvider, LogScopes>();
        if (!builder.Environment.IsDevelopment())
            builder.Logging.ClearProviders().AddJsonConsole(WriteForCollectors);

        var otlp = !string.IsNullOrEmpty(builder.Configuration[OtlpSetting]);
        var scrape = builder.Configuration.Read(MetricsSetting, ifMissing: false);
        if (!otlp && !scrape)
            return;
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService(ServiceName));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter("Eci.*", "MassTransit", "Npgsql").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation();
            if (scrape)
                metrics.AddPrometheusExporter();
        });
        if (!otlp)
            return;
        telemetry.WithTracing(tracing => tracing
            .AddSource(MessagingMetrics.SourceName, SchedulingMetrics.SourceName, MailServices.ActivitySource, "MassTransit")
            .AddAspNetCoreInstrumentation(options => options.EnrichWithHttpResponse = HidePath)
            .AddHttpClientInstrumentation()
            .AddNpgsql());
        telemetry.UseOtlpExporter();
    }

    public static void Map(WebApplication app)
    {
        if (app.Configuration.Read(MetricsSetting, ifMissing: false))
            app.MapPrometheusScrapingEndpoint("/metrics");
    }

    /// <summary>The paths of webhooks and tracking pages are secrets: a span tells the route instead, and nothing where there is none.</summary>
    private static void HidePath(Activity span, HttpResponse response) =>
        span.SetTag("url.path", (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);

    private static void WriteForCollectors(JsonConsoleFormatterOptions options)
    {
        options.IncludeScopes = true;
        options.UseUtcTimestamp = true;
        options.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        // The lines go to a log, not into a page: an apostrophe may stay one.
        options.JsonWriterOptions = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }
}
