using Eci.Web.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>Wires the tracking page.</summary>
internal static class TrackingPageServices
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddTrackingPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TrackingPageOptions>().Bind(configuration.GetSection(TrackingPageOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TrackingPageOptions>, TrackingPageOptionsValidator>();
        services.AddSingleton<TrackingPageLink>();
        services.AddSingleton<TrackingPageQueries>();
        services.AddSingleton<TrackingPageLimiter>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<TrackingPageEndpoint>();
        return services;
    }

    public static void MapTrackingPage(this IEndpointRouteBuilder root)
    {
        RequestDelegate show = root.ServiceProvider.GetRequiredService<TrackingPageEndpoint>().InvokeAsync;
        root.MapMethods(TrackingPageLink.Route, Methods, show).WithDisplayName("Tracking page")
            .Describe(HttpMethods.Get, TrackingPageDescription.Of(HttpMethods.Get))
            .Describe(HttpMethods.Head, TrackingPageDescription.Of(HttpMethods.Head));
    }
}
