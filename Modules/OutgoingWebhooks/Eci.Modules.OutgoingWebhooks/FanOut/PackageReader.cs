using Eci.Commerce;
using Eci.Core;
using Eci.Modules.OutgoingWebhooks.Events;
using Eci.Persistence;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.OutgoingWebhooks.FanOut;

/// <summary>Reads what events tell of packages and orders. One statement each.</summary>
internal sealed class PackageReader(EciDbContext database)
{
    private const int MaxPackages = 100;
    private const int MaxPlaceLength = 200;

    /// <summary>Null when the package is gone.</summary>
    public Task<PackageFacts?> FindAsync(string packageId, CancellationToken cancellationToken) => database.Set<Package>()
        .Where(p => p.Id == packageId)
        .Select(p => new PackageFacts(p.Id, p.Carrier, p.TrackingId, p.OrderId, p.Order!.OrderNumber))
        .SingleOrDefaultAsync(cancellationToken);

    /// <summary>The place of a scan; null when the carrier named none.</summary>
    public async Task<string?> PlaceOfAsync(string packageEventId, CancellationToken cancellationToken)
    {
        var place = await database.Set<PackageEvent>().Where(e => e.Id == packageEventId).Select(e => e.Location).SingleOrDefaultAsync(cancellationToken);
        return place is null ? null : StoredText.Of(place, MaxPlaceLength);
    }

    /// <summary>The order, when every one of its packages is delivered; else null.</summary>
    public async Task<OrderDeliveredData?> DeliveredAsync(string orderId, string orderNumber, CancellationToken cancellationToken)
    {
        var packages = await database.Set<Package>()
            .Where(p => p.OrderId == orderId)
            .OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.Carrier, p.TrackingId, p.State, p.StateTime, p.UpdatedAt })
            .ToListAsync(cancellationToken);
        if (packages.Exists(p => p.State is not PackageState.Delivered))
            return null;
        return new OrderDeliveredData(
            orderId,
            orderNumber,
            packages.Max(p => p.StateTime ?? p.UpdatedAt),
            packages.Count,
            [.. packages.Take(MaxPackages).Select(p => new DeliveredPackage(p.Id, p.Carrier, p.TrackingId))]);
    }
}
