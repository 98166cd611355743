using System.Globalization;
using System.Net.Mime;
using Eci.Modules.Sandbox.Failing;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>What every API request passes first: failures on demand, the key, the rate limit.</summary>
internal static class SendGridGate
{
    /// <summary>May do everything.</summary>
    public const string FullKey = "SG.sandbox";

    /// <summary>May send, but not read the Email Activity: an account without that add-on.</summary>
    public const string SendOnlyKey = "SG.sandbox-send-only";

    /// <summary>The answer of a request that does not get through; null when it does.</summary>
    public static async Task<IResult?> StopAsync(HttpContext context, SendGridFailureOrder? failure, RateLimit limit)
    {
        if (failure is not null && failure.Kind != FailureKind.Lost)
            return await FailAsync(context, failure);

        var withinLimit = limit.TryTake(context.Response.Headers);
        var key = context.Request.Headers.Authorization.ToString();
        if (key is not ($"Bearer {FullKey}" or $"Bearer {SendOnlyKey}"))
            return Refuse(StatusCodes.Status401Unauthorized, "The provided authorization grant is invalid, expired, or revoked");
        if (!withinLimit)
            return Refuse(StatusCodes.Status429TooManyRequests, "too many requests");
        return null;
    }

    public static bool MayReadActivity(HttpContext context) => context.Request.Headers.Authorization == $"Bearer {FullKey}";

    public static IResult Refuse(int status, params SendGridError[] errors) => Results.Json(new SendGridErrors(errors), statusCode: status);

    public static IResult Refuse(int status, string message) => Refuse(status, new SendGridError(message));

    private static async Task<IResult> FailAsync(HttpContext context, SendGridFailureOrder failure)
    {
        FailingAnswer.RetryAfter(context, failure.RetryAfterSeconds);
        switch (failure.Kind)
        {
            case FailureKind.TimeOut:
                return await FailingAnswer.UntilCallerGivesUpAsync(context);
            case FailureKind.Malformed:
                var status = HttpMethods.IsGet(context.Request.Method) ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
                return Results.Text("{\"errors\":[{\"message\":\"cut o", MediaTypeNames.Application.Json, statusCode: status);
            default:
                return Refuse(int.Parse(failure.Kind, CultureInfo.InvariantCulture), "failed on demand");
        }
    }
}
