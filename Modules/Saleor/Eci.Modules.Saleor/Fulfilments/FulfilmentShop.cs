using Eci.Modules.Saleor.Client;
using Eci.Modules.Saleor.Connection;
using Eci.Sync;

namespace Eci.Modules.Saleor.Fulfilments;

/// <summary>What fulfilments ask of a shop.</summary>
internal sealed class FulfilmentShop(SaleorClient client)
{
    private static readonly SaleorOperation<OrderToFulfilAnswer> OrderToFulfil = SaleorOperation.Query<OrderToFulfilAnswer>("OrderToFulfil");
    private static readonly SaleorOperation<FulfilOrderAnswer> FulfilOrder = SaleorOperation.Mutation<FulfilOrderAnswer>("FulfilOrder");
    private static readonly SaleorOperation<UpdateTrackingAnswer> UpdateTracking = SaleorOperation.Mutation<UpdateTrackingAnswer>("UpdateTracking");

    /// <summary>Null when the shop does not have the order.</summary>
    public async Task<OrderToFulfil?> ReadAsync(SyncContext context, string orderId, CancellationToken cancellationToken) =>
        (await client.SendAsync((SaleorApp)context.App, OrderToFulfil, new { id = orderId }, cancellationToken)).Order;

    /// <summary>
    /// Fulfils lines with the package's number. The goods have left, whatever the shop counts; the customer hears of them from the hub.
    /// </summary>
    /// <returns>Saleor's ids of the fulfilments: one for each warehouse that goods come from.</returns>
    /// <exception cref="RecordRefusedException">The shop does not want it.</exception>
    public async Task<IReadOnlyList<string>> FulfilAsync(
        SyncContext context, string orderId, IReadOnlyList<LineInput> lines, PackageToFulfil package, CancellationToken cancellationToken)
    {
        var input = new { lines, notifyCustomer = false, allowStockToBeExceeded = true, trackingNumber = package.TrackingId };
        var answer = await client.SendAsync((SaleorApp)context.App, FulfilOrder, new { order = orderId, input }, cancellationToken);
        var errors = answer.OrderFulfill?.Errors;
        if (errors is { Count: > 0 } && errors[0].Code == MissingLines.NothingLeft
            && await ReadAsync(context, orderId, cancellationToken) is { } order
            && FulfilmentMatch.Of(order, package.Id, package.TrackingId, linked: []) is { Count: > 0 } known)
        {
            return [.. known.Select(f => f.Id)];
        }

        SaleorErrors.ThrowIfAny(errors);
        return answer.OrderFulfill?.Fulfillments is { Count: > 0 } made
            ? [.. made.Select(f => f.Id)]
            : throw new RecordRefusedException(code: null, "The shop made no fulfilment.");
    }

    public async Task UpdateTrackingAsync(SyncContext context, string fulfilmentId, string trackingId, CancellationToken cancellationToken)
    {
        var variables = new { id = fulfilmentId, input = new { trackingNumber = trackingId, notifyCustomer = false } };
        var answer = await client.SendAsync((SaleorApp)context.App, UpdateTracking, variables, cancellationToken);
        SaleorErrors.ThrowIfAny(answer.OrderFulfillmentUpdateTracking?.Errors);
    }
}
