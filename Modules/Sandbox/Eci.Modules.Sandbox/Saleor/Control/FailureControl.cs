using Eci.Modules.Sandbox.Failing;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Eci.Modules.Sandbox.Saleor.Control;

/// <summary>What tests do with the shop that nobody does with a real one.</summary>
internal static class FailureControl
{
    public static void MapFailureControl(this RouteGroupBuilder saleor)
    {
        saleor.MapGet("/deliveries", (DeliveryBook book) => TypedResults.Ok(book.List())).WithSummary("Shows the webhooks that were sent.");
        saleor.MapPost("/deliveries/{id:long}/resend", (long id, DeliveryBook book) => book.Resend(id) ? Results.NoContent() : Results.NotFound())
            .WithSummary("Sends a webhook again.");
        saleor.MapPost("/keys/rotate", Rotate).WithSummary("Signs webhooks with a new key.");
        saleor.MapPost("/control/deliveries", ChangeHabits).WithSummary("Sends webhooks twice, holds them back, or sends held ones in the wrong order.");
        saleor.MapPost("/control/failures", Order).WithSummary("Lets the next calls of the API fail.");
        saleor.MapPost("/control/limits", Limit).WithSummary("Sets how often the API may be called.");
        saleor.MapPost("/control/clear", Clear).WithSummary("Forgets failures, limits and webhooks.");
    }

    private static IResult Rotate(WebhookKeys keys)
    {
        keys.Rotate();
        return Results.NoContent();
    }

    private static IResult ChangeHabits(DeliveryHabits habits, DeliveryBook book)
    {
        if (habits.Copies is < 1 or > 100)
            return ShopControl.Refusal("copies must be between 1 and 100.");
        book.Change(habits);
        return Results.NoContent();
    }

    private static IResult Order(ShopFailure failure, FailureQueue<ShopFailure> failures)
    {
        if (failure.Problem() is { } problem)
            return ShopControl.Refusal(problem);
        failures.Add(failure);
        return Results.NoContent();
    }

    private static IResult Limit(LimitOrder order, ShopQuota quota)
    {
        if (order.CallsPerMinute < 0)
            return ShopControl.Refusal("callsPerMinute cannot be negative.");
        quota.Change(order.CallsPerMinute);
        return Results.NoContent();
    }

    private static IResult Clear(FailureQueue<ShopFailure> failures, ShopQuota quota, DeliveryBook book)
    {
        failures.Clear();
        quota.Change(null);
        book.Clear();
        return Results.NoContent();
    }

    private sealed record LimitOrder(int? CallsPerMinute);
}
