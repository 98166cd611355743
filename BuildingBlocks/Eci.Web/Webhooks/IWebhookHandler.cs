using Eci.Core;
using Microsoft.AspNetCore.Http;

namespace Eci.Web.Webhooks;

/// <summary>Does the work of a webhook endpoint, once everything about the call has been checked. One instance serves all calls.</summary>
public interface IWebhookHandler<TRequest, TApp>
    where TRequest : class, IWebhookRequest<TRequest>
    where TApp : App
{
    /// <summary>
    /// Makes the news durable and returns the answer; a success must not be returned before that. When it takes longer than
    /// <see cref="WebhookOptions.StorageTimeout"/> the caller is told to come back and the work goes on, so it must be idempotent.
    /// </summary>
    ValueTask<IResult> HandleAsync(WebhookCall<TRequest, TApp> call, CancellationToken cancellationToken);
}

/// <summary>A checked call of a webhook.</summary>
/// <param name="Request">Valid.</param>
/// <param name="App">The app behind the webhook: enabled. Shared with concurrent calls: read only.</param>
/// <param name="Target">The webhook: paid for.</param>
/// <param name="ReceivedAt">When it was checked, UTC.</param>
public sealed record WebhookCall<TRequest, TApp>(TRequest Request, TApp App, WebhookTarget Target, DateTimeOffset ReceivedAt)
    where TRequest : class, IWebhookRequest<TRequest>
    where TApp : App;
