using Eci.Commerce;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>A package as fulfilments need it.</summary>
/// <param name="Id">Of the hub.</param>
/// <param name="TrackingId">The carrier's number, normalised.</param>
/// <param name="OrderId">Null: of no order.</param>
/// <param name="IsReturn">It goes back to the sender.</param>
/// <param name="PackagesOfOrder">How many packages the order has, this one included.</param>
/// <param name="Lines">What is in it; empty: nobody said.</param>
internal sealed record PackageToFulfil(
    string Id, string TrackingId, string? OrderId, bool IsReturn, int PackagesOfOrder, IReadOnlyList<PackedLine> Lines)
{
    /// <summary>One statement. Null when the package is gone.</summary>
    public static async Task<PackageToFulfil?> FindAsync(SyncContext context, string packageId, CancellationToken cancellationToken)
    {
        var package = await context.Database.Set<Package>()
            .Where(p => p.Id == packageId)
            .Select(p => new
            {
                p.TrackingId,
                p.OrderId,
                p.IsReturn,
                Packages = p.Order!.Packages.Count(other => !other.IsReturn),
                IsOfShop = p.Order!.Origin == SaleorApp.Kind,
                Lines = p.LineItems.OrderBy(l => l.Position)
                    .Select(l => new { l.Quantity, l.OrderLineItem!.LineKey, Sku = l.Sku ?? l.OrderLineItem.Sku })
                    .ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (package is null)
            return null;
        var lines = package.Lines.ConvertAll(l => new PackedLine(package.IsOfShop ? l.LineKey : null, l.Sku, l.Quantity));
        return new PackageToFulfil(packageId, package.TrackingId, package.OrderId, package.IsReturn, package.Packages, lines);
    }
}
