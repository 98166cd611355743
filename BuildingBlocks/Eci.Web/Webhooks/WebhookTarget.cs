using Eci.Core;
using Eci.Web.Problems;

namespace Eci.Web.Webhooks;

/// <summary>What stands behind a webhook address, as it was in the database after the request arrived. Shared by concurrent requests: read only.</summary>
/// <param name="WebhookId">Id in the address.</param>
/// <param name="TenantId">Owner.</param>
/// <param name="AppKind">Stable name of the kind of app, for example <c>dpd</c>.</param>
/// <param name="App">The app, not tracked.</param>
/// <param name="Secrets">All secrets, expired ones included.</param>
/// <param name="Integrations">The integrations the app takes part in.</param>
public sealed record WebhookTarget(
    string WebhookId,
    string TenantId,
    string AppKind,
    App App,
    IReadOnlyList<WebhookSecret> Secrets,
    IReadOnlyList<WebhookIntegration> Integrations)
{
    /// <summary>Why the webhook may not be used now; null when it may. Switched off comes before not paid.</summary>
    public Problem? Refusal(DateTimeOffset now)
    {
        if (!App.Enabled)
            return Problem.IntegrationDisabled;
        var enabled = false;
        foreach (var integration in Integrations)
        {
            if (!integration.Enabled)
                continue;
            if (integration.PaidUntil > now)
                return null;
            enabled = true;
        }

        return enabled ? Problem.SubscriptionRequired : Problem.IntegrationDisabled;
    }
}

/// <summary>An integration that a webhook's app takes part in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Enabled">The tenant's switch.</param>
/// <param name="PaidUntil">End of what is paid, UTC; null: never paid.</param>
public sealed record WebhookIntegration(string Id, bool Enabled, DateTimeOffset? PaidUntil);
