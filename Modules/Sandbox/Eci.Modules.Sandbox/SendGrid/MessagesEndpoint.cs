using Eci.Modules.Sandbox.Failing;
using Microsoft.AspNetCore.Http;

namespace Eci.Modules.Sandbox.SendGrid;

/// <summary><c>GET /v3/messages</c>, the Email Activity.</summary>
internal static class MessagesEndpoint
{
    private const int MostMessages = 1000;

    public static async Task<IResult> HandleAsync(HttpContext context, SendGridState state, string? query, int limit = 10)
    {
        var failure = state.Failures.Next(order => order.Target == SendGridFailureOrder.Messages);
        if (await SendGridGate.StopAsync(context, failure, state.MessagesLimit) is { } stopped)
            return stopped;
        if (!SendGridGate.MayReadActivity(context))
            return SendGridGate.Refuse(StatusCodes.Status403Forbidden, "access forbidden");
        if (limit is < 1 or > MostMessages)
            return SendGridGate.Refuse(StatusCodes.Status400BadRequest, new SendGridError("limit must be between 1 and 1000", "limit"));
        if (query is null || ActivityQuery.Parse(query) is not { } search)
            return SendGridGate.Refuse(StatusCodes.Status400BadRequest, new SendGridError("invalid query", "query"));
        if (failure is not null)
            return FailingAnswer.Break(context);

        return Results.Json(new ActivityMessages([.. state.Outbox.Where(search.Matches).SelectMany(ActivityMessage.Of).Take(limit)]));
    }
}
