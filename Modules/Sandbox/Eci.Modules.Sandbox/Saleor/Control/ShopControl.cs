using Eci.Modules.Sandbox.Saleor.Apps;
using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Running;
using Eci.Modules.Sandbox.Saleor.Seed;
using Eci.Modules.Sandbox.Saleor.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>What customers, staff and tests do with the shop.</summary>
internal static class ShopControl
{
    public static void MapShopControl(this RouteGroupBuilder saleor)
    {
        saleor.AddEndpointFilter(AnswerRefusalAsync);
        saleor.MapPost("/shop", ReopenAsync).WithSummary("Opens another shop of a given size.");
        saleor.MapPost("/install", InstallAsync).WithSummary("Installs an app with the handshake of a real shop.");
        saleor.MapGet("/apps", ListAppsAsync).WithSummary("Shows installed apps.");
        saleor.MapPost("/apps", CreateAppAsync).WithSummary("Makes an app without a handshake.");
        saleor.MapDelete("/apps/{id}", RemoveAppAsync).WithSummary("Removes an app.");
        saleor.MapPost("/apps/{id}/revoke", RevokeAsync).WithSummary("Takes an app's token away.");
        saleor.MapPost("/orders", PlaceAsync).WithSummary("Lets a customer order something.");
        saleor.MapGet("/orders", ListOrdersAsync).WithSummary("Shows the latest orders.");
        saleor.MapGet("/orders/{number}", ShowOrderAsync).WithSummary("Shows an order as the shop sees it.");
        saleor.MapGet("/deliveries", (DeliveryBook book) => TypedResults.Ok(book.List())).WithSummary("Shows the webhooks that were sent.");
        saleor.MapPost("/deliveries/{id:long}/resend", (long id, DeliveryBook book) => book.Resend(id) ? Results.Accepted() : Results.NotFound())
            .WithSummary("Sends a webhook again.");
    }

    private static async ValueTask<object?> AnswerRefusalAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        ((SaleorShop)context.HttpContext.RequestServices.GetService(typeof(SaleorShop))!).Origin = $"{request.Scheme}://{request.Host}";
        try
        {
            return await next(context);
        }
        catch (DeskException exception)
        {
            return Refusal(exception.Message);
        }
    }

    private static IResult Refusal(string detail) => Results.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "invalid_request" });

    private static async Task<IResult> ReopenAsync(SeedSize size, SaleorShop shop, CancellationToken cancellationToken)
    {
        if (size.Problem() is { } problem)
            return Refusal(problem);
        var data = await shop.ReopenAsync(size, cancellationToken);
        return Results.Ok(new { products = data.Products.Count, variants = data.Variants.Count, orders = data.Orders.Count });
    }

    private static async Task<IResult> InstallAsync(InstallOrder order, Installer installer, CancellationToken cancellationToken)
    {
        if (order.ManifestUrl is null || !AppManifest.IsHttp(order.ManifestUrl))
            return Refusal("manifestUrl: give the address of a manifest.");
        return Results.Ok(AppView.Of(await installer.InstallAsync(new Uri(order.ManifestUrl), cancellationToken)));
    }

    private static async Task<IResult> ListAppsAsync(SaleorShop shop, CancellationToken cancellationToken) =>
        Results.Ok(await shop.ReadAsync(data => data.Apps.All.Select(AppView.Of).ToList(), cancellationToken));

    private static async Task<IResult> CreateAppAsync(AppOrder order, SaleorShop shop, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(order.Token))
            return Refusal("token: give one.");
        return Results.Ok(AppView.Of((Model.App)(await shop.ChangeAsync(new AppCreation(order.Token, order.Permissions ?? []), null, cancellationToken))!));
    }

    private static async Task<IResult> RemoveAppAsync(string id, SaleorShop shop, CancellationToken cancellationToken)
    {
        await shop.ChangeAsync(new AppRemoval(id), null, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> RevokeAsync(string id, SaleorShop shop, CancellationToken cancellationToken)
    {
        await shop.ChangeAsync(new TokenRevocation(id), null, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> PlaceAsync(HttpContext context, SaleorShop shop, CancellationToken cancellationToken)
    {
        var wish = await OrderReader.ReadAsync(context.Request, cancellationToken);
        var view = (OrderView)(await shop.ChangeAsync(new OrderPlacing(wish), null, cancellationToken))!;
        return Results.Created($"{SaleorSimulator.BasePath}/orders/{view.Number}", view);
    }

    private static async Task<IResult> ListOrdersAsync(SaleorShop shop, CancellationToken cancellationToken) =>
        Results.Ok(await shop.ReadAsync(data => data.Orders.All.TakeLast(100).Reverse().Select(OrderView.Of).ToList(), cancellationToken));

    private static async Task<IResult> ShowOrderAsync(string number, SaleorShop shop, CancellationToken cancellationToken) =>
        await shop.ReadAsync(data => data.OrderByNumber(number) is { } order ? OrderView.Of(order) : null, cancellationToken) is { } view
            ? Results.Ok(view)
            : Results.NotFound();

    private sealed record AppOrder(string? Token, IReadOnlyList<string>? Permissions);

    private sealed record InstallOrder(string? ManifestUrl);
}

/// <summary>An app as the staff sees it.</summary>
internal sealed record AppView(string Id, string? Identifier, string? Name, string? Version, string? ManifestUrl, bool HasToken, IReadOnlyList<string> Permissions, IReadOnlyList<string> Events)
{
    public static AppView Of(Model.App app) => new(
        app.Id, app.Identifier, app.Name, app.Version, app.ManifestUrl, app.Token is not null, [.. app.Granted], [.. app.Webhooks.SelectMany(webhook => webhook.Events)]);
}
