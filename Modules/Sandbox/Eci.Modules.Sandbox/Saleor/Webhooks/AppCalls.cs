using System.Text;
using Eci.Modules.Sandbox.Saleor.Api;
using Eci.Modules.Sandbox.Saleor.Model;
using Eci.Modules.Sandbox.Saleor.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>Asks apps over HTTP.</summary>
internal sealed class AppCalls(WebhookSender sender, IServiceProvider services) : IAppCalls
{
    public async Task<string?> AskAsync(App app, string topic, string body, CancellationToken cancellationToken)
    {
        if (app.Webhooks.FirstOrDefault(webhook => webhook.Events.Contains(topic)) is not { } webhook)
            return null;
        // The shop asks apps by this class, and this class needs the shop's address.
        var shop = services.GetRequiredService<SaleorShop>();
        var parcel = new Parcel(
            topic.ToLowerInvariant(), "", app.Id, webhook.TargetUrl, Encoding.UTF8.GetBytes(body), new Uri(shop.Origin).Authority, shop.ApiAddress, webhook.CustomHeaders);
        try
        {
            using var answer = await sender.SendAsync(parcel, cancellationToken);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
