using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Modules.OutgoingWebhooks.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.OutgoingWebhooks.Management;

/// <summary>Drops old entries of the log a thousand at a time, and secrets that have run out. Safe to run in several processes.</summary>
internal sealed class DeliveryRetention(IWriteGate gate, IOptions<OutgoingWebhooksOptions> options, TimeProvider time) : IRecurringJob
{
    public string Name => "outgoing-webhooks-retention";

    public TimeSpan Interval => TimeSpan.FromMinutes(15);

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var database = services.GetRequiredService<EciDbContext>();
        var now = time.GetUtcNow();
        await gate.WriteAsync(token => database.Set<EndpointSecret>().Where(s => s.ExpiresAt < now).ExecuteDeleteAsync(token), cancellationToken);
        var before = now - options.Value.Retention;
        int deleted;
        do
        {
            var old = await database.Set<WebhookDelivery>()
                .Where(d => d.CreatedAt < before && (d.NextAttemptAt == null || d.NextAttemptAt < before))
                .OrderBy(d => d.CreatedAt)
                .Select(d => d.Id)
                .Take(Writes.Portion)
                .ToListAsync(cancellationToken);
            await gate.WriteAsync(
                token => database.Set<WebhookAttempt>().Where(a => old.Contains(a.DeliveryId)).ExecuteDeleteAsync(token), cancellationToken);
            deleted = await gate.WriteAsync(
                token => database.Set<WebhookDelivery>()
                    .Where(d => old.Contains(d.Id) && !database.Set<WebhookAttempt>().Any(a => a.DeliveryId == d.Id))
                    .ExecuteDeleteAsync(token),
                cancellationToken);
        }
        while (deleted == Writes.Portion);
    }
}
