using Eci.Core;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Web.Webhooks;

/// <summary>How modules add webhook endpoints.</summary>
public static class WebhookMapping
{
    /// <summary>Query parameter that names the webhook where the route does not.</summary>
    public const string QueryParameter = "webhook";

    internal const string IdParameter = "webhookId";

    /// <summary>Registers what a webhook endpoint consists of besides its request; all are singletons.</summary>
    public static IServiceCollection AddWebhook<TRequest, TApp, TValidator, THandler>(this IServiceCollection services)
        where TRequest : class, IWebhookRequest<TRequest>
        where TApp : App
        where TValidator : class, IValidator<TRequest>
        where THandler : class, IWebhookHandler<TRequest, TApp>
    {
        services.AddSingleton<IValidator<TRequest>, TValidator>();
        services.AddSingleton<IWebhookHandler<TRequest, TApp>, THandler>();
        return services;
    }

    /// <summary>Maps a webhook endpoint registered with <see cref="AddWebhook{TRequest,TApp,TValidator,THandler}"/>.</summary>
    /// <param name="endpoints">Where to map.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="pattern">Route with the parameter <c>{webhookId}</c>; without it the query names the webhook, as <see cref="QueryParameter"/>.</param>
    /// <param name="description">For the OpenAPI document.</param>
    /// <param name="signature">How callers prove who they are; null when the address is the only secret.</param>
    public static IEndpointConventionBuilder MapWebhook<TRequest, TApp>(
        this IEndpointRouteBuilder endpoints,
        string method,
        string pattern,
        WebhookDescription description,
        IWebhookSignature<TApp>? signature = null)
        where TRequest : class, IWebhookRequest<TRequest>
        where TApp : App
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var inRoute = pattern.Contains($"{{{IdParameter}}}", StringComparison.Ordinal);
        var endpoint = new WebhookEndpoint<TRequest, TApp>(
            endpoints.ServiceProvider.GetRequiredService<IValidator<TRequest>>(),
            endpoints.ServiceProvider.GetRequiredService<IWebhookHandler<TRequest, TApp>>(),
            endpoints.ServiceProvider.GetRequiredService<IWebhookDirectory>(),
            endpoints.ServiceProvider.GetRequiredService<WebhookRateLimiter>(),
            endpoints.ServiceProvider.GetRequiredService<Microsoft.Extensions.Options.IOptions<WebhookOptions>>(),
            endpoints.ServiceProvider.GetRequiredService<TimeProvider>())
        {
            Signature = signature,
            WebhookIdOf = inRoute ? IdInRoute : IdInQuery,
        };
        RequestDelegate run = endpoint.InvokeAsync;
        return endpoints.MapMethods(pattern, [method], run)
            .WithMetadata(new WebhookMetadata(method, description, Signed: signature is not null, IdInRoute: inRoute))
            .WithDisplayName($"{method} {pattern}");
    }

    private static string? IdInRoute(HttpRequest request) => request.RouteValues[IdParameter] as string;

    private static string? IdInQuery(HttpRequest request) => new WebhookReader(request, default).Query(QueryParameter);
}
