using System.Security.Cryptography;
using System.Text.Json;
using Eci.Modules.Sandbox.Failing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary><c>POST /v3/mail/send</c>.</summary>
internal static class MailSendEndpoint
{
    private const long MostBytes = 30 * 1024 * 1024;
    private const long MostBytesRead = 2 * MostBytes;

    public static async Task<IResult> HandleAsync(HttpContext context, SendGridState state, TimeProvider time)
    {
        var failure = state.Failures.Next(order => order.Target == SendGridFailureOrder.Send);
        if (await SendGridGate.StopAsync(context, failure, state.SendLimit) is { } stopped)
            return stopped;
        if (!context.Request.HasJsonContentType())
            return SendGridGate.Refuse(StatusCodes.Status415UnsupportedMediaType, "Content-Type should be application/json.");

        if (await ReadAsync(context) is not { } bytes)
            return SendGridGate.Refuse(StatusCodes.Status413PayloadTooLarge, "content too large");

        try
        {
            using var body = JsonDocument.Parse(bytes);
            if (MailSendRules.Check(body.RootElement, time.GetUtcNow()) is { Count: > 0 } errors)
                return SendGridGate.Refuse(StatusCodes.Status400BadRequest, [.. errors]);
            return Take(context, state, body.RootElement, failure);
        }
        catch (JsonException)
        {
            return SendGridGate.Refuse(StatusCodes.Status400BadRequest, "Bad Request: the body is not valid JSON.");
        }
    }

    private static IResult Take(HttpContext context, SendGridState state, JsonElement mail, SendGridFailureOrder? failure)
    {
        if (mail.Find("mail_settings")?.Find("sandbox_mode")?.Find("enable") is { ValueKind: JsonValueKind.True })
            return Results.StatusCode(StatusCodes.Status200OK);

        var messageId = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));
        state.Accept(mail, messageId);
        if (failure is not null)
            return FailingAnswer.Break(context);

        context.Response.Headers["X-Message-Id"] = messageId;
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>The body; null when it is too large, and then read to its end, so that the caller gets to see the answer.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytesRead;

        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        var total = 0L;
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0; total += read)
        {
            if (total + read <= MostBytes)
                await body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
        }

        return total > MostBytes ? null : (ReadOnlyMemory<byte>?)body.ToArray();
    }
}
