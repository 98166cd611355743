using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Tracking.Attention;
using Eci.Modules.Tracking.Contracts;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.StorePackageEvent;

/// <summary>Stores a carrier's report once and moves the package when the report is newer than its state.</summary>
internal sealed class PackageEventHandler(
    EciDbContext database, PackageLookup packages, NewsAttention attention, ICommerceAnnouncement commerce, TrackingMetrics metrics, TimeProvider time)
    : IEventHandler<PackageUpdate, PackageStateTransition>
{
    public async Task<PackageStateTransition?> HandleAsync(PackageUpdate message, EventContext context, CancellationToken cancellationToken)
    {
        var found = await packages.FindAsync(database, message);
        if (found is null)
        {
            await ParkAsync(message, context, cancellationToken);
            return null;
        }

        if (found.Known)
        {
            metrics.Event(message.Carrier, "duplicate");
            return null;
        }

        var stored = Store(found.Package, message);
        if (!PackageStates.Moves(found.Package.State, found.Package.StateTime, stored.State, stored.Time))
        {
            metrics.Event(message.Carrier, "stored");
            await attention.ConsiderAsync(found.Package, message, moved: false, cancellationToken);
            return null;
        }

        var transition = Move(found.Package, stored, message.IsHistory);
        await attention.ConsiderAsync(found.Package, message, moved: true, cancellationToken);
        await commerce.PackageMovedAsync(found.Package, transition.PreviousState, cancellationToken);
        return transition;
    }

    private PackageEvent Store(Package package, PackageUpdate message)
    {
        var stored = new PackageEvent
        {
            Id = Ids.New(IdPrefix.Event),
            TenantId = message.TenantId,
            PackageId = package.Id,
            Time = message.Time.ToUniversalTime(),
            TimeOffsetMinutes = (short)message.Time.Offset.TotalMinutes,
            State = message.State,
            RawCode = message.RawCode,
            AppId = message.AppId,
            Location = package.ErasedAt is null ? message.Location : null,
            Message = package.ErasedAt is null ? message.Message : null,
            RecordedAt = time.GetUtcNow(),
            TraceId = TraceBaggage.CurrentId,
        };
        database.Add(stored);
        return stored;
    }

    private PackageStateTransition Move(Package package, PackageEvent stored, bool isHistory)
    {
        var previous = package.State;
        stored.MovedFrom = previous;
        package.State = stored.State;
        package.StateTime = stored.Time;
        metrics.Event(package.Carrier, "moved");
        return new PackageStateTransition(package.TenantId, package.Id, stored.Id, previous, stored.State, stored.Time, stored.RecordedAt, isHistory);
    }

    private async Task ParkAsync(PackageUpdate message, EventContext context, CancellationToken cancellationToken)
    {
        metrics.Event(message.Carrier, "parked");
        var at = message.Time.ToUniversalTime();
        var known = await database.Set<ParkedUpdate>().AnyAsync(
            p => p.TrackingId == message.TrackingId && p.Carrier == message.Carrier && p.Time == at && p.State == message.State && p.RawCode == message.RawCode,
            cancellationToken);
        if (known)
            return;
        database.Add(new ParkedUpdate
        {
            Id = Ids.New(IdPrefix.Event),
            TenantId = message.TenantId,
            Carrier = message.Carrier,
            TrackingId = message.TrackingId,
            Time = at,
            TimeOffsetMinutes = (short)message.Time.Offset.TotalMinutes,
            State = message.State,
            RawCode = message.RawCode,
            AppId = message.AppId,
            Location = message.Location,
            Message = message.Message,
            IsReturn = message.IsReturn,
            IsHistory = message.IsHistory,
            ReceivedAt = context.PublishedAt,
        });
    }
}
