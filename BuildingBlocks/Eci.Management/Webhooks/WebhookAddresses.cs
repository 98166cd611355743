using Eci.Core;
using Eci.Management.Kinds;
using Eci.Web;

namespace Eci.Management.Webhooks;

/// <summary>Makes the addresses that third parties call.</summary>
public sealed class WebhookAddresses(KindCatalog kinds, PublicUrl hub)
{
    /// <summary>The whole address; only its path where nobody said how the hub is reached.</summary>
    /// <exception cref="InvalidOperationException">The third party of the app calls nobody.</exception>
    public string Of(IncomingWebhook webhook, App app)
    {
        var form = kinds.Of(app).Webhook ?? throw new InvalidOperationException($"The kind of {app.Id} has no webhook.");
        var path = form.Of(webhook.Id);
        return hub.Of(path) ?? path;
    }
}
