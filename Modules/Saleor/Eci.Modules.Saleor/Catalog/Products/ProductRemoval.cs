using Eci.Commerce;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Takes products out of the hub that a shop has no more. What another system has too stays active, without this shop's listings and prices.</summary>
internal static class ProductRemoval
{
    public static async Task ApplyAsync(SyncContext context, IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        var links = await context.Links.InternalIdsAsync(SyncEntities.Products, externalIds, cancellationToken);
        string[] ids = [.. links.Values];
        var products = await context.Database.Set<Product>().AsSplitQuery()
            .Include(p => p.Variants).ThenInclude(v => v.Prices)
            .Include(p => p.Listings)
            .Where(p => EF.Parameter(ids).Contains(p.Id))
            .ToListAsync(cancellationToken);
        var variants = products.SelectMany(p => p.Variants).ToList();
        string[] variantIds = [.. variants.Select(v => v.Id)];
        var elsewhere = await context.Links.OtherSystemsAsync([.. ids, .. variantIds], cancellationToken);
        foreach (var variant in variants)
            variant.Active &= elsewhere.Contains(variant.Id);
        foreach (var product in products)
            product.Active &= elsewhere.Contains(product.Id) || product.Variants.Exists(v => v.Active);
        await UnlistAsync(context, products, cancellationToken);
        var variantsOfShop = await context.Links.ExternalIdsAsync(SyncEntities.Variants, variantIds, cancellationToken);
        await context.Links.ForgetAsync(SyncEntities.Variants, [.. variantsOfShop.Values], cancellationToken);
        await context.Links.ForgetAsync(SyncEntities.Products, externalIds, cancellationToken);
    }

    private static async Task UnlistAsync(SyncContext context, List<Product> products, CancellationToken cancellationToken)
    {
        var references = await ProductReferences.OfRowsAsync(context, products, cancellationToken);
        foreach (var product in products)
        {
            context.Database.RemoveRange(product.Listings.Where(l => references.IsOfShop(l.SalesChannelId)).ToList());
            PriceWriter.Deactivate(product.Variants, references);
        }
    }
}
