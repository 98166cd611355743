using Eci.Commerce;
using Eci.Commerce.Statuses;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Orders.Life;

/// <summary>Reads what the life of an order depends on. One statement for the order, and one for each kind of its rows that matters.</summary>
internal sealed class OrderReader(EciDbContext database)
{
    /// <summary>Null when it is gone.</summary>
    public Task<Order?> FindAsync(string orderId, CancellationToken cancellationToken) =>
        database.Set<Order>().SingleOrDefaultAsync(o => o.Id == orderId, cancellationToken);

    /// <summary>What a change of packages may have changed.</summary>
    public async Task<OrderEvidence> ShipmentAsync(Order order, CancellationToken cancellationToken)
    {
        var packages = await database.Set<Package>().AsNoTracking()
            .Where(p => p.OrderId == order.Id)
            .Include(p => p.LineItems)
            .ToListAsync(cancellationToken);
        var linesMatter = packages.Count == 0 || packages.Exists(p => p.LineItems.Count > 0);
        return new OrderEvidence
        {
            Packages = packages,
            Lines = linesMatter
                ? await database.Set<OrderLineItem>().AsNoTracking().Where(l => l.OrderId == order.Id).ToListAsync(cancellationToken)
                : null,
        };
    }

    /// <summary>Everything.</summary>
    public async Task<OrderEvidence> AllAsync(Order order, CancellationToken cancellationToken) => await ShipmentAsync(order, cancellationToken) with
    {
        Payments = await database.Set<Payment>().AsNoTracking().Where(p => p.OrderId == order.Id).ToListAsync(cancellationToken),
        Invoices = await database.Set<Invoice>().AsNoTracking()
            .Include(i => i.Orders)
            .Where(i => i.Orders.Any(o => o.OrderId == order.Id))
            .ToListAsync(cancellationToken),
    };
}
