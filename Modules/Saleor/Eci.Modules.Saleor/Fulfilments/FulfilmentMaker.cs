using Eci.Modules.Saleor.Connection;
using Eci.Modules.Saleor.Orders;
using Eci.Sync;
using Eci.Vocabulary;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>Looks what a shop has of a package, and makes what it lacks.</summary>
internal sealed class FulfilmentMaker(FulfilmentShop shop)
{
    /// <summary>Code of a package whose fulfilment, or a part of it, was called off in the shop.</summary>
    public const string CalledOff = "FULFILMENT_CALLED_OFF";

    private const string CalledOffText = "Its fulfilment, or a part of it, was called off in the shop. It is made again when somebody requests it.";
    private const string OrderCalledOff = "The order is called off in the shop.";
    private const string GoneText = "The shop has nothing of the package left to fulfil: its goods came back, or were fulfilled in another way.";

    /// <summary>Hash of what a fulfilment of the package says.</summary>
    public static string HashOf(PackageToFulfil package) => PulledRecord.HashOf(package.TrackingId);

    /// <param name="context">The app and its services.</param>
    /// <param name="package">The package.</param>
    /// <param name="orderId">Saleor's id of its order.</param>
    /// <param name="isBroken">The shop called off what there was: that is not undone without being asked.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RecordRefusedException">The shop does not want it, or somebody has to decide.</exception>
    public async Task<PushResult> MakeAsync(
        SyncContext context, PackageToFulfil package, string orderId, bool isBroken, CancellationToken cancellationToken)
    {
        if (await shop.ReadAsync(context, orderId, cancellationToken) is not { } order)
            return new PushResult.NotWanted("The shop does not have the order any more.");
        var linked = await FulfilmentLinks.OfAsync(context, package.Id, cancellationToken);
        var parts = FulfilmentMatch.Of(order, package.Id, package.TrackingId, linked);
        var isShort = isBroken || linked.Except(parts.Select(f => f.Id), StringComparer.Ordinal).Any();
        var missing = MissingLines.Of(order, package, parts, isShort);
        if (parts.Count > 0 && missing.Lines.Count == 0)
            return await KeepAsync(context, package, parts, cancellationToken);
        if (order.Status is "CANCELED" or "EXPIRED")
            return isBroken ? await DropAsync(context, package, OrderCalledOff, cancellationToken) : throw new RecordRefusedException(order.Status, OrderCalledOff);
        if (parts.Count == 0 && await WithoutNumberAsync(context, package, order, cancellationToken) is { } unnumbered)
            return await KeepAsync(context, package, [unnumbered], cancellationToken);
        if (isBroken)
        {
            return missing.Code == MissingLines.NothingLeft
                ? await DropAsync(context, package, GoneText, cancellationToken)
                : throw new RecordRefusedException(CalledOff, CalledOffText);
        }

        missing.ThrowIfProblem();
        return await CreateAsync(context, package, order, parts, missing.Lines, cancellationToken);
    }

    /// <summary>Staff fulfilled the same lines before the number was known.</summary>
    private static async Task<SaleorFulfilment?> WithoutNumberAsync(
        SyncContext context, PackageToFulfil package, OrderToFulfil order, CancellationToken cancellationToken)
    {
        var ids = (order.Fulfillments ?? []).Select(f => f.Id).ToList();
        var linked = await context.Links.InternalIdsAsync(SyncEntities.Fulfilments, ids, cancellationToken);
        return FulfilmentMatch.WithoutNumber(order, f => linked.ContainsKey(f.Id), f => FulfilmentMatch.IsSame(order, f, package));
    }

    private async Task<PushResult> KeepAsync(
        SyncContext context, PackageToFulfil package, IReadOnlyList<SaleorFulfilment> parts, CancellationToken cancellationToken)
    {
        var unnumbered = parts.Where(f => !FulfilmentMatch.Bears(f, package.TrackingId)).ToList();
        if (context.IsDryRun && unnumbered.Count > 0)
            return new PushResult.Planned("A fulfilment that the shop has gets the package's tracking number.");
        foreach (var fulfilment in unnumbered)
            await shop.UpdateTrackingAsync(context, fulfilment.Id, package.TrackingId, cancellationToken);
        return await DoneAsync(context, package, [.. parts.Select(f => f.Id)], cancellationToken);
    }

    private async Task<PushResult> CreateAsync(
        SyncContext context,
        PackageToFulfil package,
        OrderToFulfil order,
        IReadOnlyList<SaleorFulfilment> parts,
        IReadOnlyList<PlannedLine> missing,
        CancellationToken cancellationToken)
    {
        var inputs = new List<LineInput>();
        var lines = (order.Lines ?? []).ToDictionary(l => l.Id, StringComparer.Ordinal);
        var defaultWarehouse = ((SaleorApp)context.App).Settings.DefaultWarehouseId;
        foreach (var planned in missing)
        {
            if (FulfilmentStocks.Of(lines[planned.LineId], planned.Quantity, defaultWarehouse) is not { } stocks)
                return new PushResult.Blocked(new SyncDependency(SyncEntities.Warehouses, "default"));
            inputs.Add(new LineInput(planned.LineId, stocks));
        }

        if (context.IsDryRun)
            return new PushResult.Planned($"Order {order.Id} is fulfilled with {inputs.Count} lines.");
        var made = await shop.FulfilAsync(context, order.Id, inputs, package, cancellationToken);
        return await DoneAsync(context, package, [.. parts.Select(f => f.Id).Union(made, StringComparer.Ordinal)], cancellationToken);
    }

    private static async Task<PushResult> DoneAsync(
        SyncContext context, PackageToFulfil package, IReadOnlyList<string> fulfilmentIds, CancellationToken cancellationToken)
    {
        await FulfilmentLinks.SetAsync(context, package.Id, fulfilmentIds, cancellationToken);
        context.Store(new SyncDependency(SyncEntities.Fulfilments, package.Id));
        context.Wish(new SyncWish(SyncEntities.PackageStates, SyncDirection.Push, package.Id));
        return new PushResult.Done(fulfilmentIds[0], HashOf(package));
    }

    private static async Task<PushResult> DropAsync(SyncContext context, PackageToFulfil package, string reason, CancellationToken cancellationToken)
    {
        await FulfilmentLinks.SetAsync(context, package.Id, [], cancellationToken);
        return new PushResult.NotWanted(reason);
    }
}
