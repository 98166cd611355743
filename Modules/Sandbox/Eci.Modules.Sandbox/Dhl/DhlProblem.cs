using System.Net.Mime;
using Eci.Modules.Sandbox.Failing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary>DHL's answers without success.</summary>
internal sealed record DhlProblem(string Title, string Detail, int Status, string? Instance = null)
{
    public static IResult Unauthorized() => new DhlProblem("Unauthorized", "The API key is missing or not valid.", StatusCodes.Status401Unauthorized).Result();

    public static IResult Invalid(string detail) => new DhlProblem("Invalid input", detail, StatusCodes.Status400BadRequest).Result();

    public static IResult NotFound(string trackingNumber) => new DhlProblem(
        "No result found", "There is no shipment with this tracking number.", StatusCodes.Status404NotFound, $"/shipments/{trackingNumber}").Result();

    public static IResult TooMany(HttpContext context, TimeSpan wait)
    {
        FailingAnswer.RetryAfter(context, (int)Math.Ceiling(wait.TotalSeconds));
        return new DhlProblem("Too Many Requests", "The number of calls is used up, try again later.", StatusCodes.Status429TooManyRequests).Result();
    }

    public static IResult Ordered(HttpContext context, int status, int? retryAfterSeconds)
    {
        FailingAnswer.RetryAfter(context, retryAfterSeconds);
        return new DhlProblem(ReasonPhrases.GetReasonPhrase(status), "Failed on demand.", status).Result();
    }

    private IResult Result() => Results.Json(this, DhlJson.Options, MediaTypeNames.Application.ProblemJson, Status);
}
