using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Ups;

/// <summary>Failures that were ordered and are still to happen.</summary>
internal sealed class UpsFailures
{
    private const int Oversize = 3 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<UpsFailureOrder> _orders = [];

    public void Add(UpsFailureOrder order)
    {
        lock (_gate)
            _orders.Add(order);
    }

    public void Clear()
    {
        lock (_gate)
            _orders.Clear();
    }

    /// <summary>The answer of a request that must fail; null when it need not.</summary>
    public async Task<IResult?> NextAsync(HttpContext context, string target)
    {
        if (Take(target) is not { } order)
            return null;

        if (order.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        switch (order.Kind)
        {
            case UpsFailureOrder.TimeOut:
                await UntilCallerGivesUpAsync(context.RequestAborted);
                return Results.Empty;
            case UpsFailureOrder.Broken:
                context.Abort();
                return Results.Empty;
            default:
                return Answer(order.Kind);
        }
    }

    private static IResult Answer(string kind) => kind switch
    {
        UpsFailureOrder.CutOff => Results.Text("""{"trackResponse":{"shipment":[{"inquiryNumber":"1Z""", MediaTypeNames.Application.Json),
        UpsFailureOrder.Malformed => Results.Text("""{"trackResponse":[7,"shipment"]}""", MediaTypeNames.Application.Json),
        UpsFailureOrder.Html => Results.Text("<!DOCTYPE html><html><body>Scheduled maintenance</body></html>", MediaTypeNames.Text.Html),
        UpsFailureOrder.Empty => Results.Text(string.Empty, MediaTypeNames.Application.Json),
        UpsFailureOrder.Oversized => Results.Text($$"""{"filler":"{{new string('x', Oversize)}}"}""", MediaTypeNames.Application.Json),
        "400" => UpsError.Answer(StatusCodes.Status400BadRequest, "VSS000", "Invalid request"),
        "401" => UpsError.Answer(StatusCodes.Status401Unauthorized, UpsError.InvalidAuthentication),
        "403" => UpsError.Answer(StatusCodes.Status403Forbidden, "10403", "Blocked Merchant"),
        "404" => UpsError.Answer(StatusCodes.Status404NotFound, "404", "Tracking number information not found"),
        "429" => UpsError.Answer(StatusCodes.Status429TooManyRequests, UpsError.TooManyRequests),
        "503" => UpsError.Answer(StatusCodes.Status503ServiceUnavailable, "VSS100", "Temporarily unavailable"),
        _ => UpsError.Answer(StatusCodes.Status500InternalServerError, "10004", "Something went wrong"),
    };

    private static async Task UntilCallerGivesUpAsync(CancellationToken aborted)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = aborted.Register(gone.SetResult);
        await gone.Task;
    }

    private UpsFailureOrder? Take(string target)
    {
        lock (_gate)
        {
            var index = _orders.FindIndex(order => order.Target == target);
            if (index < 0)
                return null;

            var order = _orders[index];
            if (order.Count > 1)
                _orders[index] = order with { Count = order.Count - 1 };
            else
                _orders.RemoveAt(index);
            return order;
        }
    }
}
