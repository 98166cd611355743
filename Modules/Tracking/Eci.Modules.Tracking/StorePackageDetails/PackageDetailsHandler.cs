using Eci.Commerce;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Tracking.StorePackageDetails;

/// <summary>
/// Stores what a carrier expects and who took the package, unless something later is stored. A carrier can take an expectation back; a
/// name it once told stays, unless the customer was erased.
/// </summary>
internal sealed class PackageDetailsHandler(EciDbContext database) : IEventHandler<PackageDetails, Nothing>
{
    public async Task<Nothing?> HandleAsync(PackageDetails message, EventContext context, CancellationToken cancellationToken)
    {
        var package = await database.Set<Package>()
            .SingleOrDefaultAsync(p => p.TrackingId == message.TrackingId && p.Carrier == message.Carrier, cancellationToken);
        if (package is null || package.DetailsObservedAt >= message.ObservedAt)
            return null;
        package.DetailsObservedAt = message.ObservedAt.ToUniversalTime();
        package.EstimatedDeliveryDate = message.EstimatedDeliveryDate;
        package.EstimatedDeliveryFrom = message.EstimatedDeliveryFrom;
        package.EstimatedDeliveryUntil = message.EstimatedDeliveryUntil;
        package.ReceivedBy = package.ErasedAt is null ? message.ReceivedBy ?? package.ReceivedBy : null;
        return null;
    }
}
