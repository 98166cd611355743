using System.Text.Json;
using Eci.Modules.Saleor.Webhooks;
using Eci.Web.OpenApi;
using Eci.Web.Problems;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Connection.Registration;

/// <summary>Takes the token that a shop delivers when it installs an app.</summary>
internal sealed class RegisterEndpoint(ShopRegistration registration, SaleorMetrics metrics)
{
    /// <summary>Below the base path of the API.</summary>
    public const string Route = "/saleor/register";

    private const int LargestBody = 16 * 1024;
    private const int LongestToken = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        var endpoint = api.ServiceProvider.GetRequiredService<RegisterEndpoint>();
        api.MapPost(Route, endpoint.RegisterAsync).Describe(HttpMethods.Post, ConnectionDescriptions.Register);
    }

    private async Task<IResult> RegisterAsync(HttpContext context, string? link)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await WebhookBody.ReadAsync(context.Request, LargestBody, context.RequestAborted) is not { } body)
            return new ProblemResult(Problem.PayloadTooLarge);
        var refusal = await RefusalAsync(context, body, link);
        metrics.CountRegistration(refusal?.Code.ToLowerInvariant() ?? "installed");
        return refusal is null ? TypedResults.Json(new { success = true }) : refusal;
    }

    private async Task<RegistrationRefusal?> RefusalAsync(HttpContext context, ReadOnlyMemory<byte> body, string? link)
    {
        if (TokenOf(body) is not { } token)
            return RegistrationRefusal.Body;
        if (SaleorHeaders.Read(context.Request, "Saleor-Api-Url") is not { Length: > 0 } apiUrl)
            return RegistrationRefusal.ApiUrl;
        var delivery = new TokenDelivery(
            link, token, apiUrl, SaleorHeaders.Read(context.Request, "Saleor-Domain"), SaleorHeaders.Read(context.Request, "Saleor-Schema-Version"));
        return await registration.RegisterAsync(delivery, context.RequestAborted);
    }

    private static string? TokenOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("auth_token", out var given)
                && given.ValueKind is JsonValueKind.String
                && given.GetString() is { Length: > 0 and <= LongestToken } token
                && token.All(c => c is > ' ' and < (char)127)
                    ? token
                    : null;
        }
        catch (Exception exception) when (BadJson.IsCause(exception))
        {
            return null;
        }
    }
}
