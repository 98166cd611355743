using Eci.Commerce;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Tells the hub of products that a unit of work changes, each once, whatever of it changes.</summary>
internal static class ProductChanges
{
    public static async Task AnnounceAsync(SyncContext context, ICommerceAnnouncement announcement, CancellationToken cancellationToken)
    {
        var changed = context.Database.ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .SelectMany(ProductsOf)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var product in context.Database.Set<Product>().Local.Where(p => changed.Contains(p.Id)).ToList())
        {
            // A product is as young as its parts: those who look for what changed look at products.
            var entry = context.Database.Entry(product);
            if (entry.State is EntityState.Unchanged)
                entry.Property(p => p.UpdatedAt).IsModified = true;
            await announcement.ProductStoredAsync(product, cancellationToken);
        }
    }

    private static IEnumerable<string> ProductsOf(EntityEntry entry) => entry.Entity switch
    {
        Product product => [product.Id],
        ProductVariant variant => [variant.ProductId, entry.OriginalValues.GetValue<string>(nameof(ProductVariant.ProductId))],
        ProductMedia media => [media.ProductId],
        ProductAttribute attribute => [attribute.ProductId],
        ProductListing listing => [listing.ProductId],
        SalesChannelPrice { ProductVariant: { } variant } => [variant.ProductId],
        _ => [],
    };
}
