using Eci.Messaging;
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
            builder.Logging.ClearProviders().AddJsonConsole(o => o.IncludeScopes = true);

        var otlp = !string.IsNullOrEmpty(builder.Configuration[OtlpSetting]);
        var scrape = builder.Configuration.GetValue<bool>(MetricsSetting);
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
            .AddSource(MessagingMetrics.SourceName, "MassTransit")
            .AddAspNetCoreInstrumentation()
            .AddHttpClientInstrumentation()
            .AddNpgsql());
        telemetry.UseOtlpExporter();
    }

    public static void Map(WebApplication app)
    {
        if (app.Configuration.GetValue<bool>(MetricsSetting))
            app.MapPrometheusScrapingEndpoint("/metrics");
    }
}
