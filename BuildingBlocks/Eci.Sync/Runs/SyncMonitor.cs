using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Eci.Sync.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.Sync.Runs;

/// <summary>Feeds the gauges of the records, by one grouped statement.</summary>
internal sealed class SyncMonitor(SyncMetrics metrics) : IRecurringJob
{
    public string Name => "sync-monitor";

    public TimeSpan Interval => TimeSpan.FromMinutes(1);

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var database = services.GetRequiredService<EciDbContext>();
        var counts = await database.Set<SyncRecord>()
            .Join(database.Set<App>(), r => r.AppId, a => a.Id, (r, a) => new { Record = r, Kind = EF.Property<string>(a, "Kind") })
            .GroupBy(row => new { row.Kind, row.Record.Entity, row.Record.Direction, row.Record.Status })
            .Select(g => new RecordCount(
                g.Key.Kind, g.Key.Entity, g.Key.Direction, g.Key.Status, g.LongCount(), g.Min(row => row.Record.UpdatedAt)))
            .ToListAsync(cancellationToken);
        metrics.Observe(counts);
    }
}
