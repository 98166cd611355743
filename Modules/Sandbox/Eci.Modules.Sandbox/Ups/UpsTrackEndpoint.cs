using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Eci.Modules.Sandbox.Failing;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Ups;

/// <summary><c>GET /api/track/v1/details/{inquiryNumber}</c>.</summary>
internal static class UpsTrackEndpoint
{
    private const string Scheme = "Bearer ";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static async Task<IResult> HandleAsync(
        HttpContext context, string inquiryNumber, FailureQueue<UpsFailureOrder> failures, UpsTokenBook tokens, UpsQuota quota, UpsParcelBook parcels, TimeProvider time)
    {
        if (await failures.AnswerAsync(context, UpsFailureOrder.Track) is { } failed)
            return failed;

        var headers = context.Request.Headers;
        var authorization = headers.Authorization.ToString();
        var token = authorization.StartsWith(Scheme, StringComparison.Ordinal) ? authorization[Scheme.Length..] : string.Empty;
        if (tokens.Refusal(token) is { } refusal)
            return UpsError.Answer(StatusCodes.Status401Unauthorized, refusal);
        if (quota.Take() is { } pause)
        {
            headers = context.Response.Headers;
            headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return UpsError.Answer(StatusCodes.Status429TooManyRequests, UpsError.TooManyRequests);
        }

        if (string.IsNullOrEmpty(headers["transId"]))
            return UpsError.Answer(StatusCodes.Status400BadRequest, "VSS002", "Missing transId");
        if (string.IsNullOrEmpty(headers["transactionSrc"]))
            return UpsError.Answer(StatusCodes.Status400BadRequest, "VSS004", "Missing transactionSrc");
        if (!UpsParcelOrder.IsNumber(inquiryNumber))
            return UpsError.Answer(StatusCodes.Status400BadRequest, UpsError.InvalidNumber);

        var shipment = parcels.Ask(inquiryNumber) is { } parcel
            ? new UpsShipment(inquiryNumber, [UpsParcelStory.Tell(parcel, time.GetUtcNow())])
            : new UpsShipment(inquiryNumber, Warnings: [new UpsError("TW0001", "Tracking Information Not Found")]);
        return Results.Json(new UpsTrackAnswer(new UpsTrackResponse([shipment])), Json);
    }
}
