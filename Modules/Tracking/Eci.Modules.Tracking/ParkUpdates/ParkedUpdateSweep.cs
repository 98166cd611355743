using Eci.Commerce;
using Eci.Core;
using Eci.Messaging.Operations;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Modules.Tracking.ParkUpdates;

/// <summary>
/// Closes the gap in which a report is parked at the very moment its package arrives, and drops reports whose package never came.
/// </summary>
internal sealed class ParkedUpdateSweep(IOptions<TrackingOptions> options, TimeProvider time) : IRecurringJob
{
    private const int Portion = 500;

    public string Name => "tracking-parked-updates";

    public TimeSpan Interval => TimeSpan.FromSeconds(15);

    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetRequiredService<TenantScope>().UseAllTenants();
        var database = services.GetRequiredService<EciDbContext>();
        var publish = services.GetRequiredService<IPublishEndpoint>();
        var arrived = await database.Set<ParkedUpdate>()
            .Where(u => database.Set<Package>().Any(p => p.TenantId == u.TenantId && p.TrackingId == u.TrackingId && p.Carrier == u.Carrier))
            .OrderBy(u => u.Time)
            .Take(Portion)
            .ToListAsync(cancellationToken);
        foreach (var update in arrived)
        {
            await publish.Publish(update.ToUpdate(), cancellationToken);
            database.Remove(update);
        }

        var before = time.GetUtcNow() - options.Value.KeepParkedFor;
        database.RemoveRange(await database.Set<ParkedUpdate>()
            .Where(u => u.ReceivedAt < before)
            .OrderBy(u => u.ReceivedAt)
            .Take(Portion)
            .ToListAsync(cancellationToken));
        await database.SaveChangesAsync(cancellationToken);
    }
}
