using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.StorePackageEvent;

/// <summary>Drops old reports that could not be acted on, a thousand at a time. Safe to run in several processes.</summary>
internal sealed class UnmappedNewsRetention(IWriteGate gate, IOptions<TrackingOptions> options, TimeProvider time) : IRecurringJob
{
    public string Name => "tracking-unmapped-news";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var before = time.GetUtcNow() - options.Value.KeepUnmappedFor;
        var old = services.GetRequiredService<EciDbContext>().Set<UnmappedNews>().Where(u => u.ReceivedAt < before).OrderBy(u => u.ReceivedAt).Take(Writes.Portion);
        await gate.WriteAllAsync(old.ExecuteDeleteAsync, cancellationToken);
    }
}
