using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary><c>POST /v3/mail/send</c>.</summary>
internal static class MailSendEndpoint
{
    private const long MostBytes = 30 * 1024 * 1024;

    public static async Task<IResult> HandleAsync(HttpContext context, SendGridState state, TimeProvider time)
    {
        var failure = state.NextFailure(FailureOrder.Send);
        if (await SendGridGate.StopAsync(context, failure, state.SendLimit) is { } stopped)
            return stopped;
        if (!context.Request.HasJsonContentType())
            return SendGridGate.Refuse(StatusCodes.Status415UnsupportedMediaType, "Content-Type should be application/json.");

        try
        {
            using var body = await ReadAsync(context);
            if (MailSendRules.Check(body.RootElement, time.GetUtcNow()) is { Count: > 0 } errors)
                return SendGridGate.Refuse(StatusCodes.Status400BadRequest, [.. errors]);
            return Take(context, state, body.RootElement, failure);
        }
        catch (JsonException)
        {
            return SendGridGate.Refuse(StatusCodes.Status400BadRequest, "Bad Request: the body is not valid JSON.");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return SendGridGate.Refuse(StatusCodes.Status413PayloadTooLarge, "content too large");
        }
    }

    private static IResult Take(HttpContext context, SendGridState state, JsonElement mail, FailureOrder? failure)
    {
        if (mail.Find("mail_settings")?.Find("sandbox_mode")?.Find("enable") is { ValueKind: JsonValueKind.True })
            return Results.StatusCode(StatusCodes.Status200OK);

        var messageId = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));
        state.Accept(mail, messageId);
        if (failure is not null)
        {
            context.Abort();
            return Results.Empty;
        }

        context.Response.Headers["X-Message-Id"] = messageId;
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MostBytes)
            throw new BadHttpRequestException("content too large", StatusCodes.Status413PayloadTooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytes;
        return await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
    }
}
