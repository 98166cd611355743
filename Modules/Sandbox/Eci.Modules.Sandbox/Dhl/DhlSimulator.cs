using Eci.Modules.Sandbox.Failing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>Plays DHL's Shipment Tracking - Unified below <c>/sandbox/dhl</c>, with parcels that travel while they are asked about.</summary>
internal static class DhlSimulator
{
    public const string BasePath = "/sandbox/dhl";

    public static IServiceCollection AddDhlSimulator(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<DhlSimulatorOptions>().Bind(configuration.GetSection(DhlSimulatorOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DhlSimulatorOptions>, DhlSimulatorOptionsValidator>();
        services.AddSingleton<DhlParcels>();
        services.AddSingleton<FailureQueue<DhlFailureOrder>>();
        services.AddSingleton<DhlQuota>();
        return services;
    }

    public static IEndpointRouteBuilder MapDhlSimulator(this IEndpointRouteBuilder endpoints)
    {
        var dhl = endpoints.MapGroup(BasePath).WithTags("Sandbox: DHL");
        dhl.MapGet("/shipments", ShipmentsEndpoint.HandleAsync).ExcludeFromDescription();
        dhl.MapPost("/parcels", Start).WithSummary("Lets a parcel travel from the sender to its recipient, or not quite.");
        dhl.MapGet("/parcels", static (DhlParcels parcels) => TypedResults.Ok(parcels.List())).WithSummary("Shows the parcels that DHL knows.");
        dhl.MapPost("/control/failures", Order).WithSummary("Lets the next calls fail.");
        dhl.MapPost("/control/limits", Limit).WithSummary("Sets how often a key may call.");
        dhl.MapPost("/control/clear", Clear).WithSummary("Forgets parcels, failures and calls.");
        return endpoints;
    }

    private static Results<Created<DhlParcelView>, ProblemHttpResult> Start(DhlParcelOrder order, DhlParcels parcels) =>
        order.Problem() is { } problem ? BadRequest(problem) : TypedResults.Created($"{BasePath}/parcels", parcels.Start(order));

    private static Results<NoContent, ProblemHttpResult> Order(DhlFailureOrder failure, FailureQueue<DhlFailureOrder> failures)
    {
        if (failure.Problem() is { } problem)
            return BadRequest(problem);
        failures.Add(failure);
        return TypedResults.NoContent();
    }

    private static Results<NoContent, ProblemHttpResult> Limit(DhlLimitOrder order, DhlQuota quota)
    {
        if (order is { CallsPerSecond: < 0 } or { CallsPerDay: < 0 })
            return BadRequest("A limit cannot be negative.");
        quota.Change(order);
        return TypedResults.NoContent();
    }

    private static NoContent Clear(DhlParcels parcels, FailureQueue<DhlFailureOrder> failures, DhlQuota quota)
    {
        parcels.Clear();
        failures.Clear();
        quota.Clear();
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult BadRequest(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, extensions: new Dictionary<string, object?> { ["code"] = "invalid_request" });
}
