using Eci.Modules.Saleor.Connection.Installation;
using Eci.Modules.Saleor.Connection.Registration;
using Eci.Web;
using Eci.Web.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Connection.Manifest;

/// <summary>Gives a shop the manifest of an app, to whoever knows an install link.</summary>
internal sealed class ManifestEndpoint(UsableLinks links, PublicUrl publicUrl)
{
    public const string LinkParameter = "link";
    public const string LogoRoute = "/saleor/logo.png";

    private const string Route = "/saleor/manifest";
    private const string AppType = "apptype";
    private const string ForwardedScheme = "X-Forwarded-Proto";

    private static readonly byte[] Logo = ReadLogo();

    /// <summary>Path and query of a manifest, below the hub's address.</summary>
    public static string PathOf(SaleorAppDescription type, string secret) => $"/api{Route}/{type.PathName}?{LinkParameter}={Uri.EscapeDataString(secret)}";

    public static void Map(IEndpointRouteBuilder api)
    {
        var endpoint = api.ServiceProvider.GetRequiredService<ManifestEndpoint>();
        api.MapGet($"{Route}/{{{AppType}}}", endpoint.ReadAsync).Describe(HttpMethods.Get, ConnectionDescriptions.Manifest);
        api.MapGet(LogoRoute, () => TypedResults.Bytes(Logo, "image/png")).Describe(HttpMethods.Get, ConnectionDescriptions.Logo);
    }

    private async Task<IResult> ReadAsync(HttpContext context, string apptype, string? link)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await links.FindAsync(link, context.RequestAborted) is not { } usable || usable.Type.PathName != apptype)
            return RegistrationRefusal.Link;
        return TypedResults.Json(SaleorManifest.Of(usable.Type, AddressOf(context.Request), link!, usable.WebhookId));
    }

    /// <summary>What the settings say; else as the caller reached the hub, which only the caller itself gets to see.</summary>
    private string AddressOf(HttpRequest request)
    {
        if (publicUrl.Of(string.Empty) is { } known)
            return known;
        var forwarded = request.Headers[ForwardedScheme].ToString();
        var scheme = forwarded.StartsWith(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) ? Uri.UriSchemeHttps : request.Scheme;
        return $"{scheme}://{request.Host}{request.PathBase}";
    }

    private static byte[] ReadLogo()
    {
        using var stream = typeof(ManifestEndpoint).Assembly.GetManifestResourceStream("Connection.Manifest.logo.png")
            ?? throw new InvalidOperationException("The picture of the app is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
