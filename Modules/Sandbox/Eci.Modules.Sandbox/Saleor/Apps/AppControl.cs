using Eci.Modules.Sandbox.Saleor.Control;
using Eci.Modules.Sandbox.Saleor.Model;
using Eci.Modules.Sandbox.Saleor.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Eci.Modules.Sandbox.Saleor.Apps;

/// <summary>What the staff does with apps.</summary>
internal static class AppControl
{
    public static void MapAppControl(this RouteGroupBuilder saleor)
    {
        saleor.MapPost("/install", InstallAsync).WithSummary("Installs an app with the handshake of a real shop.");
        saleor.MapGet("/apps", async (SaleorShop shop, CancellationToken cancellationToken) =>
            Results.Ok(await shop.ReadAsync(data => data.Apps.All.Select(AppView.Of).ToList(), cancellationToken))).WithSummary("Shows installed apps.");
        saleor.MapPost("/apps", CreateAsync).WithSummary("Makes an app without a handshake.");
        saleor.MapDelete("/apps/{id}", (string id, SaleorShop shop, CancellationToken cancellationToken) =>
            ShopControl.DoAsync(shop, new AppRemoval(id), cancellationToken)).WithSummary("Removes an app.");
        saleor.MapPost("/apps/{id}/revoke", (string id, SaleorShop shop, CancellationToken cancellationToken) =>
            ShopControl.DoAsync(shop, new TokenRevocation(id), cancellationToken)).WithSummary("Takes an app's token away.");
    }

    private static async Task<IResult> InstallAsync(InstallOrder order, Installer installer, CancellationToken cancellationToken) =>
        order.ManifestUrl is null || !AppManifest.IsHttp(order.ManifestUrl)
            ? ShopControl.Refusal("manifestUrl: give the address of a manifest.")
            : Results.Ok(AppView.Of(await installer.InstallAsync(new Uri(order.ManifestUrl), cancellationToken)));

    private static async Task<IResult> CreateAsync(AppOrder order, SaleorShop shop, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(order.Token) || order.Permissions?.Any(permission => !Permissions.All.Contains(permission)) is true)
            return ShopControl.Refusal("token and permissions: give a token, and permissions that exist.");
        return Results.Ok(AppView.Of((App)(await shop.ChangeAsync(new AppCreation(order.Token, order.Permissions ?? []), null, cancellationToken))!));
    }

    private sealed record AppOrder(string? Token, IReadOnlyList<string>? Permissions);

    private sealed record InstallOrder(string? ManifestUrl);
}

/// <summary>An app as the staff sees it.</summary>
internal sealed record AppView(
    string Id,
    string? Identifier,
    string? Name,
    string? Version,
    string? ManifestUrl,
    bool HasToken,
    IReadOnlyList<string> Permissions,
    IReadOnlyList<string> Events)
{
    public static AppView Of(App app) => new(
        app.Id,
        app.Identifier,
        app.Name,
        app.Version,
        app.ManifestUrl,
        app.Token is not null,
        [.. app.Granted],
        [.. app.Webhooks.SelectMany(webhook => webhook.Events)]);
}
