using Eci.Modules.Sandbox.Failing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Eci.Modules.Sandbox.Ups;

/// <summary>Plays UPS below <c>/sandbox/ups</c>: gives tokens, tells of parcels that travel, fails when told to.</summary>
internal static class UpsSimulator
{
    public const string BasePath = "/sandbox/ups";

    public static IServiceCollection AddUpsSimulator(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(UpsSimulatorSettings.From(configuration));
        services.AddSingleton<UpsTokenBook>();
        services.AddSingleton<UpsQuota>();
        services.AddSingleton<FailureQueue<UpsFailureOrder>>();
        services.AddSingleton<UpsParcelBook>();
        return services;
    }

    public static IEndpointRouteBuilder MapUpsSimulator(this IEndpointRouteBuilder endpoints)
    {
        var ups = endpoints.MapGroup(BasePath).ExcludeFromDescription();
        ups.MapPost("/security/v1/oauth/token", UpsTokenEndpoint.HandleAsync);
        ups.MapGet("/api/track/v1/details/{inquiryNumber}", UpsTrackEndpoint.HandleAsync);
        ups.MapGet("/parcels", static (UpsParcelBook parcels) => parcels.List());
        ups.MapPost("/parcels", Send);
        ups.MapPost("/control/failures", Order);
        ups.MapPost("/control/limits", Limit);
        ups.MapPost("/control/clear", Clear);
        return endpoints;
    }

    private static IResult Send(UpsParcelOrder order, UpsParcelBook parcels, TimeProvider time)
    {
        if (order.Problem() is { } problem)
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);

        return Results.Ok(parcels.Send(order).Show(time.GetUtcNow()));
    }

    private static IResult Order(UpsFailureOrder order, FailureQueue<UpsFailureOrder> failures)
    {
        if (order.Problem() is { } problem)
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);

        failures.Add(order);
        return Results.NoContent();
    }

    private static IResult Limit(LimitOrder order, UpsQuota quota, UpsTokenBook tokens)
    {
        if (order is { Track: < 0 } or { TokenSeconds: < 1 })
            return Results.Problem("track cannot be negative, tokenSeconds not less than 1.", statusCode: StatusCodes.Status400BadRequest);

        if (order.Track is { } track)
            quota.Change(track);
        if (order.TokenSeconds is { } seconds)
            tokens.Life = TimeSpan.FromSeconds(seconds);
        return Results.NoContent();
    }

    private static void Clear(UpsParcelBook parcels, FailureQueue<UpsFailureOrder> failures, UpsTokenBook tokens, UpsQuota quota)
    {
        parcels.Clear();
        failures.Clear();
        tokens.Clear();
        quota.Change(UpsQuota.Default);
    }

    /// <summary>Body of <c>POST /sandbox/ups/control/limits</c>.</summary>
    /// <param name="Track">Questions for packages a minute.</param>
    /// <param name="TokenSeconds">Life of tokens given from now on.</param>
    internal sealed record LimitOrder(int? Track, int? TokenSeconds);
}
