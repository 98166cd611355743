using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Saleor.Connection.Registration;

/// <summary>Why a shop is not connected, in the form that its dashboard shows to the person who installs.</summary>
/// <param name="status">HTTP status; Saleor repeats no registration.</param>
/// <param name="code">Stable, SCREAMING_SNAKE_CASE.</param>
/// <param name="message">One sentence.</param>
internal sealed class RegistrationRefusal(int status, string code, string message) : IResult
{
    public static RegistrationRefusal Body { get; } = Of(400, "MISSING_AUTH_TOKEN", "The request holds no auth_token.");

    public static RegistrationRefusal ApiUrl { get; } = Of(400, "MISSING_API_URL", "The request does not say the API address of the shop.");

    /// <summary>Does not tell which of these it is: that is nobody's business who does not have the link.</summary>
    public static RegistrationRefusal Link { get; } = Of(
        403, "LINK_REFUSED", "The install link is unknown, used or too old: ask for a new one.");

    public static RegistrationRefusal Address { get; } = Of(
        403, "SALEOR_URL_PROHIBITED", "The API address of the shop cannot be used: it must be public and begin with https.");

    public static RegistrationRefusal Token { get; } = Of(401, "UNKNOWN_APP_ID", "The shop does not accept the token that it sent.");

    public static RegistrationRefusal Shop { get; } = Of(401, "SHOP_NOT_REACHABLE", "The hub cannot reach the API of the shop.");

    public static RegistrationRefusal Keys { get; } = Of(401, "JWKS_NOT_AVAILABLE", "The hub cannot read the public keys of the shop.");

    public static RegistrationRefusal Taken { get; } = Of(
        403, "SHOP_CONNECTED_ELSEWHERE", "The shop is connected with another app of the hub: disconnect it there first.");

    public int Status => status;

    public string Code => code;

    public static RegistrationRefusal Permissions(IEnumerable<string> missing) => Of(
        403, "PERMISSIONS_MISSING", $"The app lacks permissions in the shop: {string.Join(", ", missing)}.");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return httpContext.Response.WriteAsJsonAsync(new { success = false, error = new { code, message } });
    }

    private static RegistrationRefusal Of(int status, string code, string message) => new(status, code, message);
}
