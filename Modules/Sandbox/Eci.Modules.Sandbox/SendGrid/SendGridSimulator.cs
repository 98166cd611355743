using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary>Plays SendGrid below <c>/sandbox/sendgrid</c>: takes what SendGrid would take, refuses what it would refuse, sends nothing.</summary>
internal static class SendGridSimulator
{
    public const string BasePath = "/sandbox/sendgrid";

    public static IServiceCollection AddSendGridSimulator(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SendGridState>();
        return services;
    }

    public static IEndpointRouteBuilder MapSendGridSimulator(this IEndpointRouteBuilder endpoints)
    {
        var sendGrid = endpoints.MapGroup(BasePath).ExcludeFromDescription();
        sendGrid.MapPost("/v3/mail/send", MailSendEndpoint.HandleAsync);
        sendGrid.MapGet("/v3/messages", MessagesEndpoint.HandleAsync);
        sendGrid.MapGet("/outbox", static (SendGridState state) => state.Outbox);
        sendGrid.MapPost("/control/failures", Order);
        sendGrid.MapPost("/control/limits", Limit);
        sendGrid.MapPost("/control/clear", static (SendGridState state) => state.Clear());
        return endpoints;
    }

    private static IResult Order(SendGridFailureOrder failure, SendGridState state)
    {
        if (failure.Problem() is { } problem)
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);

        state.Failures.Add(failure);
        return Results.NoContent();
    }

    private static IResult Limit(LimitOrder order, SendGridState state)
    {
        if (order is { Send: < 0 } or { Messages: < 0 })
            return Results.Problem("A limit cannot be negative.", statusCode: StatusCodes.Status400BadRequest);

        if (order.Send is { } send)
            state.SendLimit.Change(send);
        if (order.Messages is { } messages)
            state.MessagesLimit.Change(messages);
        return Results.NoContent();
    }

    /// <summary>New limits per minute: body of <c>POST /sandbox/sendgrid/control/limits</c>.</summary>
    internal sealed record LimitOrder(int? Send, int? Messages);
}
