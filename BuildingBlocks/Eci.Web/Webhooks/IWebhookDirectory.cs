namespace Eci.Web.Webhooks;

/// <summary>Knows what stands behind webhook addresses.</summary>
public interface IWebhookDirectory
{
    /// <summary>The state of a webhook, never older than the call; null when no webhook has that id.</summary>
    Task<WebhookTarget?> FindAsync(string webhookId, CancellationToken cancellationToken);
}

/// <summary>Reads one webhook from where it is stored, with everything that belongs to it, in one query.</summary>
internal interface IWebhookSource
{
    Task<WebhookTarget?> LoadAsync(string webhookId);
}
