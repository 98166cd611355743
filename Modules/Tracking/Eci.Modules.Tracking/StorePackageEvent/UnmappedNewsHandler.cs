using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.StorePackageEvent;

/// <summary>Keeps and counts reports that cannot be acted on.</summary>
internal sealed class UnmappedNewsHandler(EciDbContext database, TrackingMetrics metrics) : IEventHandler<UnmappedCarrierNews, Nothing>
{
    public async Task<Nothing?> HandleAsync(UnmappedCarrierNews message, EventContext context, CancellationToken cancellationToken)
    {
        if (await IsKnownAsync(message, cancellationToken))
            return null;
        metrics.Unmapped(message.Carrier, message.Reason);
        database.Add(new UnmappedNews
        {
            Id = Ids.New(IdPrefix.Event),
            TenantId = message.TenantId,
            Carrier = message.Carrier,
            AppId = message.AppId,
            TrackingId = message.TrackingId,
            RawCode = message.RawCode,
            RawTime = message.RawTime,
            SourceEventId = message.SourceEventId,
            Reason = message.Reason,
            ReceivedAt = context.PublishedAt,
        });
        return null;
    }

    /// <summary>A carrier that is asked tells the same again while the first report is on its way here.</summary>
    private Task<bool> IsKnownAsync(UnmappedCarrierNews message, CancellationToken cancellationToken) => database.Set<UnmappedNews>().AnyAsync(
        u => u.SourceEventId == message.SourceEventId && u.AppId == message.AppId && u.TrackingId == message.TrackingId && u.RawCode == message.RawCode,
        cancellationToken);
}
