using System.Net.Mime;
using Eci.Modules.Sandbox.Failing;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Ups;

/// <summary>Answers of requests that fail on demand.</summary>
internal static class UpsFailures
{
    private const int Oversize = 3 * 1024 * 1024;

    /// <summary>The answer of a request that must fail; null when it need not.</summary>
    public static async Task<IResult?> AnswerAsync(this FailureQueue<UpsFailureOrder> failures, HttpContext context, string target)
    {
        if (failures.Next(order => order.Target == target) is not { } failure)
            return null;

        FailingAnswer.RetryAfter(context, failure.RetryAfterSeconds);
        return failure.Kind switch
        {
            FailureKind.TimeOut => await FailingAnswer.UntilCallerGivesUpAsync(context),
            UpsFailureOrder.Broken => FailingAnswer.Break(context),
            FailureKind.Html or FailureKind.Empty => await FailingAnswer.ShowAsync(context, failure.Kind, []),
            var kind => Answer(kind),
        };
    }

    private static IResult Answer(string kind) => kind switch
    {
        UpsFailureOrder.CutOff => Results.Text("""{"trackResponse":{"shipment":[{"inquiryNumber":"1Z""", MediaTypeNames.Application.Json),
        UpsFailureOrder.Malformed => Results.Text("""{"trackResponse":[7,"shipment"]}""", MediaTypeNames.Application.Json),
        UpsFailureOrder.Oversized => Results.Text($$"""{"filler":"{{new string('x', Oversize)}}"}""", MediaTypeNames.Application.Json),
        "400" => UpsError.Answer(StatusCodes.Status400BadRequest, "VSS000", "Invalid request"),
        "401" => UpsError.Answer(StatusCodes.Status401Unauthorized, UpsError.InvalidAuthentication),
        "403" => UpsError.Answer(StatusCodes.Status403Forbidden, "10403", "Blocked Merchant"),
        "404" => UpsError.Answer(StatusCodes.Status404NotFound, "404", "Tracking number information not found"),
        "429" => UpsError.Answer(StatusCodes.Status429TooManyRequests, UpsError.TooManyRequests),
        "503" => UpsError.Answer(StatusCodes.Status503ServiceUnavailable, "VSS100", "Temporarily unavailable"),
        _ => UpsError.Answer(StatusCodes.Status500InternalServerError, "10004", "Something went wrong"),
    };
}
