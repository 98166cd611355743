using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Commerce.Api.Privacy.Retention;

/// <summary>Deletes old entries of the audit log, a thousand at a time. Safe to run in several processes.</summary>
internal sealed class AuditRetention(IWriteGate gate, IOptions<PrivacyOptions> options, TimeProvider time) : IRecurringJob
{
    public string Name => "privacy-audit";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (options.Value.AuditRetention is not { } retention)
            return;
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var before = time.GetUtcNow() - retention;
        var old = services.GetRequiredService<EciDbContext>().Set<AuditEntry>().Where(a => a.Time < before).OrderBy(a => a.Time).Take(Writes.Portion);
        await gate.WriteAllAsync(old.ExecuteDeleteAsync, cancellationToken);
    }
}
