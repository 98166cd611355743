using Eci.Commerce;
using Eci.Commerce.Statuses;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Tracking.Contracts;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Orders.Life;

/// <summary>Tells of orders that got a package.</summary>
internal sealed class NewPackageHandler(EciDbContext database) : IEventHandler<PackageRegistered, OrderPackagesChanged>
{
    public Task<OrderPackagesChanged?> HandleAsync(PackageRegistered message, EventContext context, CancellationToken cancellationToken) =>
        database.OrderOfAsync(message.PackageId, cancellationToken);
}

/// <summary>Tells of orders whose packages began or ended their way. Other moves cost no statement.</summary>
internal sealed class MovedPackageHandler(EciDbContext database) : IEventHandler<PackageStateTransition, OrderPackagesChanged>
{
    public Task<OrderPackagesChanged?> HandleAsync(PackageStateTransition message, EventContext context, CancellationToken cancellationToken) =>
        ShipmentRules.ProgressOf(message.PreviousState) == ShipmentRules.ProgressOf(message.State)
            ? Task.FromResult<OrderPackagesChanged?>(null)
            : database.OrderOfAsync(message.PackageId, cancellationToken);
}

internal static class OrderLookup
{
    /// <summary>Null for a package without order. One statement.</summary>
    public static async Task<OrderPackagesChanged?> OrderOfAsync(this EciDbContext database, string packageId, CancellationToken cancellationToken)
    {
        var found = await database.Set<Package>()
            .Where(p => p.Id == packageId && p.OrderId != null)
            .Select(p => new { p.TenantId, p.OrderId })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new OrderPackagesChanged(found.TenantId, found.OrderId!);
    }
}
