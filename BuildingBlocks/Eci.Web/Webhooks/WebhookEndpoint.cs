using Eci.Core;
using Eci.Web.Problems;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Eci.Web.Webhooks;

/// <summary>
/// The way of every webhook call: limits, read, validate, look up, signature, enabled, paid, handler. One instance per route, made when
/// routes are mapped: a call resolves nothing and reflects over nothing.
/// </summary>
internal sealed class WebhookEndpoint<TRequest, TApp>(
    IValidator<TRequest> validator,
    IWebhookHandler<TRequest, TApp> handler,
    IWebhookDirectory directory,
    WebhookRateLimiter limiter,
    IOptions<WebhookOptions> options,
    TimeProvider time)
    where TRequest : class, IWebhookRequest<TRequest>
    where TApp : App
{
    private static readonly TimeSpan UnverifiableRetryAfter = TimeSpan.FromSeconds(10);

    private readonly WebhookOptions _limits = options.Value;

    public IWebhookSignature<TApp>? Signature { get; init; }

    /// <summary>Takes the webhook's id from a request.</summary>
    public required Func<HttpRequest, string?> WebhookIdOf { get; init; }

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var result = await RunAsync(context);
        await result.ExecuteAsync(context);
    }

    private async ValueTask<IResult> RunAsync(HttpContext context)
    {
        var webhookId = WebhookIdOf(context.Request) ?? string.Empty;
        if (limiter.Refuse(webhookId) is { } wait)
            return new ProblemResult(Problem.TooManyRequests, retryAfter: wait);
        if (context.Request.QueryString.Value?.Length > _limits.MaxQueryLength)
            return new ProblemResult(Problem.UriTooLong);
        if (await WebhookBody.ReadAsync(context.Request, _limits.MaxBodyBytes, context.RequestAborted) is not { } body)
            return new ProblemResult(Problem.PayloadTooLarge);

        var reader = new WebhookReader(context.Request, body);
        var request = TRequest.Read(reader);
        if (Errors(request, reader) is { } errors)
            return new ProblemResult(Problem.InvalidRequest, errors);

        var target = WebhookAddress.IsPlausible(webhookId) ? await directory.FindAsync(webhookId, context.RequestAborted) : null;
        if (target?.App is not TApp app)
            return new ProblemResult(Problem.WebhookNotFound);
        limiter.Remember(webhookId);

        var now = time.GetUtcNow();
        if (await CheckAsync(new SignedCall(context.Request, body, target, now), app, context.RequestAborted) is { } doubt)
            return doubt;
        if (target.Refusal(now) is { } refusal)
            return new ProblemResult(refusal);
        var handling = handler.HandleAsync(new WebhookCall<TRequest, TApp>(request, app, target, now), context.RequestAborted);
        return await handling.AsTask().WaitAsync(_limits.StorageTimeout, time);
    }

    private async ValueTask<ProblemResult?> CheckAsync(SignedCall call, TApp app, CancellationToken cancellationToken)
    {
        var verdict = Signature is null ? SignatureVerdict.Accepted : await Signature.CheckAsync(call, app, cancellationToken);
        return verdict switch
        {
            SignatureVerdict.Accepted => null,
            SignatureVerdict.Unknown => new ProblemResult(Problem.SignatureUnverifiable, retryAfter: UnverifiableRetryAfter),
            _ => new ProblemResult(Problem.InvalidSignature),
        };
    }

    private List<FieldError>? Errors(TRequest request, WebhookReader reader)
    {
        var result = validator.Validate(request);
        if (result.IsValid && reader.Errors.Count == 0)
            return null;
        var errors = reader.Errors.ToList();
        // A field that could not be read looks missing to the validator.
        errors.AddRange(result.Errors
            .Where(failure => reader.Errors.All(error => !string.Equals(error.Field, failure.PropertyName, StringComparison.Ordinal)))
            .Select(failure => new FieldError(failure.PropertyName, failure.ErrorMessage)));
        return errors;
    }
}
