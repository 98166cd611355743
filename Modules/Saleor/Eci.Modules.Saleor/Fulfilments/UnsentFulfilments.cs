using Eci.Commerce;
using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>Fulfilments of packages that no carrier has yet: they can be taken back.</summary>
internal sealed class UnsentFulfilments(SaleorClient client)
{
    private static readonly SaleorOperation<CancelFulfilmentAnswer> CancelFulfilment =
        SaleorOperation.Mutation<CancelFulfilmentAnswer>("CancelFulfilment");

    private static readonly PackageState[] Unsent = [PackageState.Init, PackageState.Pending, PackageState.InformationReceived];

    /// <summary>False when one is of a package that a carrier has, or of none. There must be some.</summary>
    public static async Task<bool> AreAllAsync(SyncContext context, IReadOnlyCollection<ShopFulfilment> fulfilments, CancellationToken cancellationToken)
    {
        var links = await context.Links.InternalIdsAsync(SyncEntities.Fulfilments, [.. fulfilments.Select(f => f.Id)], cancellationToken);
        if (links.Count == 0 || links.Count < fulfilments.Count)
            return false;
        var packageIds = links.Values.Select(FulfilmentLinks.PackageOf).Distinct(StringComparer.Ordinal).ToList();
        return await context.Database.Set<Package>().CountAsync(p => packageIds.Contains(p.Id) && Unsent.Contains(p.State), cancellationToken) == packageIds.Count;
    }

    /// <summary>The goods go back to where they came from.</summary>
    /// <exception cref="RecordRefusedException">The shop does not want it.</exception>
    public async Task CallOffAsync(SaleorApp app, IReadOnlyCollection<ShopFulfilment> fulfilments, CancellationToken cancellationToken)
    {
        foreach (var fulfilment in fulfilments)
        {
            var variables = new { id = fulfilment.Id, input = new { warehouseId = fulfilment.Warehouse?.Id } };
            var answer = await client.SendAsync(app, CancelFulfilment, variables, cancellationToken);
            SaleorErrors.ThrowIfAny(answer.OrderFulfillmentCancel?.Errors);
        }
    }
}

/// <summary>Answer of <c>CancelFulfilment</c>.</summary>
internal sealed record CancelFulfilmentAnswer(SaleorDone? OrderFulfillmentCancel);
