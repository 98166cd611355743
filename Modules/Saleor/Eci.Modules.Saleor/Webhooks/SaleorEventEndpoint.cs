using System.Globalization;
using System.Security.Cryptography;
using Eci.Core;
using Eci.Messaging;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Contracts;
using Eci.Modules.Saleor.Webhooks.Signature;
using Eci.Vocabulary;
using Eci.Web.Problems;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Webhooks;

/// <summary>
/// Stores what a shop tells as wishes to read it again. Saleor gives deliveries no id: those with one content are one. A content that does not
/// say when it was issued may come again and mean something new; then only deliveries of the same moment are one.
/// </summary>
internal sealed class SaleorEventEndpoint(IMessageIntake intake, SaleorMetrics metrics) : IWebhookHandler<SaleorDelivery, SaleorApp>
{
    /// <summary>Below the base path of the API.</summary>
    public const string Route = "/saleor/webhook/v1";

    private const string Answer = "OK";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    private static readonly WebhookDescription Description = new(
        "receiveSaleorEvent",
        "Saleor",
        "Takes an asynchronous event of a Saleor shop.",
        "Shops call it as the manifest told them. The signature is checked with the keys that the connected shop publishes. Events that the hub has no use for are "
            + "acknowledged without effect. Saleor repeats a call after 5xx, never after 4xx.",
        "text/plain",
        Answer)
    {
        BodyExample = """{"issuedAt":"2026-01-05T09:02:00+00:00","order":{"id":"T3JkZXI6MWVhZjk5MmItZTNmNy00ZTJmLWJlZDctNjZlYzc0MmE4MGIz"}}""",
    };

    public static void Map(IEndpointRouteBuilder api) => api.MapWebhook<SaleorDelivery, SaleorApp>(
        HttpMethods.Post, Route, Description, api.ServiceProvider.GetRequiredService<SaleorSignature>());

    public async ValueTask<IResult> HandleAsync(WebhookCall<SaleorDelivery, SaleorApp> call, CancellationToken cancellationToken)
    {
        if (SaleorEvents.Find(call.Request.Event!) is not { } known)
        {
            metrics.CountEvent(SaleorMetrics.UnknownEvent);
            return TypedResults.Text(Answer);
        }

        if (EventContent.Read(call.Request.Body, known.Path) is not { } content)
        {
            metrics.CountEvent(SaleorMetrics.UnreadableEvent);
            return new ProblemResult(Problem.InvalidRequest, [new FieldError("body", $"lacks {known.Path}")]);
        }

        if (content.Ids.Count == 0)
            metrics.CountEvent(SaleorMetrics.EventWithoutEffect);
        var identity = IdentityOf(call, content);
        await Task.WhenAll(content.Ids.Select(id => AcceptAsync(call, known, identity, id, cancellationToken)));
        return TypedResults.Text(Answer);
    }

    private static string IdentityOf(WebhookCall<SaleorDelivery, SaleorApp> call, EventContent content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(call.Request.Body.Span));
        return content.IsDated ? hash : string.Create(CultureInfo.InvariantCulture, $"{hash} {call.ReceivedAt.UtcTicks / Moment.Ticks}");
    }

    private async Task AcceptAsync(
        WebhookCall<SaleorDelivery, SaleorApp> call, SaleorEvent known, string identity, string id, CancellationToken cancellationToken)
    {
        var wish = new SaleorSyncRequested(call.Target.TenantId, call.App.Id, known.Entity, SyncDirection.Pull, id);
        var result = await intake.AcceptAsync(wish, Ids.NameBased(call.App.Id, known.Name, identity, id), cancellationToken);
        metrics.CountEvent(result is IntakeResult.Accepted ? SaleorMetrics.AcceptedEvent : SaleorMetrics.DuplicateEvent);
    }
}
