using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Eci.Modules.Sandbox.Failing;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.Ups;

/// <summary><c>POST /security/v1/oauth/token</c>.</summary>
internal static class UpsTokenEndpoint
{
    public const string ClientId = "demo-ups-client";

    private const string ClientSecret = "demo-ups-secret";
    private const string Scheme = "Basic ";
    private const string GrantType = "client_credentials";

    public static async Task<IResult> HandleAsync(HttpContext context, FailureQueue<UpsFailureOrder> failures, UpsTokenBook tokens, TimeProvider time)
    {
        if (await failures.AnswerAsync(context, UpsFailureOrder.Token) is { } failed)
            return failed;
        if (!context.Request.HasFormContentType)
            return UpsError.Answer(StatusCodes.Status400BadRequest, "10007", "Requested Content Type is not supported");

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["grant_type"] != GrantType)
            return UpsError.Answer(StatusCodes.Status400BadRequest, "10400", "Invalid grant_type");
        if (Credentials(context.Request.Headers.Authorization.ToString()) is not $"{ClientId}:{ClientSecret}")
            return UpsError.Answer(StatusCodes.Status401Unauthorized, UpsError.InvalidAuthentication);

        return Results.Json(new UpsTokenAnswer(
            "Bearer",
            time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ClientId,
            tokens.Give(),
            Scope: string.Empty,
            ((long)tokens.Life.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            RefreshCount: "0",
            Status: "approved"));
    }

    private static string? Credentials(string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.Ordinal))
            return null;
        var encoded = authorization[Scheme.Length..];
        var decoded = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, decoded, out var length) ? Encoding.UTF8.GetString(decoded, 0, length) : null;
    }
}

/// <summary>UPS writes every value as a text.</summary>
internal sealed record UpsTokenAnswer(
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("issued_at")] string IssuedAt,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("expires_in")] string ExpiresIn,
    [property: JsonPropertyName("refresh_count")] string RefreshCount,
    [property: JsonPropertyName("status")] string Status);
