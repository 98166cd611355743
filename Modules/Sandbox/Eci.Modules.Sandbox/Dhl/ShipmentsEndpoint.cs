using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Dhl;

/// <summary><c>GET /shipments</c>: one number a call, for callers with a key.</summary>
internal static class ShipmentsEndpoint
{
    /// <summary>The keys that DHL has given out.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["demo-dhl-key", "demo-dhl-key-2"];

    private static readonly string[] Numbers = ["offset", "limit"];

    private const string KeyHeader = "DHL-API-Key";
    private const string German = "de";
    private const string English = "en";

    public static async Task<IResult> HandleAsync(HttpContext context, DhlParcels parcels, DhlFailures failures, DhlQuota quota)
    {
        var query = context.Request.Query;
        var trackingNumber = query["trackingNumber"].ToString();
        var failure = failures.Next(trackingNumber);
        if (failure is not null && int.TryParse(failure.Kind, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            return DhlProblem.Ordered(context, status, failure.RetryAfterSeconds);

        var key = context.Request.Headers[KeyHeader].ToString();
        if (!Keys.Contains(key))
            return DhlProblem.Unauthorized();
        if (quota.Take(key) is { } wait)
            return DhlProblem.TooMany(context, wait);
        if (Mistake(query) is { } mistake)
            return DhlProblem.Invalid(mistake);

        var language = query["language"] == German ? German : English;
        var service = query["service"].ToString();
        var shipments = service is "" or DhlShipment.ServiceName ? parcels.Find(trackingNumber, language) : null;
        if (failure is not null)
            return await FailAsync(context, failure, shipments);
        if (shipments is null)
            return DhlProblem.NotFound(trackingNumber);
        context.Response.Headers.ContentLanguage = language;
        return Results.Json(shipments, DhlJson.Options);
    }

    private static string? Mistake(IQueryCollection query)
    {
        if (query["trackingNumber"] is not [{ Length: > 0 and <= 100 }])
            return "Input is invalid: give one trackingNumber.";
        if (query["language"] is { Count: > 0 } language && language is not [{ Length: 2 }])
            return "Input is invalid: language is no ISO 639-1 code.";
        return Numbers.Any(name => query[name] is { Count: > 0 } value && !uint.TryParse(value, CultureInfo.InvariantCulture, out _))
            ? "Input is invalid: offset and limit are numbers."
            : null;
    }

    private static async Task<IResult> FailAsync(HttpContext context, DhlFailureOrder failure, DhlShipments? shipments)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(shipments ?? new DhlShipments([]), DhlJson.Options);
        switch (failure.Kind)
        {
            case DhlFailureOrder.Html:
                return Results.Text("<!DOCTYPE html><html><body><h1>Sorry</h1></body></html>", MediaTypeNames.Text.Html);
            case DhlFailureOrder.Empty:
                return Results.Text(string.Empty, MediaTypeNames.Application.Json);
            case DhlFailureOrder.Malformed:
                return Results.Text(Encoding.UTF8.GetString(body, 0, body.Length / 2), MediaTypeNames.Application.Json);
            case DhlFailureOrder.Lost:
                context.Abort();
                return Results.Empty;
            case DhlFailureOrder.TimeOut:
                await UntilCallerGivesUpAsync(context.RequestAborted);
                return Results.Empty;
            case DhlFailureOrder.Slow:
                await WriteHalfAsync(context, body);
                await UntilCallerGivesUpAsync(context.RequestAborted);
                return Results.Empty;
            default:
                // The server closes the connection when fewer bytes come than announced; aborting could lose those that were sent.
                await WriteHalfAsync(context, body);
                return Results.Empty;
        }
    }

    private static async Task WriteHalfAsync(HttpContext context, byte[] body)
    {
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
