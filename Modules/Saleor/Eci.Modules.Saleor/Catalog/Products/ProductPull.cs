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
    /// <exception cref="RecordRefusedException">The shop shows nothing at all, since it does not have the channel that the app names.</exception>
    public override async Task GoneAsync(SyncContext context, IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        if (SaleorText.OrNull(ShopOf(context).Settings.Channel) is { } channel && !await HasChannelAsync(context, channel, cancellationToken))
            throw new RecordRefusedException(code: null, $"The shop has no sales channel '{channel}', which the settings of the app name.");
        await ProductRemoval.ApplyAsync(context, externalIds, cancellationToken);
        await ProductChanges.AnnounceAsync(context, announcement, cancellationToken);
    }

    private static async Task<bool> HasChannelAsync(SyncContext context, string slug, CancellationToken cancellationToken)
    {
        var ids = await context.Database.Set<SalesChannel>().Where(c => c.Slug == slug).Select(c => c.Id).ToListAsync(cancellationToken);
        return (await context.Links.ExternalIdsAsync(SyncEntities.SalesChannels, ids, cancellationToken)).Count > 0;
    }

    protected override bool IsOn(SaleorSettings settings) => settings.SyncProducts;

    protected override async Task<SaleorConnection<SaleorProduct>> AskAsync(SaleorApp shop, PageVariables variables, CancellationToken cancellationToken) =>
        (await client.SendAsync(shop, Operation, variables with { Channel = SaleorText.OrNull(shop.Settings.Channel) }, cancellationToken)).Products;

    protected override string IdOf(SaleorProduct node) => node.Id;

    protected override DateTimeOffset? ChangedAt(SaleorProduct node) => node.UpdatedAt;

    protected override PageVariables Window(PullWindow window, string? cursor) =>
        new(SaleorPages.MaxSize, cursor, SaleorFilter.ChangedSince(window.ChangedSince));
}
