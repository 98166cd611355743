using Eci.Commerce;
using Eci.Core;
using Eci.Modules.Orders.Contracts;
using Eci.Modules.Saleor.Steps;
using MassTransit;

namespace Eci.Modules.Saleor.Orders;

/// <summary>Tells what a stored order has that its fields do not show.</summary>
internal sealed class OrderReports(IPublishEndpoint publish)
{
    private const string WithoutPackage = "Fulfilled in the shop without a package of the hub.";
    private const string OtherNumber = "The shop gave the fulfilment another tracking number than its package has.";

    public async Task TellAsync(OrderPage page, Order row, SaleorOrder order, CancellationToken cancellationToken)
    {
        if (OrderTotals.Of(order).Mismatch is { } mismatch)
            await TellAsync(row, order, OrderSteps.Totals, key: null, OrderStepState.Done, mismatch, cancellationToken);
        foreach (var problem in page.Payments.ProblemsOf(order))
        {
            page.Records.Fail(problem);
            await TellAsync(row, order, OrderSteps.Payment, KeyOf(problem.ExternalId), OrderStepState.Failed, problem.Text, cancellationToken);
        }

        foreach (var paymentId in page.Payments.StoredOf(order).Where(page.Records.Mend))
            await TellAsync(row, order, OrderSteps.Payment, KeyOf(paymentId), OrderStepState.Done, text: null, cancellationToken);
        foreach (var fulfilment in page.Fulfilments.Unknown(order))
            await TellAsync(row, order, OrderSteps.ShopFulfilment, fulfilment.Id, OrderStepState.Done, WithoutPackage, cancellationToken);
        foreach (var fulfilment in page.Fulfilments.Renumbered(row, order))
            await TellAsync(row, order, OrderSteps.ShopFulfilment, fulfilment.Id, OrderStepState.Done, OtherNumber, cancellationToken);
    }

    /// <summary>Keys of steps are as long as ids of the hub; Saleor's are longer.</summary>
    private static string KeyOf(string paymentId) => Ids.Of(IdPrefix.Payment, paymentId);

    private Task TellAsync(
        Order row, SaleorOrder order, string step, string? key, OrderStepState state, string? text, CancellationToken cancellationToken) =>
        publish.Publish(new OrderStepReported(row.TenantId, row.Id, step, key, state, order.UpdatedAt, text), cancellationToken);
}
