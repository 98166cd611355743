using Eci.Web.OpenApi;
using Eci.Web.OutgoingHttp;
using Eci.Web.Problems;
using Eci.Web.Tracing;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Web;

/// <summary>Wires what every HTTP endpoint of the hub shares.</summary>
public static class WebRegistration
{
    /// <summary>Adds problem details, the webhook pipeline, calls to addresses of tenants, health checks and the OpenAPI document.</summary>
    public static IServiceCollection AddEciWeb(this IServiceCollection services, IConfiguration configuration)
    {
        // Before AddProblemDetails: the first writer that wants to write wins.
        services.AddSingleton<IProblemDetailsWriter, ProblemDetailsWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.KeepQueriesOutOfLogs();
        services.AddHealthChecks();
        services.AddOpenApi(options => options.AddDocumentTransformer<WebhookDocument>().AddDocumentTransformer<RouteDocument>());

        services.AddOptions<PublicUrlOptions>().Bind(configuration.GetSection(PublicUrlOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PublicUrlOptions>, PublicUrlOptionsValidator>();
        services.AddSingleton<PublicUrl>();
        services.AddOutgoingHttp(configuration);
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<WebhookRateLimiter>();
        services.TryAddSingleton<IWebhookSource, StoredWebhooks>();
        services.TryAddSingleton<IWebhookDirectory, CoalescingWebhookDirectory>();
        return services;
    }

    /// <summary>Adds trace ids and problem details to the request pipeline. Call it first.</summary>
    public static IApplicationBuilder UseEciWeb(this IApplicationBuilder app)
    {
        app.UseMiddleware<TraceIdMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(pages => new ProblemResult(Problem.ForStatus(pages.HttpContext.Response.StatusCode)).ExecuteAsync(pages.HttpContext));
        return app;
    }
}
