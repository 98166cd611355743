using System.Text;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>Asks apps over HTTP.</summary>
internal sealed class AppCalls(WebhookComposer composer, WebhookSender sender) : IAppCalls
{
    public async Task<string?> AskAsync(ShopRequest request, App app, ShopEvent question, string legacyBody, CancellationToken cancellationToken)
    {
        if (app.Webhooks.FirstOrDefault(webhook => webhook.Events.Contains(question.Topic)) is not { } webhook)
            return null;
        var about = new ShopRequest(request.Data, app, request.Now, request.Origin);
        if (await composer.BodyAsync(webhook, question, about, Encoding.UTF8.GetBytes(legacyBody)) is not { } body)
            return null;
        try
        {
            using var answer = await sender.SendAsync(WebhookComposer.Address(webhook, question, app, body, about.Origin), cancellationToken);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
