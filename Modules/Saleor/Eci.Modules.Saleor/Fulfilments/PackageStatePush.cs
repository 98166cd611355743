using Eci.Core;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Sync.Storage;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>The metadata of a fulfilment say how its package stands.</summary>
internal sealed class PackageStatePush(SaleorClient client) : IPushSync
{
    private static readonly SaleorOperation<UpdateMetadataAnswer> UpdateMetadata =
        SaleorOperation.Mutation<UpdateMetadataAnswer>("UpdateFulfilmentMetadata");

    public string Entity => SyncEntities.PackageStates;

    public Type AppType => typeof(SaleorApp);

    public int Turn => SaleorTurns.PackageStates;

    public bool IsOn(App app) => app is SaleorApp { Credentials: not null, Settings: { SyncPackages: true, SyncOrders: true } };

    public async Task<IReadOnlyList<string>> FindAsync(
        SyncContext context, DateTimeOffset? changedSince, string? after, int most, CancellationToken cancellationToken) =>
        await ShopOrders.Packages(context, changedSince, after).Take(most).ToListAsync(cancellationToken);

    public async Task<PushResult> PushAsync(SyncContext context, PushRecord record, CancellationToken cancellationToken)
    {
        var package = await PackageStatus.FindAsync(context, record.InternalId, cancellationToken);
        if (await ShopOrders.ExternalIdAsync(context, package?.OrderId, cancellationToken) is null || package is null)
            return new PushResult.NotWanted(ShopOrders.NotOfShop);
        var fulfilments = await FulfilmentLinks.OfAsync(context, package.Id, cancellationToken);
        if (fulfilments.Count == 0)
            return await WithoutFulfilmentAsync(context, package, cancellationToken);
        var metadata = package.ToMetadata();
        var hash = PulledRecord.HashOf(string.Join('\n', [.. fulfilments, .. metadata.Select(m => $"{m.Key}={m.Value}")]));
        if (hash == record.SentHash)
            return new PushResult.Unchanged();
        if (context.IsDryRun)
            return new PushResult.Planned($"The fulfilment says that its package is {WireName.Of(package.State)}.");
        foreach (var fulfilment in fulfilments)
        {
            var answer = await client.SendAsync((SaleorApp)context.App, UpdateMetadata, new { id = fulfilment, input = metadata }, cancellationToken);
            SaleorErrors.ThrowIfAny(answer.UpdateMetadata?.Errors);
        }

        return new PushResult.Done(ExternalId: null, hash);
    }

    /// <summary>It waits for its fulfilment, unless there will be none.</summary>
    private static async Task<PushResult> WithoutFulfilmentAsync(SyncContext context, PackageStatus package, CancellationToken cancellationToken)
    {
        if (package.IsReturn)
            return new PushResult.NotWanted("The package goes back to the sender.");
        var appId = context.App.Id;
        var isUnwanted = await context.Database.Set<SyncRecord>().AnyAsync(
            r => r.AppId == appId && r.Entity == SyncEntities.Fulfilments && r.Direction == SyncDirection.Push && r.Key == package.Id && r.Status == SyncStatus.Ignored,
            cancellationToken);
        return isUnwanted
            ? new PushResult.NotWanted("The package has no fulfilment in the shop.")
            : new PushResult.Blocked(
                new SyncDependency(SyncEntities.Fulfilments, package.Id), new SyncWish(SyncEntities.Fulfilments, SyncDirection.Push, package.Id));
    }
}
