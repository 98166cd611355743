using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.ParkUpdates;

/// <summary>When a package arrives, hands on the reports that came before it, in the order of their scans.</summary>
internal sealed class ParkedUpdateConsumer(EciDbContext database) : IConsumer<PackageRegistered>
{
    public async Task Consume(ConsumeContext<PackageRegistered> context)
    {
        var parked = await database.Set<ParkedUpdate>()
            .Where(p => p.TrackingId == context.Message.TrackingId && p.Carrier == context.Message.Carrier)
            .OrderBy(p => p.Time)
            .ToListAsync(context.CancellationToken);
        foreach (var update in parked)
        {
            await context.Publish(update.ToUpdate(), context.CancellationToken);
            database.Remove(update);
        }
    }
}
