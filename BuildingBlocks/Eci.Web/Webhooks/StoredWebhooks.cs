using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Web.Webhooks;

/// <summary>The webhooks of the database. Runs in a scope of its own: whose webhook it is only shows afterwards.</summary>
internal sealed class StoredWebhooks(IServiceScopeFactory scopes, TimeProvider time) : IWebhookSource
{
    // Not static: a compiled query belongs to one model, and every host builds its own.
    private readonly Func<EciDbContext, string, DateTimeOffset, Task<WebhookTarget?>> _query = EF.CompileAsyncQuery((EciDbContext db, string id, DateTimeOffset now) =>
        db.Set<IncomingWebhook>().AsNoTracking().AsSingleQuery().Where(webhook => webhook.Id == id && (webhook.ExpiresAt == null || webhook.ExpiresAt > now)).Select(webhook => new WebhookTarget(
            webhook.Id,
            webhook.TenantId,
            EF.Property<string>(webhook.App!, "Kind"),
            webhook.App!,
            webhook.Secrets.ToList(),
            db.Set<IntegrationApp>().Where(link => link.AppId == webhook.AppId).Select(link => new WebhookIntegration(
                link.IntegrationId,
                link.Integration!.Enabled,
                link.Integration.Subscription!.PaidUntil)).ToList())).SingleOrDefault());

    public async Task<WebhookTarget?> LoadAsync(string webhookId)
    {
        await using var scope = scopes.CreateScopeOfAllTenants();
        return await _query(scope.ServiceProvider.GetRequiredService<EciDbContext>(), webhookId, time.GetUtcNow());
    }
}
