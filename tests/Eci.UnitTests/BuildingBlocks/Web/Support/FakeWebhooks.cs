using System.Collections.Concurrent;
using Eci.Core;
using Eci.Web.Webhooks;

namespace Eci.UnitTests.BuildingBlocks.Web.Support;

/// <summary>Webhooks in memory. Counts the queries a database would have seen.</summary>
internal sealed class FakeWebhooks : IWebhookSource
{
    private readonly ConcurrentDictionary<string, WebhookTarget> _targets = new();
    private int _loads;

    public int Loads => _loads;

    /// <summary>Thrown instead of an answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>An app in good standing behind the id; change the result to take that away.</summary>
    public WebhookTarget Add(string webhookId, App app, params WebhookSecret[] secrets)
    {
        var paid = new WebhookIntegration("int_1", Enabled: true, WebTestHost.StartTime.AddYears(1));
        return Put(new WebhookTarget(webhookId, app.TenantId, "sample", app, secrets, [paid]));
    }

    public WebhookTarget Put(WebhookTarget target) => _targets[target.WebhookId] = target;

    public Task<WebhookTarget?> LoadAsync(string webhookId)
    {
        Interlocked.Increment(ref _loads);
        return Failure is null ? Task.FromResult(_targets.GetValueOrDefault(webhookId)) : Task.FromException<WebhookTarget?>(Failure);
    }
}
