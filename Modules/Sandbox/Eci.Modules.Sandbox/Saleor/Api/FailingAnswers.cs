using System.Globalization;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Answers of calls that fail on demand.</summary>
internal static class FailingAnswers
{
    /// <summary>Shows the failure.</summary>
    /// <param name="context">The call.</param>
    /// <param name="failure">What is to be shown.</param>
    /// <param name="answer">What the shop would have answered.</param>
    public static async Task<IResult> ShowAsync(HttpContext context, ShopFailure failure, string answer)
    {
        switch (failure.Kind)
        {
            case ShopFailure.Html:
                return Results.Text("<!DOCTYPE html><html><body><h1>Bad gateway</h1></body></html>", MediaTypeNames.Text.Html);
            case ShopFailure.Empty:
                return Results.Text(string.Empty, MediaTypeNames.Application.Json);
            case ShopFailure.Malformed:
                return Results.Text(answer[..(answer.Length / 2)], MediaTypeNames.Application.Json);
            case ShopFailure.CutOff:
                await WriteHalfAsync(context, Encoding.UTF8.GetBytes(answer));
                return Results.Empty;
            case ShopFailure.TimeOut:
                await UntilCallerGivesUpAsync(context.RequestAborted);
                return Results.Empty;
            default:
                context.Abort();
                return Results.Empty;
        }
    }

    public static IResult Status(HttpContext context, int status, int? retryAfterSeconds)
    {
        if (retryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Results.Text("""{"error":"Failed on demand."}""", MediaTypeNames.Application.Json, statusCode: status);
    }

    private static async Task WriteHalfAsync(HttpContext context, byte[] body)
    {
        // The server closes the connection when fewer bytes come than announced; aborting could lose those that were sent.
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task UntilCallerGivesUpAsync(CancellationToken aborted)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = aborted.Register(gone.SetResult);
        await gone.Task;
    }
}
