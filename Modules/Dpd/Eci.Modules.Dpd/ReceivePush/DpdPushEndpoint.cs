using Eci.Core;
using Eci.Messaging;
using Eci.Modules.Tracking.Contracts;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Eci.Modules.Dpd.ReceivePush;

/// <summary>Stores what DPD pushes and acknowledges it afterwards, whether or not the hub can make sense of it.</summary>
internal sealed class DpdPushEndpoint(IMessageIntake intake, DpdTime clock, DpdMetrics metrics) : IWebhookHandler<DpdPush, DpdApp>
{
    /// <summary>Below the base path of the API.</summary>
    public const string Route = "/v1/tracking/dpd/{webhookId}";

    private const string MessageSource = "dpd.push";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapWebhook<DpdPush, DpdApp>(HttpMethods.Get, Route, DpdPushDescription.Value);

    public async ValueTask<IResult> HandleAsync(WebhookCall<DpdPush, DpdApp> call, CancellationToken cancellationToken)
    {
        var pushId = call.Request.PushId!;
        var messageId = Ids.NameBased(MessageSource, call.Target.WebhookId, pushId);
        var news = DpdNews.Of(call, clock);
        var result = news is PackageUpdate update
            ? await intake.AcceptAsync(update, messageId, cancellationToken)
            : await intake.AcceptAsync((UnmappedCarrierNews)news, messageId, cancellationToken);
        metrics.Count(result, (news as UnmappedCarrierNews)?.Reason);
        return new DpdAcknowledgement(pushId);
    }
}
