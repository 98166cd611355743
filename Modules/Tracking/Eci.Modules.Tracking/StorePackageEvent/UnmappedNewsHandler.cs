using Eci.Core;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;

namespace Eci.Modules.Tracking.StorePackageEvent;

/// <summary>Keeps and counts reports that cannot be acted on.</summary>
internal sealed class UnmappedNewsHandler(EciDbContext database, TrackingMetrics metrics) : IEventHandler<UnmappedCarrierNews, Nothing>
{
    public Task<Nothing?> HandleAsync(UnmappedCarrierNews message, EventContext context, CancellationToken cancellationToken)
    {
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
        return Task.FromResult<Nothing?>(null);
    }
}
