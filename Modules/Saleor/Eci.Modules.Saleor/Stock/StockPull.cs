using Eci.Commerce;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Stock;

/// <summary>
/// Stock that the shop counts, by variant. A run reads that of all variants: the shop does not say whose changed; in between, its events do.
/// </summary>
internal sealed class StockPull(SaleorClient client, ICommerceAnnouncement announcement) : SaleorPull<SaleorVariantStock>
{
    public override string Entity => SyncEntities.Stock;

    public override int Turn => SaleorTurns.Stock;

    public override async Task ApplyAsync(SyncContext context, IReadOnlyList<PulledRecord> records, CancellationToken cancellationToken)
    {
        var page = await StockPage.LoadAsync(context, [.. records.Select(r => (SaleorVariantStock)r.Content)], cancellationToken);
        foreach (var record in records)
        {
            var source = (SaleorVariantStock)record.Content;
            if (page.Variant(source) is not { } variant)
                Wait(record, source);
            else if (page.UnknownWarehouse(source) is { } missing)
                record.Block(new SyncDependency(SyncEntities.Warehouses, missing), new SyncWish(SyncEntities.Warehouses, SyncDirection.Pull, missing));
            else
                await WriteAsync(context, page, record, variant, source, cancellationToken);
        }
    }

    /// <summary>The shop has no such variant any more: nothing lies anywhere.</summary>
    public override async Task GoneAsync(SyncContext context, IReadOnlyList<string> externalIds, CancellationToken cancellationToken)
    {
        var gone = externalIds.Select(id => new SaleorVariantStock(id, Sku: null, Product: null, Stocks: [])).ToList();
        var page = await StockPage.LoadAsync(context, gone, cancellationToken);
        foreach (var source in gone)
        {
            if (page.Variant(source) is { } variant && StockWriter.Write(context, page, variant, source))
                await announcement.StockChangedAsync(variant, cancellationToken);
        }
    }

    protected override bool IsOn(SaleorSettings settings) => settings.SyncStock is StockDirection.FromShop;

    protected override async Task<SaleorConnection<SaleorVariantStock>> AskAsync(SaleorApp shop, PageVariables variables, CancellationToken cancellationToken)
    {
        var variants = (await client.SendAsync(shop, StockOperations.Read, variables, cancellationToken)).ProductVariants;
        return variants with { Edges = [.. (variants.Edges ?? []).Select(edge => edge.Node is { } node ? edge with { Node = node.For(shop.Settings) } : edge)] };
    }

    protected override string IdOf(SaleorVariantStock node) => node.Id;

    protected override PageVariables Single(IReadOnlyList<string> ids) => new(SaleorPages.MaxSize, Ids: ids);

    private async Task WriteAsync(
        SyncContext context, StockPage page, PulledRecord record, ProductVariant variant, SaleorVariantStock source, CancellationToken cancellationToken)
    {
        if (StockWriter.Write(context, page, variant, source))
            await announcement.StockChangedAsync(variant, cancellationToken);
        record.Done(internalId: null);
    }

    private static void Wait(PulledRecord record, SaleorVariantStock source)
    {
        if (source.NeverComes is { } reason)
            record.Ignore(reason);
        else
            record.Block(
                new SyncDependency(SyncEntities.Variants, source.Sku!),
                source.Product is { Id: var product } ? new SyncWish(SyncEntities.Products, SyncDirection.Pull, product) : null);
    }
}
