using System.Globalization;
using System.Text.Json;
using Eci.Modules.Sandbox.Failing;
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

    public static async Task<IResult> HandleAsync(HttpContext context, DhlParcels parcels, FailureQueue<DhlFailureOrder> failures, DhlQuota quota)
    {
        var query = context.Request.Query;
        var trackingNumber = query["trackingNumber"].ToString();
        var failure = failures.Next(order => order.Fits(trackingNumber));
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
            return await FailingAnswer.ShowAsync(context, failure.Kind, JsonSerializer.SerializeToUtf8Bytes(shipments ?? new DhlShipments([]), DhlJson.Options));
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
}
