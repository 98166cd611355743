using Eci.Core;
using Eci.Modules.Saleor.Catalog;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
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
        var metadata = package.ToMetadata();
        var hash = PulledRecord.HashOf(string.Join('\n', metadata.Select(m => $"{m.Key}={m.Value}")));
        if (hash == record.SentHash)
            return new PushResult.Unchanged();
        var fulfilments = await context.Links.ExternalIdsAsync(SyncEntities.Fulfilments, [package.Id], cancellationToken);
        if (!fulfilments.TryGetValue(package.Id, out var fulfilment))
        {
            return package.IsReturn
                ? new PushResult.NotWanted("The package goes back to the sender.")
                : new PushResult.Blocked(
                    new SyncDependency(SyncEntities.Fulfilments, package.Id),
                    new SyncWish(SyncEntities.Fulfilments, SyncDirection.Push, package.Id));
        }

        if (context.IsDryRun)
            return new PushResult.Planned($"The fulfilment says that its package is {WireName.Of(package.State)}.");
        var answer = await client.SendAsync((SaleorApp)context.App, UpdateMetadata, new { id = fulfilment, input = metadata }, cancellationToken);
        SaleorErrors.ThrowIfAny(answer.UpdateMetadata?.Errors);
        return new PushResult.Done(ExternalId: null, hash);
    }
}
