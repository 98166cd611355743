using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Stock;

/// <summary>Tells the shop what another system counts, by variant.</summary>
internal sealed class StockPush(SaleorClient client) : IPushSync
{
    public string Entity => SyncEntities.Stock;

    public Type AppType => typeof(SaleorApp);

    public int Turn => SaleorTurns.Stock;

    public bool IsOn(App app) => app is SaleorApp { Credentials: not null, Settings.SyncStock: StockDirection.ToShop };

    public async Task<IReadOnlyList<string>> FindAsync(
        SyncContext context, DateTimeOffset? changedSince, string? after, int most, CancellationToken cancellationToken) =>
        await context.Database.Set<ProductVariant>()
            .Where(v => after == null || v.Id.CompareTo(after) > 0)
            .Where(v => v.Stock.Any(s => s.Owner != SaleorApp.Kind && (changedSince == null || s.UpdatedAt >= changedSince)))
            .OrderBy(v => v.Id)
            .Select(v => v.Id)
            .Take(most)
            .ToListAsync(cancellationToken);

    public async Task<PushResult> PushAsync(SyncContext context, PushRecord record, CancellationToken cancellationToken)
    {
        var shop = (SaleorApp)context.App;
        var links = await context.Links.ExternalIdsAsync(SyncEntities.Variants, [record.InternalId], cancellationToken);
        if (!links.TryGetValue(record.InternalId, out var variantId))
            return new PushResult.NotWanted("The shop does not have the variant.");
        var levels = await LevelsAsync(context, record.InternalId, cancellationToken);
        if (levels.Count == 0)
            return new PushResult.NotWanted("No warehouse of the shop holds the variant.");
        var variables = new PageVariables(1, Ids: [variantId]);
        var there = (await client.SendAsync(shop, StockOperations.Read, variables, cancellationToken)).ProductVariants.Nodes;
        if (there is not [{ } stock])
        {
            await context.Links.ForgetAsync(SyncEntities.Variants, [variantId], cancellationToken);
            return new PushResult.NotWanted("The shop does not have the variant any more.");
        }

        return await WriteAsync(context, shop, stock, levels, cancellationToken);
    }

    private async Task<PushResult> WriteAsync(
        SyncContext context, SaleorApp shop, SaleorVariantStock stock, IReadOnlyDictionary<string, decimal> levels, CancellationToken cancellationToken)
    {
        var wanted = StockLevels.Differences(stock, levels);
        if (wanted.Count == 0)
            return new PushResult.Unchanged();
        if (context.IsDryRun)
            return new PushResult.Planned($"Set the stock of {stock.Sku} in {wanted.Count} warehouses.");
        var answer = await client.SendAsync(shop, StockOperations.Update, new VariantStocksUpdate(stock.Id, wanted), cancellationToken);
        SaleorErrors.ThrowIfAny(answer.ProductVariantStocksUpdate?.Errors);
        return new PushResult.Done(ExternalId: null, Hash: null);
    }

    /// <summary>What may be sold, by the shop's warehouse; only what other systems count.</summary>
    private static async Task<IReadOnlyDictionary<string, decimal>> LevelsAsync(SyncContext context, string variantId, CancellationToken cancellationToken)
    {
        var entries = await context.Database.Set<StockEntry>().AsNoTracking()
            .Where(s => s.ProductVariantId == variantId && s.Owner != SaleorApp.Kind)
            .ToListAsync(cancellationToken);
        var places = await context.Links.ExternalIdsAsync(SyncEntities.Warehouses, [.. entries.Select(e => e.WarehouseId)], cancellationToken);
        return entries
            .Where(e => places.ContainsKey(e.WarehouseId))
            .ToDictionary(e => places[e.WarehouseId], e => e.AvailableForSale, StringComparer.Ordinal);
    }
}
