using Eci.Commerce;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Which orders of a unit of work have something to tell.</summary>
internal static class OrderChanges
{
    /// <summary>Ids of orders that are new, or of which a field, a line, a payment or the metadata changed.</summary>
    public static IReadOnlyCollection<string> Of(EciDbContext database)
    {
        database.ChangeTracker.DetectChanges();
        return database.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(OrderIdOf)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
    }

    private static string? OrderIdOf(EntityEntry entry) => entry.Entity switch
    {
        Order order => Changed(entry) ? order.Id : null,
        OrderLineItem line => line.OrderId,
        OrderMetadata item => item.OrderId,
        Payment payment => payment.OrderId,
        _ => null,
    };

    /// <summary>That the shop touched an order is no news.</summary>
    private static bool Changed(EntityEntry order) =>
        order.State is not EntityState.Modified
            || order.Properties.Any(p => p.IsModified && p.Metadata.Name is not nameof(Order.ChangedAtOrigin));
}
