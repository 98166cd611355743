using System.Globalization;
using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Failing;

/// <summary>Answers of calls that fail on demand.</summary>
internal static class FailingAnswer
{
    /// <summary>Shows one of <see cref="FailureKind"/>.</summary>
    /// <param name="context">The call.</param>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="body">JSON that would have been the answer.</param>
    public static Task<IResult> ShowAsync(HttpContext context, string kind, byte[] body) => kind switch
    {
        FailureKind.Html => Task.FromResult(Results.Text("<!DOCTYPE html><html><body><h1>Sorry</h1></body></html>", MediaTypeNames.Text.Html)),
        FailureKind.Empty => Task.FromResult(Results.Text(string.Empty, MediaTypeNames.Application.Json)),
        FailureKind.Malformed => Task.FromResult(Results.Text(Encoding.UTF8.GetString(body, 0, body.Length / 2), MediaTypeNames.Application.Json)),
        FailureKind.TimeOut => UntilCallerGivesUpAsync(context),
        FailureKind.Slow => HalfAsync(context, body, thenSilence: true),
        FailureKind.CutOff => HalfAsync(context, body, thenSilence: false),
        _ => Task.FromResult(Break(context)),
    };

    public static IResult Break(HttpContext context)
    {
        context.Abort();
        return Results.Empty;
    }

    public static async Task<IResult> UntilCallerGivesUpAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        return Results.Empty;
    }

    public static void RetryAfter(HttpContext context, int? seconds)
    {
        if (seconds is { } wait)
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<IResult> HalfAsync(HttpContext context, byte[] body, bool thenSilence)
    {
        // The server closes the connection when fewer bytes come than announced; aborting could lose those that were sent.
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        return thenSilence ? await UntilCallerGivesUpAsync(context) : Results.Empty;
    }
}
