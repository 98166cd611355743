using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Eci.Modules.Sandbox.Receiver;

/// <summary>Plays a system of a tenant that receives webhooks, below <c>/sandbox/receiver</c>: keeps what it got, fails when told to.</summary>
internal static class WebhookReceiver
{
    public const string BasePath = "/sandbox/receiver";

    private const int MaxBodyBytes = 64 * 1024;

    public static IServiceCollection AddWebhookReceiver(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ReceiverBook>();
        return services;
    }

    public static IEndpointRouteBuilder MapWebhookReceiver(this IEndpointRouteBuilder endpoints)
    {
        var receiver = endpoints.MapGroup(BasePath + "/{name:length(1,60)}").ExcludeFromDescription();
        receiver.MapPost(string.Empty, TakeAsync);
        receiver.MapGet(string.Empty, static (string name, ReceiverBook book) => book.Find(name)?.Calls ?? []);
        receiver.MapPost("/control/secrets", Learn);
        receiver.MapPost("/control/answers", Order);
        receiver.MapPost("/control/clear", static (string name, ReceiverBook book) => book.Forget(name));
        return endpoints;
    }

    private static async Task<IResult> TakeAsync(string name, HttpContext context, ReceiverBook book, TimeProvider time)
    {
        if (book.Find(name) is not { } receiver)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        if (await ReadAsync(context.Request) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var headers = context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal);
        bool? verified = receiver.Secrets.Count == 0 ? null : StandardWebhookProof.Accepts(
            headers.GetValueOrDefault("webhook-id"),
            headers.GetValueOrDefault("webhook-timestamp"),
            headers.GetValueOrDefault("webhook-signature"),
            body,
            receiver.Secrets,
            time.GetUtcNow());
        var answer = receiver.Next();
        receiver.Keep(new ReceivedCall(headers, body, verified, answer.Status));
        if (answer.DelaySeconds > 0)
            await Task.Delay(TimeSpan.FromSeconds(answer.DelaySeconds), time, context.RequestAborted);
        if (answer.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Location is { } location)
            context.Response.Headers.Location = location;
        return answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified
            ? Results.StatusCode(answer.Status)
            : Results.Text($"answered {answer.Status}", statusCode: answer.Status);
    }

    private static async Task<string?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength is null or > MaxBodyBytes)
            return null;
        using var reader = new StreamReader(request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
    }

    private static IResult Learn(string name, SecretOrder order, ReceiverBook book)
    {
        if (order.Secrets is not { Count: > 0 and <= 10 } secrets || secrets.Any(secret => StandardWebhookProof.KeyOf(secret) is null))
            return Results.Problem("secrets must hold 1 to 10 secrets such as whsec_….", statusCode: StatusCodes.Status400BadRequest);
        if (book.Find(name) is not { } receiver)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        receiver.Secrets = secrets;
        return Results.NoContent();
    }

    private static IResult Order(string name, AnswerOrder order, ReceiverBook book)
    {
        if (order.Problem() is { } problem)
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        if (book.Find(name) is not { } receiver)
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        receiver.Order(order);
        return Results.NoContent();
    }
}
