using System.Text.Json;
using Eci.Modules.Saleor.Webhooks;
using Eci.Modules.Saleor.Webhooks.Signature;
using Eci.Web.Problems;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Saleor.Prepayment;

/// <summary>Answers a shop while its customer waits in the checkout; nothing is stored.</summary>
internal sealed class PrepaymentEndpoint : IWebhookHandler<SaleorDelivery, SaleorPrepaymentApp>
{
    /// <summary>Below the base path of the API.</summary>
    public const string Route = "/saleor/syncwebhook/v1/prepayment";

    private static readonly WebhookDescription Description = new(
        "answerSaleorPayment",
        "Saleor",
        "Answers a Saleor shop for the way to pay by bank transfer.",
        "The header Saleor-Event says what is asked: the list of gateways, or to authorize, process, confirm, capture, refund or void a payment.",
        "application/json",
        """{"action_required":false,"kind":"auth","transaction_id":"prepayment_1BoatSLRHtKNngkdXEeobR"}""")
    {
        BodyExample = """{"issuedAt":"2026-01-05T09:02:00+00:00","payment":{"total":{"amount":29.26,"currency":"EUR"}}}""",
    };

    public static void Map(IEndpointRouteBuilder api) => api.MapWebhook<SaleorDelivery, SaleorPrepaymentApp>(
        HttpMethods.Post, Route, Description, api.ServiceProvider.GetRequiredService<SaleorSignature>());

    public ValueTask<IResult> HandleAsync(WebhookCall<SaleorDelivery, SaleorPrepaymentApp> call, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Answer(call.Request, call.App.Settings));

    private static IResult Answer(SaleorDelivery delivery, SaleorPrepaymentSettings settings)
    {
        if (PrepaymentAnswers.IsListOfGateways(delivery.Event!))
            return Json(PrepaymentAnswers.Gateways(settings));
        if (!PaymentCurrency.TryRead(delivery.Body, out var currency))
            return Refused("body", "is not the expected JSON");
        return PrepaymentAnswers.To(delivery.Event!, currency, settings) is { } answer
            ? Json(answer)
            : Refused(SaleorDelivery.EventHeader, "names no event that is answered here");
    }

    private static IResult Json<T>(T answer) => TypedResults.Json(answer, JsonSerializerOptions.Web);

    private static ProblemResult Refused(string field, string detail) => new(Problem.InvalidRequest, [new FieldError(field, detail)]);
}
