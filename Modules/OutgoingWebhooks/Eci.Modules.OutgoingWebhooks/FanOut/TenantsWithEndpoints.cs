using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Modules.OutgoingWebhooks.FanOut;

/// <summary>The tenants that want to be told of something.</summary>
internal sealed class TenantsWithEndpoints(IServiceScopeFactory scopes, TimeProvider time) : TenantAudience(scopes, time)
{
    protected override Task<bool> AskAsync(EciDbContext database, CancellationToken cancellationToken) =>
        database.Set<WebhookEndpoint>().AnyAsync(e => e.DisabledAt == null, cancellationToken);
}
