using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Eci.Modules.Sandbox.Dpd;

/// <summary>Plays DPD: reports scans to a webhook of the hub over HTTP and repeats what is not acknowledged.</summary>
internal static class DpdSimulator
{
    private const string DemoWebhook = "wh_demo_dpd";
    private const double DefaultSpeed = 3600;
    private const double MaxSpeed = 1_000_000;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddDpdSimulator(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(DpdSimulatorAddress.From(configuration));
        services.AddSingleton<DpdPushBook>();
        services.AddHttpClient(DpdPushSender.ClientName, client => client.Timeout = AnswerTimeout);
        services.AddHostedService<DpdPushSender>();
        return services;
    }

    public static IEndpointRouteBuilder MapDpdSimulator(this IEndpointRouteBuilder endpoints)
    {
        var dpd = endpoints.MapGroup("/sandbox/dpd").WithTags("Sandbox: DPD");
        dpd.MapPost("/parcels/{pnr}/journey", PlanJourney).WithSummary("Lets a parcel travel; speed 3600 makes an hour a second.");
        dpd.MapPost("/parcels/{pnr}/scans/{status}", SendScan).WithSummary("Sends one scan that happens now.");
        dpd.MapGet("/pushes", (DpdPushBook book, string? pnr) => TypedResults.Ok(book.List(pnr))).WithSummary("Shows what was sent and acknowledged.");
        return endpoints;
    }

    private static Results<Accepted<IReadOnlyList<DpdPush>>, ProblemHttpResult> PlanJourney(
        string pnr, HttpRequest request, DpdPushBook book, DpdSimulatorAddress address, TimeProvider time, string? webhook, double? speed)
    {
        if (Mistake(pnr, null, webhook, speed) is { } mistake)
            return mistake;
        book.Add(DpdJourney.Plan(pnr, address.Of(webhook ?? DemoWebhook, request), speed ?? DefaultSpeed, time.GetUtcNow(), book.NextPushId));
        return TypedResults.Accepted($"/sandbox/dpd/pushes?pnr={pnr}", book.List(pnr));
    }

    private static Results<Accepted<IReadOnlyList<DpdPush>>, ProblemHttpResult> SendScan(
        string pnr, string status, HttpRequest request, DpdPushBook book, DpdSimulatorAddress address, TimeProvider time, string? webhook, double? speed)
    {
        if (Mistake(pnr, status, webhook, speed) is { } mistake)
            return mistake;
        var target = address.Of(webhook ?? DemoWebhook, request);
        book.Add([DpdJourney.Now(pnr, status, target, speed ?? DefaultSpeed, time.GetUtcNow(), book.NextPushId())]);
        return TypedResults.Accepted($"/sandbox/dpd/pushes?pnr={pnr}", book.List(pnr));
    }

    private static ProblemHttpResult? Mistake(string pnr, string? status, string? webhook, double? speed)
    {
        if (pnr.Length is not (13 or 14) || !pnr.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c)))
            return BadRequest("pnr: DPD's parcel numbers have 13 or 14 digits or capital letters.");
        if (status is { Length: > 100 } || (status is not null && !status.All(c => char.IsAsciiLetter(c) || c == '_')))
            return BadRequest("status: DPD's codes have up to 100 letters and underscores.");
        if (webhook is not null && !webhook.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
            return BadRequest("webhook: give the id of a DPD webhook.");
        return speed is null or (>= 1 and <= MaxSpeed) ? null : BadRequest($"speed: give a number from 1 to {MaxSpeed:0}.");
    }

    private static ProblemHttpResult BadRequest(string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, extensions: new Dictionary<string, object?> { ["code"] = "invalid_request" });
}
