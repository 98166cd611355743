using Eci.Commerce;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Catalog.Products;

/// <summary>Products with everything that belongs to them but stock.</summary>
internal sealed class ProductPull(SaleorClient client, ICommerceAnnouncement announcement) : SaleorPull<SaleorProduct>
{
    private static readonly SaleorOperation<ProductsAnswer> Operation = SaleorOperation.Query<ProductsAnswer>("Products");

    public override string Entity => SyncEntities.Products;

    public override int Turn => SaleorTurns.Products;

    public override async Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken)
    {
        var page = await ProductPage.LoadAsync(context, [.. records.Select(r => (SaleorProduct)r.Content)], cancellationToken);
        var writer = new ProductWriter(context, page);
        foreach (var record in records)
        {
            var product = (SaleorProduct)record.Content;
            if (page.References.Missing(product) is { } missing)
                record.Block(missing, ProductReferences.Fetch(missing));
            else
                await writer.WriteAsync(record, product, cancellationToken);
        }

        await ProductChanges.AnnounceAsync(context, announcement, cancellationToken);
    }

    /// <summary>Orders name them, so they stay; the shop's next product with one of the SKUs finds them again.</summary>
    public override async Task GoneAsync(SyncContext context, IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        var links = await context.Links.InternalIdsAsync(Entity, externalIds, cancellationToken);
        string[] ids = [.. links.Values];
        var variants = await context.Database.Set<ProductVariant>()
            .Include(v => v.Product)
            .Where(v => EF.Parameter(ids).Contains(v.ProductId))
            .ToListAsync(cancellationToken);
        await context.Database.Set<Product>().Where(p => EF.Parameter(ids).Contains(p.Id)).LoadAsync(cancellationToken);
        foreach (var product in context.Database.Set<Product>().Local.Where(p => links.Values.Contains(p.Id, StringComparer.Ordinal)))
            product.Active = false;
        foreach (var variant in variants)
            variant.Active = false;
        var variantsOfShop = await context.Links.ExternalIdsAsync(SyncEntities.Variants, [.. variants.Select(v => v.Id)], cancellationToken);
        await context.Links.ForgetAsync(SyncEntities.Variants, [.. variantsOfShop.Values], cancellationToken);
        await context.Links.ForgetAsync(Entity, externalIds, cancellationToken);
        await ProductChanges.AnnounceAsync(context, announcement, cancellationToken);
    }

    protected override bool IsOn(SaleorSettings settings) => settings.SyncProducts;

    protected override async Task<SaleorConnection<SaleorProduct>> AskAsync(SaleorApp shop, PageVariables variables, CancellationToken cancellationToken) =>
        (await client.SendAsync(shop, Operation, variables with { Channel = SaleorText.OrNull(shop.Settings.Channel) }, cancellationToken)).Products;

    protected override string IdOf(SaleorProduct node) => node.Id;

    protected override DateTimeOffset? ChangedAt(SaleorProduct node) => node.UpdatedAt;

    protected override PageVariables Window(PullWindow window, string? cursor) =>
        new(SaleorPages.MaxSize, cursor, SaleorFilter.ChangedSince(window.ChangedSince));
}
