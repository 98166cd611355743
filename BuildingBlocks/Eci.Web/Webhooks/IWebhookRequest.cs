namespace Eci.Web.Webhooks;

/// <summary>The record a webhook endpoint understands its requests as. Holds only what the endpoint uses.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IWebhookRequest<TSelf>
    where TSelf : class, IWebhookRequest<TSelf>
{
    /// <summary>
    /// Takes the fields from the request. Never fails: what cannot be read at all is noted by the reader, what is missing or breaks a rule
    /// is left to the validator.
    /// </summary>
    static abstract TSelf Read(WebhookReader reader);
}
