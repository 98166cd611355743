using Eci.Modules.Sandbox.Saleor.Desk;
using Eci.Modules.Sandbox.Saleor.Running;
using Eci.Modules.Sandbox.Saleor.Seed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>What customers and staff do with the shop.</summary>
internal static class ShopControl
{
    public static void MapShopControl(this RouteGroupBuilder saleor)
    {
        saleor.AddEndpointFilter(AnswerRefusalAsync);
        saleor.MapPost("/shop", ReopenAsync).WithSummary("Opens another shop of a given size.");
        saleor.MapPost("/orders", PlaceAsync).WithSummary("Lets a customer order something.");
        saleor.MapGet("/orders", ListOrdersAsync).WithSummary("Shows the latest orders.");
        saleor.MapGet("/orders/{number}", ShowOrderAsync).WithSummary("Shows an order as the shop sees it.");
        saleor.MapPost("/orders/{number}/{action}", ActAsync).WithSummary("Lets the staff do something with an order.");
        saleor.MapPost("/products", (ProductAddition change, SaleorShop shop, CancellationToken cancellationToken) => DoAsync(shop, change, cancellationToken))
            .WithSummary("Adds a product.");
        saleor.MapPatch("/products/{sku}", (string sku, ProductEdit edit, SaleorShop shop, CancellationToken cancellationToken) =>
            DoAsync(shop, new ProductChange(sku, edit), cancellationToken)).WithSummary("Changes a product.");
        saleor.MapDelete("/products/{sku}", (string sku, SaleorShop shop, CancellationToken cancellationToken) =>
            DoAsync(shop, new ProductRemoval(sku), cancellationToken)).WithSummary("Deletes a product.");
        saleor.MapPost("/stock", (StockCount change, SaleorShop shop, CancellationToken cancellationToken) => DoAsync(shop, change, cancellationToken))
            .WithSummary("Sets how many of a variant lie in a warehouse.");
    }

    public static IResult Refusal(string detail) => Results.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = "invalid_request" });

    /// <summary>Does something and shows what came of it.</summary>
    public static async Task<IResult> DoAsync(SaleorShop shop, ShopChange change, CancellationToken cancellationToken) =>
        await shop.ChangeAsync(change, null, cancellationToken) is { } result ? Results.Ok(result) : Results.NoContent();

    private static async ValueTask<object?> AnswerRefusalAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.RequestServices.GetRequiredService<SaleorShop>().CalledAt(context.HttpContext.Request);
        try
        {
            return await next(context);
        }
        catch (DeskException exception)
        {
            return Refusal(exception.Message);
        }
    }

    private static async Task<IResult> ReopenAsync(SeedSize size, SaleorShop shop, CancellationToken cancellationToken)
    {
        if (size.Problem() is { } problem)
            return Refusal(problem);
        var data = await shop.ReopenAsync(size, cancellationToken);
        return Results.Ok(new { products = data.Products.Count, variants = data.Variants.Count, orders = data.Orders.Count });
    }

    private static async Task<IResult> PlaceAsync(HttpContext context, SaleorShop shop, CancellationToken cancellationToken)
    {
        var wish = await ShopJson.ReadAsync<PlaceOrder>(context.Request, cancellationToken);
        var view = (OrderView)(await shop.ChangeAsync(new OrderPlacing(wish), null, cancellationToken))!;
        return Results.Created($"{SaleorSimulator.BasePath}/orders/{view.Number}", view);
    }

    private static async Task<IResult> ListOrdersAsync(SaleorShop shop, CancellationToken cancellationToken) =>
        Results.Ok(await shop.ReadAsync(OrderView.Latest, cancellationToken));

    private static async Task<IResult> ShowOrderAsync(string number, SaleorShop shop, CancellationToken cancellationToken) =>
        await shop.ReadAsync(data => data.OrderByNumber(number) is { } order ? OrderView.Of(order) : null, cancellationToken) is { } view
            ? Results.Ok(view)
            : Results.NotFound();

    private static async Task<IResult> ActAsync(string number, string action, HttpContext context, SaleorShop shop, CancellationToken cancellationToken)
    {
        var wish = await ShopJson.ReadAsync<StaffWish>(context.Request, cancellationToken);
        return StaffAction.Actions.Contains(action)
            ? await DoAsync(shop, new StaffAction(number, action, wish), cancellationToken)
            : Refusal($"action must be one of {string.Join(", ", StaffAction.Actions)}.");
    }
}
